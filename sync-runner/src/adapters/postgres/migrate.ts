import { type Kysely, sql } from 'kysely';
import { storeSql } from './migrations/0001-store.sql.ts';
import type { Tables } from './tables.ts';

/** In order, never edited once released. SQL is text in a module, so that bundler, tsx and vitest all read it. */
const MIGRATIONS: readonly { readonly name: string; readonly text: string }[] = [
  { name: '0001-store', text: storeSql },
];

/** Brings a schema up to date. Any number of processes may do it at once: one works, the others wait and find it done. */
export const migrate = async (db: Kysely<Tables>, schema: string): Promise<void> => {
  await db.transaction().execute(async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${schema}:migrate`}, 0))`.execute(tx);
    await sql`CREATE SCHEMA IF NOT EXISTS ${sql.id(schema)}`.execute(tx);
    const table = sql.table(`${schema}.migrations`);
    await sql`CREATE TABLE IF NOT EXISTS ${table} (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`.execute(
      tx,
    );
    const { rows } = await sql<{ name: string }>`SELECT name FROM ${table}`.execute(tx);
    const applied = new Set(rows.map((row) => row.name));
    for (const migration of MIGRATIONS.filter(({ name }) => !applied.has(name))) {
      await sql.raw(migration.text.replaceAll(':schema:', `"${schema}"`)).execute(tx);
      await sql`INSERT INTO ${table} (name) VALUES (${migration.name})`.execute(tx);
    }
  });
};
