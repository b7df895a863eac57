import type { HoldReason, OrderState } from '#contracts/codes.ts';
import { composeSubject } from '#domain/subject.ts';
import type { OrderRow, ShipmentRow } from '#ports/ledger.ts';
import type { Story, StoryFact, StoryPorts } from './story-shape.ts';
import { readFailures, readWrites, tellFailures, tellTime, tellWrites } from './story-parts.ts';

const SHIPMENTS_MAX = 5000;

const stateSentence: Readonly<Record<OrderState, string>> = {
  received: 'It is in the inbox and waits to be looked at.',
  skipped: 'It does not go to Blue Cherry as it stands.',
  held: 'It waits for a person.',
  intended: 'It will be sent to Blue Cherry.',
  sent: 'It was sent to Blue Cherry; the answer is awaited.',
  unclear: 'Blue Cherry gave no clear answer, so it is looked up by its reference before anything is sent again.',
  refused: 'Blue Cherry refused it.',
  confirmed: 'Blue Cherry has it; the shop is told next.',
  noted: 'Blue Cherry has it and the shop knows its number.',
};

const holdSentence: Readonly<Record<HoldReason, string>> = {
  'unmapped-sku': 'a line has no item in Blue Cherry',
  'price-missing': 'a price is missing',
  'price-mismatch': 'a price differs',
  'currency-mismatch': 'the currency is not the one of Blue Cherry',
  'totals-do-not-tie': 'its sums do not add up to the total that was paid',
  'address-incomplete': 'the address is incomplete',
  'order-differs': 'Blue Cherry has it with other lines or totals',
  'reference-duplicate': 'Blue Cherry has more than one order with its reference',
  'snapshot-suspect': 'the stock count looks wrong',
  'sku-taken': 'its SKU belongs to something else in the shop',
  'sku-ambiguous': 'its SKU is there more than once',
  'order-unknown': 'the order is not known',
};

const tellPaid = ({ order }: OrderRow): string => {
  const sum = `${order.total} ${order.currency}, ${order.lines.length === 1 ? '1 line' : `${order.lines.length} lines`}`;
  const paid = order.paidAtMs === null ? 'without a paid date' : `paid ${tellTime(order.paidAtMs)}`;
  return `Order #${order.number} (${sum}) was placed ${tellTime(order.createdAtMs)}, ${paid}, and is "${order.status}" in the shop.`;
};

const tellRule = (row: OrderRow): string => {
  if (row.holdReason !== null) return `Held because ${holdSentence[row.holdReason]}.`;
  if (row.isExported) return 'Its status, payment and date say that it belongs into Blue Cherry.';
  return 'Its status, payment or date say that it does not belong into Blue Cherry yet.';
};

const tellErp = (row: OrderRow): string[] => {
  if (row.erpOrder === '' && row.erpKey === '') return [];
  const when = row.commitTime === null ? '' : `, created there ${tellTime(row.commitTime.earliestMs)}`;
  const seen = row.confirmedAtMs === null ? '' : `, confirmed to us ${tellTime(row.confirmedAtMs)}`;
  return [`In Blue Cherry it is order ${row.erpOrder || row.erpKey} under reference ${row.reference}${when}${seen}.`];
};

const tellShipment = (row: ShipmentRow): string => {
  if (row.toldAtMs !== null) return `Dispatch ${row.shipNum} was told to the shop ${tellTime(row.toldAtMs)}.`;
  return `Dispatch ${row.shipNum} was seen ${tellTime(row.firstSeenAtMs)} and is "${row.state}".`;
};

const composeFacts = (row: OrderRow, shipments: readonly ShipmentRow[]): StoryFact[] => {
  const { order } = row;
  const facts: StoryFact[] = [
    { name: 'placed', value: `#${order.number}`, atMs: order.createdAtMs, from: 'shop' },
    { name: 'paid', value: `${order.total} ${order.currency}`, atMs: order.paidAtMs, from: 'shop' },
    { name: 'status', value: order.status, atMs: order.modifiedAtMs, from: 'shop' },
    { name: 'seen', value: row.reference, atMs: row.seenAtMs, from: 'runner' },
    { name: 'state', value: row.state, atMs: row.confirmedAtMs, from: 'runner' },
  ];
  if (row.erpOrder !== '')
    facts.push({ name: 'erp_order', value: row.erpOrder, atMs: row.commitTime?.earliestMs ?? null, from: 'erp' });
  for (const shipment of shipments)
    facts.push({
      name: 'shipment',
      value: shipment.shipNum,
      atMs: shipment.toldAtMs ?? shipment.firstSeenAtMs,
      from: 'erp',
    });
  return facts;
};

/** The story of one order. Reads the ledger only; no names or addresses are told. */
export const readOrderStory = async (ports: StoryPorts, row: OrderRow): Promise<Story> => {
  const all = await ports.ledger.shipmentsIn(['waiting', 'told', 'refused', 'skipped'], SHIPMENTS_MAX);
  const shipments = all.filter((shipment) => shipment.orderId === row.orderId || shipment.reference === row.reference);
  const subjects = [row.reference, String(row.orderId)];
  const creates = await readWrites(ports, 'orders', composeSubject({ type: 'order', id: String(row.orderId) }));
  const notes = await readWrites(ports, 'orders', `note:${row.reference}`);
  const writes = [...creates, ...notes];
  const failures = await readFailures(
    ports,
    ['orders', 'fulfilment'],
    [...subjects, ...shipments.map((one) => one.shipNum)],
  );
  const rule = tellRule(row);
  return {
    kind: 'order',
    subject: row.order.number,
    sentences: [
      tellPaid(row),
      `We saw it ${tellTime(row.seenAtMs)}. ${stateSentence[row.state]}`,
      rule,
      ...tellWrites(writes),
      ...tellErp(row),
      ...shipments.map(tellShipment),
      ...tellFailures(failures),
    ],
    facts: composeFacts(row, shipments),
    rule,
    figures: null,
    writes,
    failures,
  };
};
