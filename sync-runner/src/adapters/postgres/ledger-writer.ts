import { type RawBuilder, sql, type Transaction } from 'kysely';
import { SyncError } from '#errors/sync-error.ts';
import type { LedgerChange, LedgerWriter } from '#ports/ledger.ts';
import { type FailurePut, putFailures } from './ledger-failures.ts';
import { type OrderPut, putOrders, putOrderState } from './ledger-orders.ts';
import type { Tables } from './tables.ts';

type Put = LedgerChange['put'];
type Of<P extends Put> = Extract<LedgerChange, { put: P }>;

/** Figures are kept of the newest counts only; the heads of older ones stay as the measure of what is usual. */
const SNAPSHOTS_WITH_FIGURES = 3;
const SNAPSHOTS_KEPT = 500;
const ERP_CLOCK_KEPT_MS = 86_400_000;

/** The last of each key: one statement may touch a row once. */
const keepLast = <T>(rows: readonly T[], keyOf: (row: T) => string | number): readonly T[] => [
  ...new Map(rows.map((row) => [keyOf(row), row])).values(),
];

/** Writes a list of changes set by set: all of one kind in one statement, so that 100,000 rows are as quick as ten. */
export class TransactionLedger implements LedgerWriter {
  readonly #tx: Transaction<Tables>;
  readonly #schema: string;

  constructor(tx: Transaction<Tables>, schema: string) {
    this.#tx = tx;
    this.#schema = schema;
  }

  async apply(changes: readonly LedgerChange[]): Promise<void> {
    const of = <P extends Put>(...kinds: readonly P[]): readonly Of<P>[] =>
      changes.filter((change): change is Of<P> => (kinds as readonly Put[]).includes(change.put));
    await this.#putCursors(of('cursor'));
    await this.#putFingerprints(of('fingerprint'));
    await this.#putLinks(of('link'));
    await this.#putItems(of('items'));
    await this.#putOrders(of('order', 'order-state'));
    for (const put of of('snapshot')) await this.#putSnapshot(put);
    await this.#putPositions(of('position'));
    await this.#putShipments(of('shipment'));
    await this.#putFailures(of('failure', 'failure-closed'));
    for (const put of of('run')) await this.#putRun(put);
    for (const put of of('settings')) await this.#putFact('settings', put.settings);
    for (const put of of('buffers')) await this.#putFact('buffers', { revision: put.revision, rules: put.rules });
    await this.#putErpClock(of('erp-clock'));
  }

  setReportedRevision(revision: number): Promise<void> {
    return this.#putFact('reported-revision', revision);
  }

  readonly #table = (name: string): RawBuilder<unknown> => sql.table(`${this.#schema}.${name}`);

