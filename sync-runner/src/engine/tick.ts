import type { FlowName } from '#contracts/codes.ts';
import type { FlowRun } from '#contracts/report.ts';
import type { Decision } from '#domain/decision.ts';
import type { Intent } from '#domain/intent.ts';
import { composeSubject } from '#domain/subject.ts';
import type { Flow, FlowContext } from '#flows/flow.ts';
import type { LedgerChange } from '#ports/ledger.ts';
import { composeFailure, composeQuarantineFailure } from './failure-facts.ts';
import { passFaultPoint } from './fault-points.ts';
import { gather, type Gathered } from './gather.ts';
import type { EnginePorts } from './passes.ts';

/** Codes that a pass's own decisions open; a later pass that finds the record in order closes them. */
const decidedCodes = [
  'ERP_ROW_SHAPE',
  'SHOP_ROW_SHAPE',
  'STYLE_HELD',
  'ORDER_HELD',
  'SHIPMENT_ORDER_UNKNOWN',
  'SNAPSHOT_MIXED',
  'SNAPSHOT_EMPTY',
  'SNAPSHOT_STALE',
  'SNAPSHOT_SHRANK',
];

const countReasons = (decisions: readonly Decision[], quarantined: number): FlowRun['reasons'] => {
  const counts = new Map<string, number>();
  for (const decision of decisions)
    if (decision.do !== 'write') counts.set(decision.reason, (counts.get(decision.reason) ?? 0) + 1);
  if (quarantined > 0) counts.set('quarantined', quarantined);
  return [...counts].map(([reason, count]) => ({ reason, count }));
};

export const composeRun = (
  { read, decisions, quarantined }: Gathered,
  startedAtMs: number,
  endedAtMs: number,
): FlowRun => {
  const count = (what: Decision['do']): number => decisions.filter((decision) => decision.do === what).length;
  return {
    started_at_utc: new Date(startedAtMs).toISOString(),
    ended_at_utc: new Date(endedAtMs).toISOString(),
    read,
    written: count('write'),
    skipped: count('skip'),
    held: count('hold'),
    failed: quarantined.length,
    reasons: countReasons(decisions, quarantined.length),
  };
};

/** Failure rows of this pass, and the closing of rows whose record is in order now. */
const composeFailureChanges = (
  flow: FlowName,
  gathered: Gathered,
  openKeys: readonly string[],
  nowMs: number,
): LedgerChange[] => {
  const timing = { nowMs, attempts: 1, nextTryAtMs: null };
  const held = gathered.decisions
    .filter((decision) => decision.do === 'hold')
    .map(({ failure }) => composeFailure(flow, failure, timing));
  const aside = gathered.quarantined.map((row) => composeQuarantineFailure(flow, row, nowMs));
  const opened = new Set([...held, ...aside].map(({ key }) => key));
  const troubled = new Set([...held, ...aside].map(({ subject }) => composeSubject(subject)));
  const fine = new Set(
    gathered.decisions
      .filter((decision) => decision.do !== 'hold')
      .map(({ subject }) => subject)
      .filter((subject) => !troubled.has(subject)),
  );
  const isHealed = (key: string): boolean => {
    const [, code = '', ...rest] = key.split(':');
    if (!decidedCodes.includes(code) || opened.has(key)) return false;
    // Any clean count heals what an earlier one broke.
    return fine.has(rest.join(':')) || (rest[0] === 'snapshot' && aside.length === 0 && held.length === 0);
  };
  return [
    ...[...held, ...aside].map((fact): LedgerChange => ({ put: 'failure', fact })),
    ...openKeys.filter(isHealed).map((key): LedgerChange => ({
      put: 'failure-closed',
      key,
      reason: 'Read again and found in order.',
      atMs: nowMs,
    })),
  ];
};

const listIntents = (decisions: readonly Decision[]): Intent[] => {
  const byId = new Map<string, Intent>();
  for (const decision of decisions) if (decision.do === 'write') byId.set(decision.intent.id, decision.intent);
  return [...byId.values()];
};

/** poll, normalise, decide, enqueue: decisions, inbox and cursor are stored in one transaction, or none of them. */
export const tick = async (ports: EnginePorts, flow: Flow, context: FlowContext): Promise<FlowRun> => {
  const startedAtMs = ports.clock.nowMs();
  const gathered = await gather(flow, context);
  const nowMs = ports.clock.nowMs();
  const run = composeRun(gathered, startedAtMs, nowMs);
  const openKeys = await ports.ledger.openFailureKeys(flow.name);
  const failures = composeFailureChanges(flow.name, gathered, openKeys, nowMs);
  passFaultPoint('before-enqueue');
  await ports.ledger.transact(async ({ ledger, outbox }) => {
    await ledger.apply([...gathered.changes, ...failures, { put: 'run', flow: flow.name, run }]);
    for (const intent of listIntents(gathered.decisions)) await outbox.enqueue(intent, flow.enqueueMode);
  });
  passFaultPoint('after-enqueue');
  await ports.wake.notify(flow.name);
  return run;
};
