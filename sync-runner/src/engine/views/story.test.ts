import { describe, expect, it } from 'vitest';
import type { BufferRule } from '#domain/buffer.ts';
import type { StoredIntent } from '#domain/intent.ts';
import type { ItemRow, OrderRow, SnapshotRow, TakenUnits } from '#ports/ledger.ts';
import type { StoryPorts } from './story.ts';
import { readStory } from './story.ts';

const at = (time: string): number => Date.parse(`2026-03-03T${time}Z`);
const erpTime = (time: string) => ({ text: `2026-03-03 ${time}`, earliestMs: at(time), latestMs: at(time) });
const sku = '01|00190|BLK|||M';
const itemRow: ItemRow = {
  sku,
  barcode: '0123456789012',
  style: '00190',
  isActive: true,
  item: {
    division: '01',
    style: '00190',
    colorCode: 'BLK',
    lblCode: '',
    dimension: '',
    sizeDesc: 'M',
    upc: '0123456789012',
  },
};
const snapshotRow: SnapshotRow = {
  id: 'A1',
  asOf: erpTime('09:15:00'),
  isFull: true,
  skuCount: 1,
  rowCount: 1,
  verdict: 'accepted',
  heldBy: '',
  readAtMs: at('09:16:00'),
};
const address = {
  name: 'Jane Roe',
  company: '',
  line1: '1 Main St',
  line2: '',
  city: 'X',
  state: 'NY',
  postcode: '1',
  country: 'US',
  email: 'jane@example.com',
  phone: '1',
};
const orderRow: OrderRow = {
  orderId: 10234,
  reference: 'W1-10234',
  contentHash: 'h',
  state: 'unclear',
  holdReason: null,
  isExported: true,
  erpOrder: '',
  erpKey: '',
  commitTime: null,
  confirmedAtMs: null,
  seenAtMs: at('09:20:00'),
  order: {
    id: 10234,
    number: '10234',
    status: 'processing',
    currency: 'USD',
    createdAtMs: at('09:18:00'),
    modifiedAtMs: at('09:19:00'),
    paidAtMs: at('09:19:00'),
    paymentMethod: 'card',
    customerNote: '',
    billing: address,
    shipping: address,
    lines: [],
    charges: [],
    totalTax: '0',
    total: '59.98',
    refundIds: [],
    linkedErpOrder: '',
    linkedErpKey: '',
  },
};
const intent: StoredIntent = {
  id: 'i1',
  flow: 'orders',
  entity: 'create',
  subject: 'order:10234',
  key: 'k',
  lane: 'l',
  payload: { draft: { billTo: address } },
  state: 'unclear',
  attempts: 1,
  sentAtMs: at('09:21:00'),
  unclearSinceMs: at('09:22:00'),
  lastError: '',
  createdAtMs: at('09:20:00'),
  updatedAtMs: at('09:22:00'),
};

interface World {
  readonly ats?: number;
  readonly taken?: Partial<TakenUnits>;
  readonly rules?: readonly BufferRule[];
  readonly order?: OrderRow;
}

/** Only what a story may read; a call of anything else is a fault of the story. */
const composePorts = (world: World): StoryPorts => {
  const ledger = {
    items: async (skus: readonly string[]) =>
      new Map(world.ats === undefined || !skus.includes(sku) ? [] : [[sku, itemRow]]),
    acceptedSnapshot: async () =>
      world.ats === undefined ? null : { row: snapshotRow, availableEach: new Map([[sku, world.ats]]) },
    takenUnits: async () =>
      new Map(
        world.taken ? [[sku, { sku, containedEach: 0, inFlightEach: 0, inFlightOrders: [], ...world.taken }]] : [],
      ),
    positions: async () => new Map(),
    buffers: async () => ({ revision: 1, rules: world.rules ?? [] }),
    findOrder: async (text: string) =>
      world.order && [world.order.order.number, world.order.reference].includes(text) ? world.order : null,
    shipmentsIn: async () => [],
    openFailureKeys: async () => [],
  };
  const outbox = {
    list: async (filter: { flow: string; subject?: string }) =>
      filter.flow === 'orders' && filter.subject === intent.subject ? [intent] : [],
    show: async () => ({
      intent,
      tries: [
        { attempt: 1, sentAtMs: at('09:21:00'), endedAtMs: null, note: 'Blue Cherry did not answer within 40 s' },
      ],
      nextTryAtMs: at('09:36:00'),
    }),
  };
  return { ledger, outbox, clock: { nowMs: () => at('10:00:00') } } as unknown as StoryPorts;
};

describe('the story of one SKU', () => {
  it('shows the sum behind the published stock, with the orders in flight and the rule that won', async () => {
    const story = await readStory(
      composePorts({
        ats: 12,
        taken: { inFlightEach: 2, containedEach: 5, inFlightOrders: [{ orderId: 7, orderNumber: '7', unitsEach: 2 }] },
        rules: [
          { scope: 'shop', key: '', kind: 'fixed', unitsEach: 1 },
          { scope: 'sku', key: sku, kind: 'fixed', unitsEach: 3 },
        ],
      }),
      sku,
    );
    expect(story.figures).toEqual({
      atsEach: 12,
      containedEach: 5,
      inFlightEach: 2,
      heldBackEach: 3,
      positionEach: 14,
      publishedEach: 7,
    });
    expect(story.sentences).toContain("So the shop's stock is 12 − 2 in flight − 3 held back = 7.");
    expect(story.sentences.join(' ')).toContain('#7 (2)');
    expect(story.rule).toBe('Buffer rule "This SKU" won and asks for 3 units.');
  });

  it('keeps a debt as a debt and says what buyers see', async () => {
    const story = await readStory(composePorts({ ats: 1, taken: { inFlightEach: 3 } }), sku);
    expect(story.figures?.publishedEach).toBe(-2);
    expect(story.sentences).toContain("So the shop's stock is 1 − 3 in flight − 0 held back = -2; buyers see 0.");
  });
});

describe('the story of one order', () => {
  it('tells what was sent, what was answered and that it is looked up, without the buyer', async () => {
    const story = await readStory(composePorts({ order: orderRow }), '#10234');
    expect(story.kind).toBe('order');
    expect(story.sentences.join('\n')).toMatch(
      /looked up by its reference[\s\S]*Try 1 of "create" was sent 2026-03-03 09:21:00 UTC: Blue Cherry did not answer within 40 s\./,
    );
    expect(JSON.stringify(story)).not.toMatch(/Jane|Main St|example\.com/);
  });

  it('is found by reference too', async () => {
    expect((await readStory(composePorts({ order: orderRow }), 'W1-10234')).subject).toBe('10234');
  });
});

it('says what to do where a number is known to nobody', async () => {
  const story = await readStory(composePorts({}), '999');
  expect(story.kind).toBe('nothing');
  expect(story.sentences[1]).toContain('cherry-bridge once all');
});
