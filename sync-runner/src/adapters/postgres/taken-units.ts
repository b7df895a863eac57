import { type Kysely, sql } from 'kysely';
import type { ErpTime } from '#domain/erp-time.ts';
import type { TakenUnits } from '#ports/ledger.ts';
import type { Tables } from './tables.ts';

const IN_FLIGHT_SHOWN = 20;

interface TakenRow {
  readonly sku: string;
  readonly contained: number;
  readonly in_flight: number;
  readonly orders: { readonly orderId: number; readonly orderNumber: string; readonly unitsEach: number }[] | null;
}

/**
 * Units the shop took, split at one ERP count (domain/erp-time.ts says when an order is inside it). An order that was inside
 * the count of the SKU's adoption is in the shop's stock already and counts nowhere; before adoption nothing is contained.
 */
export const readTakenUnits = async (
  db: Kysely<Tables>,
  schema: string,
  asOf: ErpTime | null,
): Promise<ReadonlyMap<string, TakenUnits>> => {
  const [lines, orders, positions] = ['order_lines', 'orders', 'positions'].map((name) =>
    sql.table(`${schema}.${name}`),
  );
  const asOfMs = asOf?.earliestMs ?? null;
  const { rows } = await sql<TakenRow>`
    WITH taken AS (
      SELECT l.sku, o.order_id, o.order_number, o.placed_at_ms, sum(l.reduced_each)::bigint AS units,
        o.commit_latest_ms IS NOT NULL AND o.commit_latest_ms <= ${asOfMs}::bigint AS is_contained,
        p.sku IS NOT NULL AND (p.adopted_latest_ms IS NOT NULL OR p.outcome NOT LIKE 'skipped%')
          AND (p.adopted_earliest_ms IS NULL OR o.commit_latest_ms > p.adopted_earliest_ms) AS is_after_adoption
      FROM ${lines} l JOIN ${orders} o USING (order_id) LEFT JOIN ${positions} p ON p.sku = l.sku
      WHERE l.reduced_each <> 0
      GROUP BY l.sku, o.order_id, p.sku),
    ranked AS (
      SELECT *, row_number() OVER (PARTITION BY sku, is_contained IS TRUE ORDER BY placed_at_ms DESC, order_id DESC) AS rank FROM taken)
    SELECT sku,
      coalesce(sum(units) FILTER (WHERE is_contained AND is_after_adoption), 0)::bigint AS contained,
      coalesce(sum(units) FILTER (WHERE is_contained IS NOT TRUE), 0)::bigint AS in_flight,
      jsonb_agg(jsonb_build_object('orderId', order_id, 'orderNumber', order_number, 'unitsEach', units) ORDER BY rank)
        FILTER (WHERE is_contained IS NOT TRUE AND rank <= ${IN_FLIGHT_SHOWN}) AS orders
    FROM ranked GROUP BY sku`.execute(db);
  return new Map(
    rows.map((row) => [
      row.sku,
      { sku: row.sku, containedEach: row.contained, inFlightEach: row.in_flight, inFlightOrders: row.orders ?? [] },
    ]),
  );
};
