import { describe, expect, test, vi } from 'vitest';
import { Settings } from '#contracts/settings.ts';
import type { ErpOrder, OrderDraft } from '#domain/sales-order.ts';
import type { StoredIntent } from '#domain/intent.ts';
import type { CreateOrderOutcome, ErpFacts, ErpPort } from '#ports/erp.ts';
import type { LedgerReader } from '#ports/ledger.ts';
import type { FlowContext } from '../flow.ts';
import { confirmOrderIntent } from './confirm.ts';
import { writeOrderIntent } from './write.ts';

const draft = {
  reference: 'W1-7',
  shopOrderId: 7,
  visibleNumber: '#7',
  currency: 'USD',
  lines: [{ lineSeq: 1, sku: 'A', quantityEach: 2 }],
  totals: { total: '10.00' },
} as unknown as OrderDraft;

const order = (erpOrder: string, splitFrom = '', total = '10.00', units = 2): ErpOrder =>
  ({
    erpKey: `k${erpOrder}`,
    erpOrder,
    splitFrom,
    commitTime: null,
    totals: { total },
    lines: [{ lineSeq: 1, sku: 'A', orderedEach: units }],
  }) as unknown as ErpOrder;

const intent = (sentAtMs: number | null, attempts = 1): StoredIntent =>
  ({
    id: 'i',
    entity: 'create',
    attempts,
    sentAtMs,
    createdAtMs: 0,
    payload: { draft, lookUpFirst: false },
  }) as unknown as StoredIntent;

interface World {
  readonly found?: readonly ErpOrder[];
  readonly answer?: CreateOrderOutcome;
  readonly nowMs: number;
  readonly facts?: Partial<ErpFacts>;
  readonly isExported?: boolean;
}

const composeWorld = ({ found = [], answer, nowMs, facts = {}, isExported = true }: World) => {
  const createOrder = vi.fn(() => Promise.resolve(answer ?? { outcome: 'unclear' as const, cause: 'time-out' }));
  const erp = {
    facts: { orderMode: 'sync', enforcesReference: false, readLagS: 600, orderBatchS: 300, moneyDecimals: 2, ...facts },
    createOrder,
    findOrders: () => Promise.resolve(found),
    readOrder: () => Promise.resolve(found[0] ?? null),
    readAcknowledgement: () => Promise.resolve(null),
  } as unknown as ErpPort;
  const ledger = {
    orderByReference: () =>
      Promise.resolve({
        isExported,
        order: { status: isExported ? 'processing' : 'cancelled', paidAtMs: 1, createdAtMs: 0 },
      }),
  } as unknown as LedgerReader;
  const clock = {
    nowMs: () => nowMs,
    rate: 1,
    after: (ms: number, from = nowMs) => from + ms,
    elapsedMs: (since: number) => nowMs - since,
    sleep: () => Promise.resolve(),
  };
  const context = {
    erp,
    ledger,
    clock,
    policy: { settings: Settings.parse({}), buffers: [] },
  } as unknown as FlowContext;
  return { context, createOrder };
};

describe('an order whose outcome is unclear', () => {
  test('is looked up after 30 seconds, not sent', async () => {
    const { context } = composeWorld({ nowMs: 1000 });
    expect(await writeOrderIntent(intent(1000), context)).toMatchObject({ outcome: 'unclear', lookUpAtMs: 31_000 });
  });

  test('not found within the wait proves nothing: it is looked up again at the end of the wait, twice the worst lag', async () => {
    const { context, createOrder } = composeWorld({ nowMs: 40_000 });
    expect(await confirmOrderIntent(intent(1000), context)).toMatchObject({
      outcome: 'unclear',
      lookUpAtMs: 1_201_000,
    });
    expect(createOrder).not.toHaveBeenCalled();
  });

  test('not found after the full wait goes out again', async () => {
    const { context } = composeWorld({ nowMs: 1_201_000 });
    expect(await confirmOrderIntent(intent(1000), context)).toMatchObject({ outcome: 'again' });
  });

  test('the wait is never under 900 seconds unless the ERP enforces the reference', async () => {
    const short = composeWorld({ nowMs: 899_000, facts: { readLagS: 10 } });
    expect(await confirmOrderIntent(intent(0), short.context)).toMatchObject({
      outcome: 'unclear',
      lookUpAtMs: 900_000,
    });
    const enforced = composeWorld({ nowMs: 31_000, facts: { readLagS: 10, enforcesReference: true } });
    expect(await confirmOrderIntent(intent(0), enforced.context)).toMatchObject({ outcome: 'again' });
  });

  test('found once and equal is confirmed with its number', async () => {
    const { context } = composeWorld({ nowMs: 40_000, found: [order('0004711')] });
    expect(await confirmOrderIntent(intent(1000), context)).toMatchObject({
      outcome: 'confirmed',
      note: 'sales order 0004711',
    });
  });

  test('a split family is one order', async () => {
    const { context } = composeWorld({ nowMs: 40_000, found: [order('1', '', '6.00', 1), order('2', '1', '4.00', 1)] });
    expect(await confirmOrderIntent(intent(1000), context)).toMatchObject({
      outcome: 'confirmed',
      note: 'sales order 1, 2',
    });
  });

  test('two strangers under one reference are held for a person', async () => {
    const { context } = composeWorld({ nowMs: 40_000, found: [order('1'), order('2')] });
    expect(await confirmOrderIntent(intent(1000), context)).toMatchObject({
      outcome: 'held',
      failure: { code: 'ERP_REFERENCE_DUPLICATE' },
    });
  });

  test('one cent off is held, never accepted', async () => {
    const { context } = composeWorld({ nowMs: 40_000, found: [order('1', '', '10.01')] });
    expect(await confirmOrderIntent(intent(1000), context)).toMatchObject({
      outcome: 'held',
      failure: { code: 'ORDER_DIFFERS' },
    });
  });
});

