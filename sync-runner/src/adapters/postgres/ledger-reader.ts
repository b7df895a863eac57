import { type Kysely, sql } from 'kysely';
import type { FlowName, OrderState } from '#contracts/codes.ts';
import type { Settings } from '#contracts/settings.ts';
import type { BufferRule } from '#domain/buffer.ts';
import type { ErpTime } from '#domain/erp-time.ts';
import type { LedgerReader, LinkRow, OrderRow, ShipmentRow } from '#ports/ledger.ts';
import { readOrderRow, readPositionRow, readShipmentRow, readSnapshotRow } from './ledger-rows.ts';
import type { Tables } from './tables.ts';
import { readTakenUnits } from './taken-units.ts';

/** Everything that is read of the ledger. Lists go in as one array parameter, whatever their length. */
export class PostgresLedgerReader implements LedgerReader {
  readonly #db: Kysely<Tables>;
  readonly #schema: string;

  constructor(db: Kysely<Tables>, schema: string) {
    this.#db = db;
    this.#schema = schema;
  }

  async cursor(flow: FlowName, name: string) {
    const row = await this.#db
      .selectFrom('cursors')
      .selectAll()
      .where('flow', '=', flow)
      .where('name', '=', name)
      .executeTakeFirst();
    return row === undefined ? null : { stamp: row.stamp, passes: row.passes };
  }

  async fingerprints(flow: FlowName, subjects: readonly string[]) {
    const query = this.#db.selectFrom('fingerprints').select(['subject', 'fingerprint']).where('flow', '=', flow);
    const rows = await query.where(sql<boolean>`subject = ANY(${subjects}::text[])`).execute();
    return new Map(rows.map((row) => [row.subject, row.fingerprint]));
  }

  async links(kind: LinkRow['kind'], keys: readonly string[]) {
    const rows = await this.#db
      .selectFrom('links')
      .selectAll()
      .where('kind', '=', kind)
      .where(sql<boolean>`key = ANY(${keys}::text[])`)
      .execute();
    return new Map(
      rows.map((row): [string, LinkRow] => [
        row.key,
        { kind: row.kind, key: row.key, shopId: row.shop_id, parentId: row.parent_id, sku: row.sku },
      ]),
    );
  }

  async items(skus: readonly string[]) {
    const rows = await this.#db
      .selectFrom('items')
      .selectAll()
      .where(sql<boolean>`sku = ANY(${skus}::text[])`)
      .execute();
    return new Map(
      rows.map((row) => [
        row.sku,
        { sku: row.sku, item: row.item, barcode: row.barcode, style: row.style, isActive: row.is_active },
      ]),
    );
  }

  async orders(orderIds: readonly number[]) {
    const rows = await this.#db
      .selectFrom('orders')
      .selectAll()
      .where(sql<boolean>`order_id = ANY(${orderIds}::bigint[])`)
      .execute();
    return new Map(rows.map((row) => [row.order_id, readOrderRow(row)]));
  }

  async orderByReference(reference: string) {
    const row = await this.#db.selectFrom('orders').selectAll().where('reference', '=', reference).executeTakeFirst();
    return row === undefined ? null : readOrderRow(row);
  }

