import type { ErpOrder } from '#domain/sales-order.ts';
import { SyncError } from '#errors/sync-error.ts';
import type { OrderAcknowledgement } from '#ports/erp.ts';
import type { Connection } from './connection.ts';
import { readListedTexts, splitErrorText } from './errors.ts';
import { mapOrder } from './map-order.ts';
import { identify, readPages } from './paging.ts';
import { readText, RowFault } from './row.ts';
import type { RawRow } from './row.ts';
import type { RouteName } from './wire.ts';

const ROUTE = 'salesOrder';

/** Every order of this reference, splits included. Throws `shape` where one cannot be read: nobody may count without it. */
export const findOrders = async (connection: Connection, reference: string): Promise<readonly ErpOrder[]> => {
  const rows = await findRows(connection, ROUTE, 'po_num', reference, 'find-order');
  const orders = rows.filter((row) => isOurs(row, reference, connection)).map((row) => mapWhole(row, connection));
  const known = new Set(orders.map((order) => order.erpOrder));
  const origins = new Set(
    orders.map((order) => order.splitFrom).filter((origin) => origin !== '' && !known.has(origin)),
  );
  // A split may be visible before the order it was split from.
  for (const origin of origins) {
    const found = await findRows(connection, ROUTE, 'ord_num', origin, 'find-order');
    const more = found.filter((row) => isOurs(row, reference, connection) && readText(row, 'ord_num') === origin);
    orders.push(...more.map((row) => mapWhole(row, connection)));
  }
  return orders;
};

/** The ERP compares loosely (case, trailing spaces, other customers' numbers): here the reference counts exactly. */
const isOurs = (row: RawRow, reference: string, connection: Connection): boolean => {
  const customer = connection.profile.orders.defaults['customer'] ?? '';
  const theirs = readText(row, 'customer');
  return readText(row, 'po_num') === reference && (customer === '' || theirs === '' || theirs === customer);
};

export const readOrder = async (connection: Connection, erpKey: string): Promise<ErpOrder | null> => {
  const { rows } = await connection.read(ROUTE, { pkey: erpKey, _include: 'all' }, 'read-order');
  const row = rows.find((each) => readText(each, 'pkey').trim() === erpKey);
  return row === undefined ? null : mapWhole(row, connection);
};

const mapWhole = (row: RawRow, connection: Connection): ErpOrder => {
  try {
    return mapOrder(row, connection.profile);
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    const order = readText(row, 'ord_num');
    throw new SyncError({
      code: 'ERP_ANSWER_SHAPE',
      message: `Blue Cherry order ${order} cannot be read: ${error.path} ${error.problem}.`,
      subject: order,
    });
  }
};

/** Batch mode: an acceptance wins, else the newest word counts (a refused order may have been sent again). */
export const readAcknowledgement = async (
  connection: Connection,
  reference: string,
): Promise<OrderAcknowledgement | null> => {
  if (connection.profile.orders.mode !== 'batch' || connection.isRouteOff('salesOrderAck')) return null;
  const rows = await findRows(connection, 'salesOrderAck', 'po_num', reference, 'read-acknowledgement');
  const ours = rows.filter((row) => readText(row, 'po_num') === reference);
  const accepted = ours.find((row) => readOutcome(row) === 'ACCEPTED');
  const newest = ours.reduce<RawRow | undefined>(
    (best, row) => (best === undefined || readKey(row) > readKey(best) ? row : best),
    undefined,
  );
  const row = accepted ?? newest;
  if (row === undefined) return null;
  switch (readOutcome(row)) {
    case 'ACCEPTED':
      return { outcome: 'accepted', erpOrder: readText(row, 'ord_num') };
    case 'PENDING':
      return { outcome: 'pending' };
    case 'REJECTED':
      return { outcome: 'rejected', ...splitErrorText(readListedTexts(row.members['errors']) ?? 'no reason given') };
    default:
      throw new SyncError({
        code: 'ERP_ANSWER_SHAPE',
        message: `Blue Cherry's acknowledgement of ${reference} has an outcome we do not know.`,
        subject: reference,
      });
  }
};

const readOutcome = (row: RawRow): string => readText(row, 'outcome').trim().toUpperCase();
const readKey = (row: RawRow): number => Number(readText(row, 'pkey')) || 0;

const findRows = async (
  connection: Connection,
  route: RouteName,
  field: string,
  value: string,
  operation: string,
): Promise<readonly RawRow[]> => {
  const rows = new Map<string, RawRow>();
  for await (const page of readPages(connection, {
    route,
    operation,
    terms: [{ field, op: 'eq', value }],
    isFull: false,
  })) {
    for (const row of page.rows) rows.set(identify(row), row);
  }
  return [...rows.values()];
};
