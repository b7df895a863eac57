import type { ErpTime } from '#domain/erp-time.ts';
import type { OrderRow, PositionRow, ShipmentRow, SnapshotRow } from '#ports/ledger.ts';
import type { OrderRecord, PositionRecord, SnapshotRecord, Tables } from './tables.ts';

/** The three columns of an ERP stamp, all null or none. */
export const readErpTime = (text: string | null, earliestMs: number | null, latestMs: number | null): ErpTime | null =>
  text === null || earliestMs === null || latestMs === null ? null : { text, earliestMs, latestMs };

export const readOrderRow = (row: OrderRecord): OrderRow => ({
  orderId: row.order_id,
  reference: row.reference,
  contentHash: row.content_hash,
  order: row.content,
  state: row.state,
  holdReason: row.hold_reason,
  isExported: row.is_exported,
  erpOrder: row.erp_order,
  erpKey: row.erp_key,
  commitTime: readErpTime(row.commit_text, row.commit_earliest_ms, row.commit_latest_ms),
  confirmedAtMs: row.confirmed_at_ms,
  seenAtMs: row.seen_at_ms,
});

export const readSnapshotRow = (row: Omit<SnapshotRecord, 'skus' | 'units' | 'seq'>): SnapshotRow => ({
  id: row.id,
  asOf: readErpTime(row.as_of_text, row.as_of_earliest_ms, row.as_of_latest_ms),
  isFull: row.is_full,
  skuCount: row.sku_count,
  rowCount: row.row_count,
  verdict: row.verdict,
  heldBy: row.held_by,
  readAtMs: row.read_at_ms,
});

export const readPositionRow = (row: PositionRecord): PositionRow => ({
  sku: row.sku,
  productId: row.product_id,
  position: row.position,
  generation: row.generation,
  adoptedAsOf: readErpTime(row.adopted_text, row.adopted_earliest_ms, row.adopted_latest_ms),
  writtenAtMs: row.written_at_ms,
  outcome: row.outcome,
});

export const readShipmentRow = (row: Tables['shipments']): ShipmentRow => ({
  shipNum: row.ship_num,
  reference: row.reference,
  orderId: row.order_id,
  fingerprint: row.fingerprint,
  state: row.state,
  firstSeenAtMs: row.first_seen_at_ms,
  toldAtMs: row.told_at_ms,
});