describe('sending an order', () => {
  test('a refusal keeps the text of Blue Cherry', async () => {
    const { context } = composeWorld({
      nowMs: 0,
      answer: { outcome: 'refused', code: 'SKU_INACTIVE', text: 'SKU_INACTIVE: line 1' },
    });
    expect(await writeOrderIntent(intent(0), context)).toMatchObject({
      outcome: 'refused',
      failure: { detail: 'SKU_INACTIVE: line 1' },
    });
  });

  test('"the reference is taken" is an answer to be looked up, not a refusal', async () => {
    const { context } = composeWorld({
      nowMs: 0,
      answer: { outcome: 'refused', code: 'PO_DUP', text: 'PO_DUP: W1-7 is order 1' },
    });
    expect(await writeOrderIntent(intent(0), context)).toMatchObject({ outcome: 'unclear' });
  });

  test('an order cancelled in the shop before it left is not sent', async () => {
    const { context, createOrder } = composeWorld({ nowMs: 0, isExported: false });
    expect(await writeOrderIntent(intent(0), context)).toMatchObject({ outcome: 'superseded' });
    expect(createOrder).not.toHaveBeenCalled();
  });

  test('an order cancelled while its outcome was unclear does not go out again, though its row still says so', async () => {
    const { context, createOrder } = composeWorld({ nowMs: 0 });
    const row = { isExported: true, order: { status: 'cancelled', paidAtMs: 1, createdAtMs: 0 } };
    Object.assign(context.ledger, { orderByReference: () => Promise.resolve(row) });
    expect(await writeOrderIntent(intent(0, 3), context)).toMatchObject({ outcome: 'superseded' });
    expect(createOrder).not.toHaveBeenCalled();
  });

  test('an order from before go-live is looked up before every send, also after a look-up that failed', async () => {
    const { context, createOrder } = composeWorld({ nowMs: 0, found: [order('1')] });
    const early = { ...intent(0, 2), payload: { draft, lookUpFirst: true } };
    expect(await writeOrderIntent(early, context)).toMatchObject({ outcome: 'confirmed' });
    expect(createOrder).not.toHaveBeenCalled();
  });

  test('refused, tried and refused again are two notes in the shop', async () => {
    const answer = { outcome: 'refused' as const, code: 'SKU_INACTIVE', text: 'SKU_INACTIVE: line 1' };
    const notes = await Promise.all(
      [0, 60_000].map(async (nowMs) => {
        const outcome = await writeOrderIntent(intent(nowMs), composeWorld({ nowMs, answer }).context);
        return 'next' in outcome ? outcome.next[0]?.key : '';
      }),
    );
    expect(notes[0]).not.toBe(notes[1]);
  });

  test('an order that existed is compared before it is believed', async () => {
    const { context } = composeWorld({
      nowMs: 0,
      found: [order('1', '', '9.00')],
      answer: { outcome: 'created', erpKey: 'k1', erpOrder: '1', commitTime: null, wasExisting: true },
    });
    expect(await writeOrderIntent(intent(0), context)).toMatchObject({
      outcome: 'held',
      failure: { code: 'ORDER_DIFFERS' },
    });
  });
});