  async #putCursors(puts: readonly Of<'cursor'>[]): Promise<void> {
    for (const { flow, name, cursor } of puts) {
      await this.#tx
        .insertInto('cursors')
        .values({ flow, name, stamp: cursor.stamp, passes: cursor.passes })
        .onConflict((conflict) =>
          conflict.columns(['flow', 'name']).doUpdateSet({ stamp: cursor.stamp, passes: cursor.passes }),
        )
        .execute();
    }
  }

  async #putFingerprints(puts: readonly Of<'fingerprint'>[]): Promise<void> {
    const rows = keepLast(puts, (put) => `${put.flow}\n${put.subject}`);
    if (rows.length === 0) return;
    await sql`
      INSERT INTO ${this.#table('fingerprints')} (flow, subject, fingerprint)
      SELECT * FROM unnest(${rows.map((row) => row.flow)}::text[], ${rows.map((row) => row.subject)}::text[], ${rows.map((row) => row.fingerprint)}::text[])
      ON CONFLICT (flow, subject) DO UPDATE SET fingerprint = excluded.fingerprint`.execute(this.#tx);
  }

  async #putLinks(puts: readonly Of<'link'>[]): Promise<void> {
    const rows = keepLast(
      puts.map((put) => put.row),
      (row) => `${row.kind}\n${row.key}`,
    );
    if (rows.length === 0) return;
    await sql`
      INSERT INTO ${this.#table('links')} (kind, key, shop_id, parent_id, sku)
      SELECT * FROM unnest(${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.key)}::text[], ${rows.map((row) => row.shopId)}::bigint[],
        ${rows.map((row) => row.parentId)}::bigint[], ${rows.map((row) => row.sku)}::text[])
      ON CONFLICT (kind, key) DO UPDATE SET shop_id = excluded.shop_id, parent_id = excluded.parent_id, sku = excluded.sku`.execute(
      this.#tx,
    );
  }

  async #putItems(puts: readonly Of<'items'>[]): Promise<void> {
    const rows = keepLast(
      puts.flatMap((put) => put.rows),
      (row) => row.sku,
    );
    if (rows.length === 0) return;
    await sql`
      INSERT INTO ${this.#table('items')} AS i (sku, item, barcode, style, is_active)
      SELECT * FROM unnest(${rows.map((row) => row.sku)}::text[], ${rows.map((row) => JSON.stringify(row.item))}::jsonb[], ${rows.map((row) => row.barcode)}::text[],
        ${rows.map((row) => row.style)}::text[], ${rows.map((row) => row.isActive)}::boolean[])
      ON CONFLICT (sku) DO UPDATE SET item = excluded.item, barcode = excluded.barcode, style = excluded.style, is_active = excluded.is_active
      WHERE (i.item, i.barcode, i.style, i.is_active) IS DISTINCT FROM (excluded.item, excluded.barcode, excluded.style, excluded.is_active)`.execute(
      this.#tx,
    );
  }

  /** In their order: an order's first sighting may stand before its state, in one list. */
  async #putOrders(puts: readonly (Of<'order'> | Of<'order-state'>)[]): Promise<void> {
    let gathered: OrderPut[] = [];
    const flush = async (): Promise<void> => {
      if (gathered.length > 0) await putOrders(this.#tx, this.#table, gathered);
      gathered = [];
    };
    for (const put of puts) {
      if (put.put === 'order') gathered.push(put);
      else {
        await flush();
        await putOrderState(this.#tx, put);
      }
    }
    await flush();
  }

  async #putSnapshot({ row, availableEach }: Of<'snapshot'>): Promise<void> {
    await sql`
      INSERT INTO ${this.#table('snapshots')} (id, as_of_text, as_of_earliest_ms, as_of_latest_ms, is_full, sku_count, row_count, verdict, held_by, read_at_ms, skus, units)
      VALUES (${row.id}, ${row.asOf?.text ?? null}, ${row.asOf?.earliestMs ?? null}, ${row.asOf?.latestMs ?? null}, ${row.isFull}, ${row.skuCount}, ${row.rowCount},
        ${row.verdict}, ${row.heldBy}, ${row.readAtMs}, ${[...availableEach.keys()]}::text[], ${[...availableEach.values()]}::bigint[])
      ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, as_of_text = excluded.as_of_text, as_of_earliest_ms = excluded.as_of_earliest_ms,
        as_of_latest_ms = excluded.as_of_latest_ms, is_full = excluded.is_full, sku_count = excluded.sku_count, row_count = excluded.row_count,
        verdict = excluded.verdict, held_by = excluded.held_by, read_at_ms = excluded.read_at_ms, skus = excluded.skus, units = excluded.units`.execute(
      this.#tx,
    );
    await sql`
      UPDATE ${this.#table('snapshots')} SET skus = NULL, units = NULL WHERE skus IS NOT NULL AND seq NOT IN (
        SELECT seq FROM (SELECT seq, row_number() OVER (PARTITION BY verdict ORDER BY seq DESC) AS rank FROM ${this.#table('snapshots')}) ranked
        WHERE rank <= ${SNAPSHOTS_WITH_FIGURES})`.execute(this.#tx);
    await sql`
      DELETE FROM ${this.#table('snapshots')} WHERE skus IS NULL
        AND seq <= (SELECT seq FROM ${this.#table('snapshots')} ORDER BY seq DESC OFFSET ${SNAPSHOTS_KEPT} LIMIT 1)`.execute(
      this.#tx,
    );
  }

  async #putPositions(puts: readonly Of<'position'>[]): Promise<void> {
    const rows = keepLast(
      puts.map((put) => put.row),
      (row) => row.sku,
    );
    if (rows.length === 0) return;
    await sql`
      INSERT INTO ${this.#table('positions')} (sku, product_id, position, generation, adopted_text, adopted_earliest_ms, adopted_latest_ms, written_at_ms, outcome)
      SELECT * FROM unnest(${rows.map((row) => row.sku)}::text[], ${rows.map((row) => row.productId)}::bigint[], ${rows.map((row) => row.position)}::bigint[],
        ${rows.map((row) => row.generation)}::bigint[], ${rows.map((row) => row.adoptedAsOf?.text ?? null)}::text[],
        ${rows.map((row) => row.adoptedAsOf?.earliestMs ?? null)}::bigint[], ${rows.map((row) => row.adoptedAsOf?.latestMs ?? null)}::bigint[],
        ${rows.map((row) => row.writtenAtMs)}::bigint[], ${rows.map((row) => row.outcome)}::text[])
      ON CONFLICT (sku) DO UPDATE SET product_id = excluded.product_id, position = excluded.position, generation = excluded.generation,
        adopted_text = excluded.adopted_text, adopted_earliest_ms = excluded.adopted_earliest_ms, adopted_latest_ms = excluded.adopted_latest_ms,
        written_at_ms = excluded.written_at_ms, outcome = excluded.outcome`.execute(this.#tx);
  }

  async #putShipments(puts: readonly Of<'shipment'>[]): Promise<void> {
    for (const row of keepLast(
      puts.map((put) => put.row),
      (one) => one.shipNum,
    )) {
      const columns = {
        reference: row.reference,
        order_id: row.orderId,
        fingerprint: row.fingerprint,
        state: row.state,
        first_seen_at_ms: row.firstSeenAtMs,
        told_at_ms: row.toldAtMs,
      };
      await this.#tx
        .insertInto('shipments')
        .values({ ship_num: row.shipNum, ...columns })
        .onConflict((conflict) => conflict.column('ship_num').doUpdateSet(columns))
        .execute();
    }
  }

  async #putFailures(puts: readonly FailurePut[]): Promise<void> {
    if (puts.length > 0) await putFailures(this.#tx, this.#schema, this.#table, puts);
  }

  async #putRun({ flow, run }: Of<'run'>): Promise<void> {
    await sql`
      INSERT INTO ${this.#table('runs')} (flow, run) VALUES (${flow}, ${JSON.stringify(run)}::jsonb)
      ON CONFLICT (flow) DO UPDATE SET run = excluded.run`.execute(this.#tx);
  }

  async #putFact(name: string, value: unknown): Promise<void> {
    const text = JSON.stringify(value);
    if (text === undefined)
      throw new SyncError({ code: 'INVARIANT_BROKEN', message: `The fact ${name} has no value.` });
    await sql`
      INSERT INTO ${this.#table('facts')} (name, value) VALUES (${name}, ${text}::jsonb)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value`.execute(this.#tx);
  }

  async #putErpClock(puts: readonly Of<'erp-clock'>[]): Promise<void> {
    if (puts.length === 0) return;
    await this.#tx
      .insertInto('erp_clock')
      .values(puts.map((put) => ({ our_ms: put.ourMs, erp_ms: put.erpMs })))
      .execute();
    await sql`DELETE FROM ${this.#table('erp_clock')} WHERE our_ms < (SELECT max(our_ms) FROM ${this.#table('erp_clock')}) - ${ERP_CLOCK_KEPT_MS}`.execute(
      this.#tx,
    );
  }
}
