import { describe, expect, it } from 'vitest';
import type { Connection } from './connection.ts';
import { readPages } from './paging.ts';
import { defaultProfile } from './profile.ts';
import { readText } from './row.ts';
import type { RawRow } from './row.ts';

interface Asked {
  readonly page: number;
  readonly size: number;
}

const rowsOf = (from: number, to: number): RawRow[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => ({ members: { pkey: from + index }, children: {} }));

/** A list of `total` rows behind a cap that may change from call to call. */
const openList = (total: number, cap: (call: number) => number, twist?: (call: number, rows: RawRow[]) => RawRow[]) => {
  const asked: Asked[] = [];
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const connection = {
    profile: { ...defaultProfile, paging: { documents: 200, lists: 100 } },
    log,
    read: (_route: string, query: Record<string, number>) => {
      const page = query['_pgno'] ?? 1;
      const size = Math.min(query['_pgsize'] ?? 25, cap(asked.length));
      asked.push({ page, size: query['_pgsize'] ?? 25 });
      const rows = rowsOf((page - 1) * size, Math.min(total, page * size));
      return Promise.resolve({ version: '1.0', snapshot: null, rows: twist?.(asked.length, rows) ?? rows });
    },
  } as unknown as Connection;
  return { asked, connection };
};

const collect = async (connection: Connection, isFull: boolean): Promise<number[]> => {
  let keys: number[] = [];
  for await (const page of readPages(connection, { route: 'ats', operation: 'read-stock', terms: [], isFull })) {
    if (page.isRestart) keys = [];
    keys.push(...page.rows.map((row) => Number(readText(row, 'pkey'))));
  }
  return keys;
};

const whole = (total: number): number[] => Array.from({ length: total }, (_, index) => index);

describe('a full pass', () => {
  it('goes on until an empty page and never asks above the cap', async () => {
    const { asked, connection } = openList(250, () => 100);
    expect(await collect(connection, true)).toEqual(whole(250));
    expect(asked).toEqual([1, 2, 3, 4].map((page) => ({ page, size: 100 })));
  });

  it('reads everything where the cap is lower than we think', async () => {
    const { connection } = openList(95, () => 30);
    expect(await collect(connection, true)).toEqual(whole(95));
  });

  it.each([
    ['falls', (call: number) => (call < 2 ? 100 : 40)],
    ['rises', (call: number) => (call < 1 ? 40 : 100)],
    ['falls for one page', (call: number) => (call === 1 ? 40 : 100)],
  ])('misses no row when the cap %s under way', async (_how, cap) => {
    const { connection } = openList(450, cap);
    expect([...new Set(await collect(connection, true))].sort((a, b) => a - b)).toEqual(whole(450));
  });

  it('starts anew when a page is repeated, and counts only the second run', async () => {
    const { connection } = openList(
      250,
      () => 100,
      (call, rows) => (call === 2 ? rowsOf(0, 100) : rows),
    );
    expect(await collect(connection, true)).toEqual(whole(250));
  });

  it('does not take one empty page in the middle for the end', async () => {
    const { connection } = openList(
      350,
      () => 100,
      (call, rows) => (call === 3 ? [] : rows),
    );
    expect(await collect(connection, true)).toEqual(whole(350));
  });

  it('of an exact number of pages ends clean', async () => {
    const { asked, connection } = openList(200, () => 100);
    expect(await collect(connection, true)).toEqual(whole(200));
    expect(asked).toHaveLength(4);
  });

  it('gives up with a plain sentence where paging is ignored', async () => {
    const { asked, connection } = openList(
      250,
      () => 100,
      () => rowsOf(0, 100),
    );
    await expect(collect(connection, true)).rejects.toMatchObject({ kind: 'shape', message: /ats.*nothing new/ });
    expect(asked.length).toBeLessThan(10);
  });
});

describe('a poll', () => {
  it('ends below 25 rows without another call', async () => {
    const { asked, connection } = openList(24, () => 100);
    expect(await collect(connection, false)).toEqual(whole(24));
    expect(asked).toHaveLength(1);
  });

  it('does not take a page of 25 for the end, as it may be a lower cap', async () => {
    const { connection } = openList(60, () => 25);
    expect(await collect(connection, false)).toEqual(whole(60));
  });
});
