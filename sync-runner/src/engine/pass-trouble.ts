import type { FlowName } from '#contracts/codes.ts';
import { isSyncError } from '#errors/sync-error.ts';
import { kindRules } from '#errors/kinds.ts';
import type { LedgerChange } from '#ports/ledger.ts';
import { composeFailure } from './failure-facts.ts';
import { shownAfterMs } from './limits.ts';
import type { EnginePorts } from './passes.ts';

/** The row of a flow that cannot read: at once where only a person can end it, else when it lasts. */
export const tellPassTrouble = async (
  ports: EnginePorts,
  flow: FlowName,
  error: unknown,
  { sinceMs, nextTryAtMs }: { readonly sinceMs: number; readonly nextTryAtMs: number },
): Promise<void> => {
  const { clock, ledger } = ports;
  const code = isSyncError(error) ? error.code : 'INVARIANT_BROKEN';
  const isShown = !isSyncError(error) || kindRules[error.kind].isShownAtOnce;
  if (!isShown && clock.elapsedMs(sinceMs) <= shownAfterMs) return;
  const text = error instanceof Error ? error.message : String(error);
  const fact = composeFailure(
    flow,
    {
      code,
      subject: { type: 'flow', id: flow, label: `The flow ${flow}` },
      title: `The flow ${flow} stands: ${text}`,
      detail: text,
    },
    { nowMs: clock.nowMs(), attempts: 1, nextTryAtMs },
  );
  await ledger.transact((tx) => tx.ledger.apply([{ put: 'failure', fact }]));
};

/** A pass that ended well closes what earlier ones had opened. */
export const closePassTrouble = async ({ ledger, clock }: EnginePorts, flow: FlowName): Promise<void> => {
  const keys = (await ledger.openFailureKeys(flow)).filter((key) => key.endsWith(`:flow:${flow}`));
  if (keys.length === 0) return;
  const changes = keys.map((key): LedgerChange => ({
    put: 'failure-closed',
    key,
    reason: 'A pass ended well.',
    atMs: clock.nowMs(),
  }));
  await ledger.transact((tx) => tx.ledger.apply(changes));
};
