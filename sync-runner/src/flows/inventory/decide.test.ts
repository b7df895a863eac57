import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { BufferRule } from '#domain/buffer.ts';
import type { Snapshot } from '#domain/snapshot.ts';
import type { PositionRow, TakenUnits } from '#domain/ledger-rows.ts';
import { decideStock, type PositionsPayload, type StockKnown } from './decide.ts';

interface Case {
  readonly why: string;
  readonly known: {
    readonly acceptedAsOfMs: number | null;
    readonly position?: Pick<PositionRow, 'position' | 'generation' | 'outcome' | 'writtenAtMs'>;
    readonly taken?: { readonly containedEach: number; readonly inFlightEach: number };
  };
  readonly incoming: { readonly asOfMs: number; readonly atsEach: number };
  readonly policy: readonly BufferRule[];
  readonly now: number;
  readonly expect: { readonly do: string; readonly reason?: string; readonly row?: Record<string, unknown> };
}

const folder = new URL('./cases/', import.meta.url);
const cases = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Case);
const at = (ms: number) => ({ text: `t${ms}`, earliestMs: ms, latestMs: ms });

const composeSnapshot = (asOfMs: number, figures: [string, number][]): Snapshot => ({
  id: `A${asOfMs}`,
  asOf: at(asOfMs),
  isFull: true,
  availableEach: new Map(figures),
  readAtMs: asOfMs,
});

const composeKnown = ({ known, now }: Pick<Case, 'known' | 'now'>): StockKnown => ({
  positions: new Map(
    known.position === undefined ? [] : [['A', { sku: 'A', productId: 7, adoptedAsOf: at(0), ...known.position }]],
  ),
  taken: new Map<string, TakenUnits>(
    known.taken === undefined ? [] : [['A', { sku: 'A', inFlightOrders: [], ...known.taken }]],
  ),
  accepted: known.acceptedAsOfMs === null ? null : { id: `A${known.acceptedAsOfMs}`, asOf: at(known.acceptedAsOfMs) },
  nextGeneration: 9,
  elapsedMs: (sinceMs) => now - sinceMs,
});

describe('inventory', () => {
  test.each(cases.map((golden) => [golden.why, golden] as const))('%s', (_, golden) => {
    const { decisions } = decideStock(
      composeSnapshot(golden.incoming.asOfMs, [['A', golden.incoming.atsEach]]),
      composeKnown(golden),
      golden.policy,
    );
    const decision = decisions[0];
    expect(decision).toMatchObject(
      golden.expect.reason === undefined
        ? { do: golden.expect.do }
        : { do: golden.expect.do, reason: golden.expect.reason },
    );
    if (decision?.do !== 'write') return;
    const payload = decision.intent.payload as PositionsPayload;
    expect(payload.generation).toBe(9);
    expect(payload.rows[0]).toMatchObject(golden.expect.row ?? {});
    expect('adopt' in (payload.rows[0] ?? {})).toBe('adopt' in (golden.expect.row ?? {}));
  });

  test('2,500 SKUs go in three requests of one generation', () => {
    const figures = Array.from({ length: 2500 }, (_, index): [string, number] => [`S${index}`, index]);
    const { decisions } = decideStock(
      composeSnapshot(5000, figures),
      composeKnown({ known: { acceptedAsOfMs: null }, now: 0 }),
      [],
    );
    const intents = new Map(
      decisions.flatMap((decision) =>
        decision.do === 'write' ? [[decision.intent.id, decision.intent.payload as PositionsPayload] as const] : [],
      ),
    );
    expect([...intents.values()].map(({ rows }) => rows.length)).toEqual([1000, 1000, 500]);
  });

  test('a SKU missing from the count is left as it is', () => {
    const known = composeKnown({
      known: { acceptedAsOfMs: 1000, position: { position: 5, generation: 1, outcome: 'written', writtenAtMs: 0 } },
      now: 0,
    });
    expect(decideStock(composeSnapshot(2000, [['B', 1]]), known, []).decisions.map(({ subject }) => subject)).toEqual([
      'sku:B',
    ]);
  });

  test('no SKU is adopted while the shop’s orders are unknown; those we follow go on', () => {
    const followed = { position: 5, generation: 1, outcome: 'written', writtenAtMs: 0 };
    const known = composeKnown({ known: { acceptedAsOfMs: 1000, position: followed }, now: 0 });
    const figures: [string, number][] = [
      ['A', 7],
      ['B', 1],
    ];
    const { decisions } = decideStock(composeSnapshot(2000, figures), { ...known, adoptionWaits: true }, []);
    expect(decisions).toMatchObject([
      { do: 'write', subject: 'sku:A' },
      { do: 'skip', subject: 'sku:B', reason: 'not-adopted' },
    ]);
  });

  test('a generation that was given out is remembered, written or not', () => {
    const known = composeKnown({ known: { acceptedAsOfMs: null }, now: 0 });
    const issued = { put: 'cursor', flow: 'inventory', name: 'generation', cursor: { stamp: '9' } };
    expect(decideStock(composeSnapshot(2000, [['A', 1]]), known, []).changes[1]).toMatchObject(issued);
    const still = composeKnown({
      known: { acceptedAsOfMs: 2000, position: { position: 1, generation: 8, outcome: 'written', writtenAtMs: 0 } },
      now: 0,
    });
    expect(decideStock(composeSnapshot(2000, [['A', 1]]), still, []).changes).toHaveLength(1);
  });
});
