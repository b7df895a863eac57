import { describe, expect, test } from 'vitest';
import type { ErpOrder, ShopOrder } from '#domain/sales-order.ts';
import type { ErpShipment } from '#domain/shipment.ts';
import type { OrderRow, ShipmentRow } from '#domain/ledger-rows.ts';
import { decideShipments, fingerprintShipment, type ShipmentPayload, type ShipmentsKnown } from './decide.ts';

const shipment = (pkey: string, tracking: string, overrides: Partial<ErpShipment> = {}): ErpShipment => ({
  pkey,
  shipNum: `S${pkey}`,
  erpOrder: '0004711',
  reference: 'W1-7',
  shippedOn: '2025-03-04',
  shipper: 'UPG',
  isVoided: false,
  lastMod: '2025-03-04 10:00:00',
  cartons: [
    {
      cartonNum: `C${pkey}`,
      trackingNumber: tracking,
      isVoided: false,
      lines: [{ lineSeq: 1, sku: 'A', quantityEach: 1 }],
    },
  ],
  ...overrides,
});

const order = {
  orderId: 7,
  reference: 'W1-7',
  order: { id: 7, number: '7', lines: [{ id: 71, quantityEach: 2 }] } as unknown as ShopOrder,
} as unknown as OrderRow;
const erpOrder = (openEach: number): ErpOrder =>
  ({ lines: [{ lineSeq: 1, totalEach: 2, openEach, shippedEach: 2 - openEach }] }) as unknown as ErpOrder;

const known = (openEach: number, told: ShipmentRow[] = []): ShipmentsKnown => ({
  told: new Map(told.map((row) => [row.shipNum, row])),
  orders: new Map([['W1-7', order]]),
  erpOrders: new Map([['W1-7', [erpOrder(openEach)]]]),
  referencePrefix: 'W1',
  noTrackingLimitMs: 1000,
  elapsedMs: (sinceMs) => 5000 - sinceMs,
});

const payloads = (nouns: ErpShipment[], facts: ShipmentsKnown, nowMs = 5000) =>
  decideShipments(nouns, facts, nowMs).decisions.flatMap((decision) =>
    decision.do === 'write' ? [(decision.intent.payload as ShipmentPayload).shipment] : [],
  );

describe('fulfilment', () => {
  test('a dispatch is told with its carton, its tracking number and the line of the shop order', () => {
    expect(payloads([shipment('1', '1Z1')], known(1))).toMatchObject([
      {
        order_id: 7,
        complete: false,
        cartons: [{ carton_num: 'C1', tracking_number: '1Z1', lines: [{ line_item_id: 71, quantity: 1 }] }],
      },
    ]);
  });

  test('only the last of two dispatches completes the order', () => {
    expect(
      payloads([shipment('2', '1Z2'), shipment('1', '1Z1')], known(0)).map(({ shipment_key, complete }) => [
        shipment_key,
        complete,
      ]),
    ).toEqual([
      ['S1', false],
      ['S2', true],
    ]);
  });

  test('a dispatch that was told as it is needs nothing', () => {
    const one = shipment('1', '1Z1');
    const row: ShipmentRow = {
      shipNum: 'S1',
      reference: 'W1-7',
      orderId: 7,
      fingerprint: fingerprintShipment(one),
      state: 'told',
      firstSeenAtMs: 0,
      toldAtMs: 1,
    };
    expect(decideShipments([{ ...one, lastMod: '2025-03-05 00:00:00' }], known(0, [row]), 0).decisions).toMatchObject([
      { do: 'skip', reason: 'already-told' },
    ]);
  });

  test('a mail waits for its tracking number up to the limit, then goes without', () => {
    const row = (firstSeenAtMs: number): ShipmentRow => ({
      shipNum: 'S1',
      reference: 'W1-7',
      orderId: 7,
      fingerprint: '',
      state: 'waiting',
      firstSeenAtMs,
      toldAtMs: null,
    });
    expect(payloads([shipment('1', '')], known(0, [row(4500)]))).toMatchObject([{ without_tracking: false }]);
    expect(payloads([shipment('1', '')], known(0, [row(3000)]))).toMatchObject([{ without_tracking: true }]);
  });

  test('a voided dispatch is taken back and completes nothing', () => {
    expect(payloads([shipment('1', '1Z1', { isVoided: true })], known(0))).toMatchObject([
      { voided: true, complete: false },
    ]);
  });

  test('a dispatch of another channel is not ours', () => {
    expect(decideShipments([shipment('1', '', { reference: 'EDI-7' })], known(0), 0).decisions).toMatchObject([
      { do: 'skip', reason: 'not-our-order' },
    ]);
  });

  test('a dispatch that is not settled is read again until it is: its order unknown, its turn not come, its mail waiting', () => {
    const unsettledOf = (nouns: ErpShipment[], facts: ShipmentsKnown): unknown =>
      decideShipments(nouns, facts, 5000).changes.find(
        (change) => change.put === 'cursor' && change.name === 'unsettled',
      );
    const stamped = (stamp: string | null) => ({ cursor: { stamp } });
    const unknown = shipment('1', '1Z1', { reference: 'W1-99', lastMod: '2025-03-04 09:00:00' });
    expect(unsettledOf([shipment('2', '1Z2'), unknown], known(0))).toMatchObject(stamped('2025-03-04 09:00:00'));
    const later = { ...known(0), erpOrders: new Map() };
    expect(decideShipments([shipment('1', '1Z1')], later, 5000).decisions).toMatchObject([
      { do: 'skip', reason: 'awaiting-order' },
    ]);
    expect(unsettledOf([shipment('1', '1Z1')], later)).toMatchObject(stamped('2025-03-04 10:00:00'));
    const one = shipment('1', '1Z1');
    const row = (state: ShipmentRow['state']): ShipmentRow => ({
      shipNum: 'S1',
      reference: 'W1-7',
      orderId: 7,
      fingerprint: fingerprintShipment(one),
      state,
      firstSeenAtMs: 0,
      toldAtMs: null,
    });
    expect(unsettledOf([one], known(0, [row('waiting')]))).toMatchObject(stamped('2025-03-04 10:00:00'));
    expect(unsettledOf([one], known(0, [row('told')]))).toMatchObject(stamped(null));
  });

  test('a dispatch of an order the shop does not know is held by name', () => {
    expect(decideShipments([shipment('1', '', { reference: 'W1-99' })], known(0), 0).decisions).toMatchObject([
      { do: 'hold', reason: 'order-unknown', failure: { code: 'SHIPMENT_ORDER_UNKNOWN' } },
    ]);
  });
});
