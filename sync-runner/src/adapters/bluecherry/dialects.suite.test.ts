import { afterEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '#adapters/system/system-clock.ts';
import type { OrderDraft } from '#domain/sales-order.ts';
import { composeDraft } from '#ports/erp-draft.suite.ts';
import type { ErpPort } from '#ports/erp.ts';
import { startErpSimulator } from '#simulator/bluecherry-server/index.ts';
import { createBlueCherryErp } from './index.ts';
import { parseProfile } from './profile.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const openWorld = async (overlay: Record<string, unknown>, config: Record<string, unknown> = {}) => {
  const simulator = await startErpSimulator({
    port: 0,
    controlPort: 0,
    clock: 'virtual',
    noise: 'none',
    styles: 6,
    profile: overlay,
  });
  const control = async (path: string, body: unknown): Promise<unknown> => {
    const answer = await fetch(`${simulator.controlUrl}/_sim/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return ((await answer.json()) as { result: unknown }).result;
  };
  await control('config', config);
  const parsed = parseProfile(overlay);
  if (parsed.outcome !== 'parsed') throw new Error('profile');
  const erp = createBlueCherryErp({
    url: `${simulator.url}/api`,
    subscriptionKey: 'test',
    profile: { ...parsed.profile, limits: { ...parsed.profile.limits, per_min: 60_000, total_ms: 1500 } },
    clock: createSystemClock(),
    log: quiet,
  });
  stops.push(async () => {
    erp.close();
    await simulator.stop();
  });
  return { erp, control };
};

const composeDraftOf = async (erp: ErpPort, id: number, style = '00101'): Promise<OrderDraft> => {
  for await (const page of erp.readStyles(null)) {
    const size = page.records.find((each) => each.style === style)?.colours[0]?.sizes[0];
    if (size !== undefined) return composeDraft(id, size);
  }
  throw new Error('no such style');
};

describe('an ERP that takes orders in batches', () => {
  it('queues an order and tells its number in the acknowledgement', async () => {
    const { erp, control } = await openWorld({ orders: { mode: 'batch', batch_s: 300 } });
    const draft = await composeDraftOf(erp, 501);
    expect(await erp.readAcknowledgement('W1-501')).toBeNull();
    const queued = await erp.createOrder(draft);
    expect(queued.outcome).toBe('queued');
    expect(queued.outcome === 'queued' && queued.batchId).toMatch(/\S/);
    expect(await erp.readAcknowledgement('W1-501')).toEqual({ outcome: 'pending' });
    await control('clock', { advance_s: 301 });
    const order = (await erp.findOrders('W1-501'))[0];
    expect(await erp.readAcknowledgement('W1-501')).toEqual({ outcome: 'accepted', erpOrder: order?.erpOrder });
  });

  it('tells a refusal in the acknowledgement, with code and text', async () => {
    const { erp, control } = await openWorld({ orders: { mode: 'batch', batch_s: 300 } });
    await erp.createOrder(await composeDraftOf(erp, 502, '00104'));
    await control('clock', { advance_s: 301 });
    expect(await erp.readAcknowledgement('W1-502')).toMatchObject({ outcome: 'rejected', code: 'SKU_INACTIVE' });
  });
});

describe('an ERP that knows a reference already', () => {
  it('and answers with the first order is believed', async () => {
    const { erp } = await openWorld({ orders: { duplicate: 'existing' } });
    const draft = await composeDraftOf(erp, 503);
    const first = await erp.createOrder(draft);
    const second = await erp.createOrder(draft);
    expect(first).toMatchObject({ outcome: 'created', wasExisting: false });
    expect(second).toEqual({ ...first, wasExisting: true });
  });

  it('and refuses is news of an earlier send, so it is looked up instead of shown as refused', async () => {
    const { erp } = await openWorld({ orders: { duplicate: 'reject' } });
    const draft = await composeDraftOf(erp, 504);
    await erp.createOrder(draft);
    expect(await erp.createOrder(draft)).toMatchObject({
      outcome: 'unclear',
      cause: expect.stringContaining('PO_DUP') as string,
    });
    expect(await erp.findOrders('W1-504')).toHaveLength(1);
  });

  it('and accepts leaves two orders that the look-up shows both', async () => {
    const { erp } = await openWorld({});
    const draft = await composeDraftOf(erp, 505);
    await erp.createOrder(draft);
    await erp.createOrder(draft);
    expect(await erp.findOrders('W1-505')).toHaveLength(2);
  });
});

describe('an ERP with habits of its own', () => {
  it('pads texts and refuses with status 200, and is read all the same', async () => {
    const { erp } = await openWorld({}, { pad_spaces: true, error_status_200: true });
    const good = await composeDraftOf(erp, 506);
    expect(good.lines[0]?.sku).toBe('01|00101|010|||XS');
    expect(await erp.createOrder(good)).toMatchObject({ outcome: 'created' });
    expect(await erp.findOrders('W1-506')).toMatchObject([
      { reference: 'W1-506', lines: [{ sku: '01|00101|010|||XS' }] },
    ]);
    expect(await erp.createOrder(await composeDraftOf(erp, 507, '00104'))).toMatchObject({
      outcome: 'refused',
      code: 'SKU_INACTIVE',
    });
    expect((await erp.readStock()).faults).toEqual([]);
  });

  it('whose stock tells neither time nor row count is read by its snapshot alone', async () => {
    const { erp } = await openWorld({ stock: { time: 'absent', count: 'absent', kind: 'absent' } });
    expect(await erp.readStock()).toMatchObject({ asOf: null, faults: [], kind: 'FULL' });
    expect(erp.facts.hasStockTime).toBe(false);
  });

  it('whose stock tells no time shows a mixed list by its snapshot numbers', async () => {
    const { erp, control } = await openWorld({ stock: { time: 'absent' } });
    await control('clock', { advance_s: 900 });
    await control('batch', { action: 'half', how: 'mixed', share: 0.5 });
    expect((await erp.readStock()).faults).toEqual(['mixed-snapshots']);
  });

  it('without shipments switches that flow off', async () => {
    const { erp } = await openWorld({ routes: { shipment: null } });
    expect(erp.facts.hasShipments).toBe(false);
    const pages: unknown[] = [];
    for await (const page of erp.readShipments(null)) pages.push(page);
    expect(pages).toEqual([]);
  });
});
