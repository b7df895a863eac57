import type { Invoice, Order, Pick, Shipment } from './order.ts';
import { nextPkey, touchOrder } from './order-book.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';
import { stampNow, writeNumber } from './world.ts';

const isLive = (shipment: Shipment): boolean => !shipment.isVoid;

/** Invoices what left the warehouse on this pick; one posted invoice a pick. */
export const invoicePick = (world: World, pick: Pick): Invoice | undefined => {
  const live = pick.shipments.filter(isLive);
  if (live.length === 0 || live.every((shipment) => shipment.invNum !== '')) return undefined;
  const lastMod = stampNow(world);
  // One posted invoice a pick: a later one covers all that left, so an earlier one no longer stands.
  for (const earlier of pick.order.invoices) if (earlier.pick === pick) earlier.status = 'VOID';
  const invNum = writeNumber(world.counters.invoice++);
  const invoice: Invoice = { pkey: nextPkey(world), invNum, pick, status: 'POSTED', lastMod };
  pick.order.invoices.push(invoice);
  pick.invNum = invNum;
  pick.lastMod = lastMod;
  for (const shipment of live) {
    shipment.invNum = invNum;
    shipment.lastMod = lastMod;
  }
  touchOrder(world, pick.order, 'BATCH', false);
  return invoice;
};

/** Throws if nothing waits for an invoice. */
export const invoiceOrder = (world: World, order: Order): Invoice[] => {
  const invoices = order.picks.map((pick) => invoicePick(world, pick)).filter((invoice) => invoice !== undefined);
  if (invoices.length === 0)
    throw new Refusal('NOT_INVOICED', `order ${order.ordNum} has nothing shipped that waits for an invoice`);
  return invoices;
};

/** A shipment, or a carton of it, was taken back: its invoice no longer stands. */
export const voidInvoice = (world: World, shipment: Shipment): void => {
  const { pick } = shipment;
  if (shipment.invNum === '') return;
  const invoice = pick.order.invoices.find((candidate) => candidate.invNum === shipment.invNum);
  if (invoice !== undefined) {
    invoice.status = 'VOID';
    invoice.lastMod = stampNow(world);
  }
  // The taken-back shipment keeps the number of its void invoice; what still stands waits for a new one.
  for (const other of pick.shipments) if (!other.isVoid && other.invNum === pick.invNum) other.invNum = '';
  pick.invNum = '';
};
