import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { LedgerChange } from '#ports/ledger.ts';
import type { Tables } from './tables.ts';

export type OrderPut = Extract<LedgerChange, { put: 'order' }>;
export type OrderStatePut = Extract<LedgerChange, { put: 'order-state' }>;

/** The inbox. Content and flags follow the shop; state and ERP numbers of a known order stay. */
export const putOrders = async (
  tx: Transaction<Tables>,
  table: (name: string) => RawBuilder<unknown>,
  puts: readonly OrderPut[],
): Promise<void> => {
  const rows = [...new Map(puts.map(({ row }) => [row.orderId, row])).values()].map((row) => ({
    order_id: row.orderId,
    reference: row.reference,
    order_number: row.order.number,
    content_hash: row.contentHash,
    content: row.order,
    state: row.state,
    hold_reason: row.holdReason,
    is_exported: row.isExported,
    placed_at_ms: row.order.createdAtMs,
    due_since_ms: row.order.paidAtMs ?? row.order.createdAtMs,
    seen_at_ms: row.seenAtMs,
  }));
  await sql`
    INSERT INTO ${table('orders')} AS o (order_id, reference, order_number, content_hash, content, state, hold_reason, is_exported, placed_at_ms, due_since_ms, seen_at_ms)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(order_id bigint, reference text, order_number text, content_hash text, content jsonb,
      state text, hold_reason text, is_exported boolean, placed_at_ms bigint, due_since_ms bigint, seen_at_ms bigint)
    ORDER BY order_id
    ON CONFLICT (order_id) DO UPDATE SET order_number = excluded.order_number, content_hash = excluded.content_hash, content = excluded.content,
      is_exported = excluded.is_exported, placed_at_ms = excluded.placed_at_ms, due_since_ms = excluded.due_since_ms`.execute(
    tx,
  );
  await putLines(tx, table, puts);
};

/** Lines as they are now: what the shop no longer has is gone here too. */
const putLines = async (
  tx: Transaction<Tables>,
  table: (name: string) => RawBuilder<unknown>,
  puts: readonly OrderPut[],
): Promise<void> => {
  const byOrder = new Map(puts.map(({ row }) => [row.orderId, row.order.lines]));
  const lines = [...byOrder].flatMap(([orderId, own]) =>
    own.map((line) => ({ order_id: orderId, line_id: line.id, sku: line.sku, reduced_each: line.reducedEach })),
  );
  const text = JSON.stringify(lines);
  const record = sql`jsonb_to_recordset(${text}::jsonb) AS r(order_id bigint, line_id bigint, sku text, reduced_each bigint)`;
  await sql`
    DELETE FROM ${table('order_lines')} l WHERE order_id = ANY(${[...byOrder.keys()]}::bigint[])
      AND NOT EXISTS (SELECT 1 FROM ${record} WHERE r.order_id = l.order_id AND r.line_id = l.line_id)`.execute(tx);
  if (lines.length === 0) return;
  await sql`
    INSERT INTO ${table('order_lines')} (order_id, line_id, sku, reduced_each)
    SELECT DISTINCT ON (order_id, line_id) order_id, line_id, sku, reduced_each FROM ${record}
    ON CONFLICT (order_id, line_id) DO UPDATE SET sku = excluded.sku, reduced_each = excluded.reduced_each`.execute(tx);
};

/** Members that are absent stay as they are. */
export const putOrderState = async (tx: Transaction<Tables>, put: OrderStatePut): Promise<void> => {
  await tx
    .updateTable('orders')
    .set({
      state: put.state,
      ...(put.holdReason === undefined ? {} : { hold_reason: put.holdReason }),
      ...(put.erpOrder === undefined ? {} : { erp_order: put.erpOrder }),
      ...(put.erpKey === undefined ? {} : { erp_key: put.erpKey }),
      ...(put.commitTime === undefined
        ? {}
        : {
            commit_text: put.commitTime?.text ?? null,
            commit_earliest_ms: put.commitTime?.earliestMs ?? null,
            commit_latest_ms: put.commitTime?.latestMs ?? null,
          }),
      ...(put.confirmedAtMs === undefined ? {} : { confirmed_at_ms: put.confirmedAtMs }),
    })
    .where('reference', '=', put.reference)
    .execute();
};
