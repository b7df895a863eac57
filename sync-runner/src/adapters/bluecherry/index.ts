import type { FailureSubject } from '#contracts/failure.ts';
import type { Quarantined } from '#domain/decision.ts';
import { SyncError } from '#errors/sync-error.ts';
import type { ErpFacts, ErpPage, ErpPort } from '#ports/erp.ts';
import { createConnection } from './connection.ts';
import type { Connection, ErpOptions } from './connection.ts';
import { createOrder } from './create-order.ts';
import { composeChangedAfter } from './filter.ts';
import { findOrders, readAcknowledgement, readOrder } from './find-orders.ts';
import { mapShipment } from './map-shipment.ts';
import { mapStyle } from './map-style.ts';
import { readPages } from './paging.ts';
import type { Profile } from './profile.ts';
import { peekStock, readStock } from './read-stock.ts';
import { readText, RowFault } from './row.ts';
import type { RawRow } from './row.ts';
import { composeErpDate, readErpTime, rewindStamp } from './time.ts';
import type { RouteName } from './wire.ts';

export type { ErpOptions } from './connection.ts';

/** Blue Cherry over REST as the ErpPort. `close` ends calls under way. */
export const createBlueCherryErp = (options: ErpOptions): ErpPort & { close(): void } => {
  const connection = createConnection(options);
  const { profile } = options;
  const { zone } = profile.formats;
  return {
    facts: composeFacts(profile),
    check: () => readVersion(connection),
    rewindStamp: (stamp, seconds) => needStamp(rewindStamp(stamp, seconds, zone), stamp),
    readStamp: (stamp) => needStamp(readErpTime(stamp, zone), stamp).earliestMs,
    composeErpDate: (atMs) => composeErpDate(atMs, zone),
    readStyles: (modifiedAfter) =>
      readDocuments(
        connection,
        'style',
        modifiedAfter,
        (row) => mapStyle(row, profile),
        (row) => ({ type: 'style', id: readText(row, 'style') }),
      ),
    peekStock: () => peekStock(connection),
    readStock: () => readStock(connection),
    createOrder: (draft) => createOrder(connection, draft),
    findOrders: (reference) => findOrders(connection, reference),
    readOrder: (erpKey) => readOrder(connection, erpKey),
    readAcknowledgement: (reference) => readAcknowledgement(connection, reference),
    readShipments: (modifiedAfter) =>
      readDocuments(
        connection,
        'shipment',
        modifiedAfter,
        (row) => mapShipment(row, profile),
        (row) => ({ type: 'shipment', id: readText(row, 'ship_num') }),
      ),
    close: () => connection.close(),
  };
};

const composeFacts = (profile: Profile): ErpFacts => ({
  orderMode: profile.orders.mode,
  enforcesReference: profile.orders.duplicate !== 'accept',
  moneyDecimals: profile.money.dp,
  priceDecimals: profile.money.price_dp,
  referencePrefix: profile.po_num.prefix,
  stockEveryS: profile.stock.every_s,
  stockComputeS: profile.stock.compute_s,
  readLagS: profile.limits.read_lag_s,
  orderBatchS: profile.orders.batch_s,
  hasStockTime: profile.stock.time !== 'absent',
  hasCommitTime: profile.orders.time !== '',
  scope: {
    divisions: profile.scope.division,
    labels: profile.scope.lbl_code,
    channels: profile.scope.catg_dest1,
    seasons: profile.scope.season,
  },
  hasShipments: profile.routes['shipment'] !== null,
});

/** GET pick without a query is Blue Cherry's own connection check; where picks are off, orders serve. */
const readVersion = async (connection: Connection): Promise<{ readonly version: string }> => {
  const { version } = await connection.read(connection.isRouteOff('pick') ? 'salesOrder' : 'pick', {}, 'check');
  if (version === '') {
    throw new SyncError({
      code: 'ERP_ANSWER_SHAPE',
      message: 'Something answers at the address of Blue Cherry, but it does not name its version; check ERP_URL.',
    });
  }
  return { version };
};

const needStamp = <T>(read: T | null, stamp: string): T => {
  if (read !== null) return read;
  throw new SyncError({ code: 'INVARIANT_BROKEN', message: `"${stamp.slice(0, 40)}" is not a stamp of the ERP.` });
};

async function* readDocuments<T>(
  connection: Connection,
  route: RouteName,
  modifiedAfter: string | null,
  map: (row: RawRow) => T,
  identifyRow: (row: RawRow) => Pick<FailureSubject, 'type' | 'id'>,
): AsyncGenerator<ErpPage<T>> {
  if (connection.isRouteOff(route)) return;
  const terms = composeChangedAfter(modifiedAfter, connection.profile);
  for await (const page of readPages(connection, {
    route,
    operation: `read-${route}`,
    terms,
    isFull: terms.length === 0,
  })) {
    const records: T[] = [];
    const quarantined: Quarantined[] = [];
    for (const row of page.rows) {
      try {
        records.push(map(row));
      } catch (error) {
        if (!(error instanceof RowFault)) throw error;
        quarantined.push({
          subject: composeSubject(row, identifyRow(row)),
          code: 'ERP_ROW_SHAPE',
          fault: `${error.path} ${error.problem}`,
        });
      }
    }
    yield { records, quarantined };
  }
}

const composeSubject = (row: RawRow, found: Pick<FailureSubject, 'type' | 'id'>): FailureSubject => {
  const id = (found.id.trim() || readText(row, 'pkey').trim() || 'unknown').slice(0, 100);
  return { type: found.type, id, label: id };
};