  async findOrder(text: string): Promise<OrderRow | null> {
    const word = text.trim().replace(/^#/, '');
    const id = /^\d{1,15}$/.test(word) ? Number(word) : -1;
    const row = await this.#db
      .selectFrom('orders')
      .selectAll()
      .where((eb) => eb.or([eb('reference', '=', word), eb('order_number', '=', word), eb('order_id', '=', id)]))
      .orderBy(sql`CASE WHEN reference = ${word} THEN 0 WHEN order_number = ${word} THEN 1 ELSE 2 END`)
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : readOrderRow(row);
  }

  async ordersIn(states: readonly OrderState[], limit: number) {
    const query = this.#db
      .selectFrom('orders')
      .selectAll()
      .where(sql<boolean>`state = ANY(${states}::text[])`);
    return (await query.orderBy('placed_at_ms').orderBy('order_id').limit(limit).execute()).map(readOrderRow);
  }

  async orderTally() {
    const row = await this.#db
      .selectFrom('orders')
      .select([
        sql<number>`count(*)`.as('exported'),
        sql<number>`count(*) FILTER (WHERE state IN ('confirmed', 'noted'))`.as('inErp'),
        sql<number | null>`min(due_since_ms) FILTER (WHERE state NOT IN ('confirmed', 'noted'))`.as(
          'oldestWaitingAtMs',
        ),
      ])
      .where('is_exported', '=', true)
      .where('state', '<>', 'skipped')
      .executeTakeFirstOrThrow();
    return { ...row, waiting: row.exported - row.inErp };
  }

  takenUnits(asOf: ErpTime | null) {
    return readTakenUnits(this.#db, this.#schema, asOf);
  }

  async acceptedSnapshot() {
    const query = this.#db
      .selectFrom('snapshots')
      .selectAll()
      .where('verdict', '=', 'accepted')
      .where('skus', 'is not', null);
    const row = await query.orderBy('seq', 'desc').limit(1).executeTakeFirst();
    if (row === undefined) return null;
    const units = row.units ?? [];
    return {
      row: readSnapshotRow(row),
      availableEach: new Map((row.skus ?? []).map((sku, index) => [sku, units[index] ?? 0])),
    };
  }

  async recentSnapshots(limit: number) {
    const rows = await this.#db
      .selectFrom('snapshots')
      .select([
        'id',
        'as_of_text',
        'as_of_earliest_ms',
        'as_of_latest_ms',
        'is_full',
        'sku_count',
        'row_count',
        'verdict',
        'held_by',
        'read_at_ms',
      ])
      .orderBy('seq', 'desc')
      .limit(limit)
      .execute();
    return rows.map(readSnapshotRow);
  }

  async positions(skus?: readonly string[]) {
    const all = this.#db.selectFrom('positions').selectAll();
    const rows = await (skus === undefined ? all : all.where(sql<boolean>`sku = ANY(${skus}::text[])`)).execute();
    return new Map(rows.map((row) => [row.sku, readPositionRow(row)]));
  }

  async highestGeneration() {
    const row = await this.#db
      .selectFrom('positions')
      .select((eb) => eb.fn.max<number | null>('generation').as('highest'))
      .executeTakeFirst();
    return row?.highest ?? 0;
  }

  async shipments(shipNums: readonly string[]) {
    const rows = await this.#db
      .selectFrom('shipments')
      .selectAll()
      .where(sql<boolean>`ship_num = ANY(${shipNums}::text[])`)
      .execute();
    return new Map(rows.map((row) => [row.ship_num, readShipmentRow(row)]));
  }

  async shipmentsIn(states: readonly ShipmentRow['state'][], limit: number) {
    const query = this.#db
      .selectFrom('shipments')
      .selectAll()
      .where(sql<boolean>`state = ANY(${states}::text[])`);
    return (await query.orderBy('first_seen_at_ms').orderBy('ship_num').limit(limit).execute()).map(readShipmentRow);
  }

  async openFailure(key: string) {
    const row = await this.#db
      .selectFrom('failures')
      .select('fact')
      .where('key', '=', key)
      .where('closed_at_ms', 'is', null)
      .executeTakeFirst();
    return row?.fact ?? null;
  }

  async openFailureKeys(flow: FlowName) {
    const rows = await this.#db
      .selectFrom('failures')
      .select('key')
      .where('flow', '=', flow)
      .where('closed_at_ms', 'is', null)
      .orderBy('key')
      .execute();
    return rows.map((row) => row.key);
  }

  async failuresAfter(revision: number, limit: number) {
    const rows = await this.#db
      .selectFrom('failures')
      .selectAll()
      .where('revision', '>', revision)
      .orderBy('revision')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      revision: row.revision,
      fact: row.fact,
      closed: row.closed_at_ms === null ? null : { atMs: row.closed_at_ms, reason: row.closed_reason ?? '' },
    }));
  }

  async reportedRevision() {
    return (await this.#fact<number>('reported-revision')) ?? 0;
  }

  async lastRuns() {
    const rows = await this.#db.selectFrom('runs').selectAll().execute();
    return new Map(rows.map((row) => [row.flow, row.run]));
  }

  settings() {
    return this.#fact<Settings>('settings');
  }

  buffers() {
    return this.#fact<{ readonly revision: number; readonly rules: readonly BufferRule[] }>('buffers');
  }

  async erpClock() {
    const row = await this.#db
      .selectFrom('erp_clock')
      .selectAll()
      .orderBy(sql`erp_ms - our_ms`, 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : { erpMs: row.erp_ms, ourMs: row.our_ms };
  }

  async #fact<T>(name: string): Promise<T | null> {
    const row = await this.#db.selectFrom('facts').select('value').where('name', '=', name).executeTakeFirst();
    return row === undefined ? null : (row.value as T);
  }
}
