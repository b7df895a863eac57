import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BufferRule } from '#domain/buffer.ts';
import type { PositionRow, TakenUnits } from '#domain/ledger-rows.ts';
import { decideStock, type PositionsPayload, type StockKnown } from './decide.ts';

const at = (ms: number) => ({ text: `t${ms}`, earliestMs: ms, latestMs: ms });

interface Sku {
  readonly ats: number;
  readonly contained: number;
  readonly inFlight: number;
  readonly buffer: number;
}

const sku: fc.Arbitrary<Sku> = fc.record({
  ats: fc.integer({ min: -50, max: 500 }),
  contained: fc.nat(100),
  inFlight: fc.nat(100),
  buffer: fc.nat(30),
});

const decide = (skus: readonly Sku[], positions: ReadonlyMap<string, PositionRow>, acceptedId: string | null) => {
  const names = skus.map((_, index) => `S${index}`);
  const known: StockKnown = {
    positions,
    taken: new Map(
      skus.map(({ contained, inFlight }, index): [string, TakenUnits] => [
        `S${index}`,
        { sku: `S${index}`, containedEach: contained, inFlightEach: inFlight, inFlightOrders: [] },
      ]),
    ),
    accepted: acceptedId === null ? null : { id: acceptedId, asOf: at(1000) },
    nextGeneration: 7,
    elapsedMs: () => 0,
  };
  const rules = skus.map(({ buffer }, index): BufferRule => ({
    scope: 'sku',
    key: `S${index}`,
    kind: 'fixed',
    unitsEach: buffer,
  }));
  const snapshot = {
    id: 'A',
    asOf: at(1000),
    isFull: true,
    readAtMs: 0,
    availableEach: new Map(names.map((name, index) => [name, skus[index]?.ats ?? 0])),
  };
  return decideStock(snapshot, known, rules).decisions;
};

const listRows = (decisions: ReturnType<typeof decide>) => {
  const intents = new Map(
    decisions.flatMap((decision) =>
      decision.do === 'write' ? [[decision.intent.id, decision.intent.payload as PositionsPayload] as const] : [],
    ),
  );
  return [...intents.values()].flatMap(({ rows }) => rows);
};

describe('stock, whatever the figures', () => {
  test('what the shop will show is never above the count less what is in flight, and never below zero by a buffer', () => {
    fc.assert(
      fc.property(fc.array(sku, { minLength: 1, maxLength: 40 }), (skus) => {
        for (const row of listRows(decide(skus, new Map(), null))) {
          const { ats, contained, inFlight } = skus[Number(row.sku.slice(1))] as Sku;
          const shown = row.position - contained - inFlight;
          expect(shown).toBeLessThanOrEqual(ats - inFlight);
          if (ats >= 0) expect(row.position - contained).toBeGreaterThanOrEqual(0);
          else expect(row.position - contained).toBe(ats);
        }
      }),
    );
  });

  test('the same count and rules again write nothing', () => {
    fc.assert(
      fc.property(fc.array(sku, { minLength: 1, maxLength: 40 }), (skus) => {
        const written = new Map(
          listRows(decide(skus, new Map(), null)).map((row): [string, PositionRow] => [
            row.sku,
            {
              sku: row.sku,
              productId: 1,
              position: row.position,
              generation: 6,
              adoptedAsOf: at(1000),
              writtenAtMs: 0,
              outcome: 'written',
            },
          ]),
        );
        expect(decide(skus, written, 'A').every((decision) => decision.do === 'skip')).toBe(true);
      }),
    );
  });
});
