import { afterEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '#adapters/system/system-clock.ts';
import type { OrderDraft } from '#domain/sales-order.ts';
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

const buyer = {
  name: 'Ann Buyer',
  company: '',
  line1: '1 Main Street',
  line2: '',
  city: 'Springfield',
  state: 'IL',
  postcode: '62701',
  country: 'US',
  email: '',
  phone: '',
};

const composeDraft = async (erp: ErpPort, id: number, style?: string): Promise<OrderDraft> => {
  for await (const page of erp.readStyles(null)) {
    const record = page.records.find((each) => style === undefined || each.style === style);
    const size = record?.colours[0]?.sizes[0];
    if (size === undefined) continue;
    const amounts = { ext: '10.00', discount: '0.00', tax: '0.00' };
    return {
      reference: `W1-${id}`,
      shopOrderId: id,
      visibleNumber: `#${id}`,
      placedAtMs: Date.UTC(2025, 2, 3, 14),
      currency: 'USD',
      paymentMethod: 'card',
      shippingMethod: '',
      notes: '',
      billTo: buyer,
      shipTo: buyer,
      lines: [{ lineSeq: 1, lineItemId: 1, item: size.item, sku: size.sku, quantityEach: 1, price: '10', ...amounts }],
      charges: [],
      totals: {
        merchandise: '10.00',
        discount: '0.00',
        freight: '0.00',
        tax: '0.00',
        misc: '0.00',
        insurance: '0.00',
        total: '10.00',
      },
    };
  }
  throw new Error('no style');
};

describe('an ERP that takes orders in batches', () => {
  it('queues an order and tells its number in the acknowledgement', async () => {
    const { erp, control } = await openWorld({ orders: { mode: 'batch', batch_s: 300 } });
    const draft = await composeDraft(erp, 501);
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
    await erp.createOrder(await composeDraft(erp, 502, '00104'));
    await control('clock', { advance_s: 301 });
    expect(await erp.readAcknowledgement('W1-502')).toMatchObject({ outcome: 'rejected', code: 'SKU_INACTIVE' });
  });
});

describe('an ERP that knows a reference already', () => {
  it('and answers with the first order is believed', async () => {
    const { erp } = await openWorld({ orders: { duplicate: 'existing' } });
    const draft = await composeDraft(erp, 503);
    const first = await erp.createOrder(draft);
    const second = await erp.createOrder(draft);
    expect(first).toMatchObject({ outcome: 'created', wasExisting: false });
    expect(second).toEqual({ ...first, wasExisting: true });
  });

  it('and refuses is news of an earlier send, so it is looked up instead of shown as refused', async () => {
    const { erp } = await openWorld({ orders: { duplicate: 'reject' } });
    const draft = await composeDraft(erp, 504);
    await erp.createOrder(draft);
    expect(await erp.createOrder(draft)).toMatchObject({
      outcome: 'unclear',
      cause: expect.stringContaining('PO_DUP') as string,
    });
    expect(await erp.findOrders('W1-504')).toHaveLength(1);
  });

  it('and accepts leaves two orders that the look-up shows both', async () => {
    const { erp } = await openWorld({});
    const draft = await composeDraft(erp, 505);
    await erp.createOrder(draft);
    await erp.createOrder(draft);
    expect(await erp.findOrders('W1-505')).toHaveLength(2);
  });
});

describe('an ERP with habits of its own', () => {
  it('pads texts and refuses with status 200, and is read all the same', async () => {
    const { erp } = await openWorld({}, { pad_spaces: true, error_status_200: true });
    const good = await composeDraft(erp, 506);
    expect(good.lines[0]?.sku).toBe('01|00101|010|||XS');
    expect(await erp.createOrder(good)).toMatchObject({ outcome: 'created' });
    expect(await erp.findOrders('W1-506')).toMatchObject([
      { reference: 'W1-506', lines: [{ sku: '01|00101|010|||XS' }] },
    ]);
    expect(await erp.createOrder(await composeDraft(erp, 507, '00104'))).toMatchObject({
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

  it('without shipments switches that flow off', async () => {
    const { erp } = await openWorld({ routes: { shipment: null } });
    expect(erp.facts.hasShipments).toBe(false);
    const pages: unknown[] = [];
    for await (const page of erp.readShipments(null)) pages.push(page);
    expect(pages).toEqual([]);
  });
});
