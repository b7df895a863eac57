import type { PositionsAnswer } from '#contracts/position.ts';
import type { StoredIntent } from '#domain/intent.ts';
import type { LedgerChange } from '#domain/ledger-change.ts';
import type { PositionRow } from '#domain/ledger-rows.ts';
import type { FlowContext, WriteOutcome } from '../flow.ts';
import type { PositionsPayload } from './decide.ts';

type AnswerRow = PositionsAnswer['rows'][number];

const composeRow = (
  row: AnswerRow,
  payload: PositionsPayload,
  wanted: PositionsPayload['rows'][number],
  known: PositionRow | undefined,
  nowMs: number,
): PositionRow => {
  const isFollowed = row.outcome === 'written' || row.outcome === 'repeated';
  const isAdopted = known !== undefined && !known.outcome.startsWith('skipped');
  return {
    sku: row.sku,
    productId: row.product_id ?? 0,
    position: isFollowed ? wanted.position : (known?.position ?? 0),
    generation: isFollowed ? payload.generation : (known?.generation ?? 0),
    // Orders inside the count of the adoption are in its figure already: they never count into I. A second adoption on
    // the way (its wish was older than the first one's answer) is none in the shop, so the first count stays.
    adoptedAsOf: isFollowed && wanted.adopt !== undefined && !isAdopted ? payload.asOf : (known?.adoptedAsOf ?? null),
    writtenAtMs: nowMs,
    outcome: row.outcome === 'skipped' ? `skipped:${row.reason ?? 'unknown-sku'}` : row.outcome,
  };
};

/** Writes one chunk of positions. The same generation again does nothing in the shop, so an unclear answer is simply repeated. */
export const writePositions = async (
  intent: StoredIntent,
  { shop, ledger, clock }: FlowContext,
): Promise<WriteOutcome> => {
  const payload = intent.payload as PositionsPayload;
  const answer = await shop.writePositions({ version: 1, generation: payload.generation, rows: [...payload.rows] });
  const wantedBySku = new Map(payload.rows.map((row) => [row.sku, row]));
  const known = await ledger.positions(payload.rows.map(({ sku }) => sku));
  const changes = answer.rows.flatMap((row): LedgerChange[] => {
    const wanted = wantedBySku.get(row.sku);
    return wanted === undefined
      ? []
      : [{ put: 'position', row: composeRow(row, payload, wanted, known.get(row.sku), clock.nowMs()) }];
  });
  const counts = new Map<string, number>();
  for (const { outcome } of answer.rows) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const note = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  return { outcome: 'confirmed', note: `generation ${payload.generation}: ${note}`, changes, next: [] };
};
