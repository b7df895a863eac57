import type { Decision, Quarantined } from '#domain/decision.ts';
import type { Flow, FlowContext } from '#flows/flow.ts';
import type { LedgerChange } from '#ports/ledger.ts';

/** One pass up to the decisions: read, understood, decided, nothing written anywhere. `plan` ends here. */
export interface Gathered {
  readonly read: number;
  readonly decisions: readonly Decision[];
  readonly quarantined: readonly Quarantined[];
  readonly changes: readonly LedgerChange[];
}

export const gather = async (flow: Flow, context: FlowContext): Promise<Gathered> => {
  const polled = await flow.poll(context);
  const nouns: unknown[] = [];
  const quarantined: Quarantined[] = [...polled.quarantined];
  for (const record of polled.records) {
    const result = flow.normalise(record, context);
    if (result.outcome === 'noun') nouns.push(result.noun);
    else quarantined.push(result.quarantined);
  }
  const known = await flow.readKnown(nouns, context);
  const { decisions, changes } = flow.decide({ nouns, known, policy: context.policy, nowMs: context.clock.nowMs() });
  return {
    read: polled.records.length + polled.quarantined.length,
    decisions,
    quarantined,
    changes: [...polled.changes, ...changes],
  };
};
