import { ErrorCode, type FlowName, type FlowStatus } from '#contracts/codes.ts';
import type { FlowReport, ReportRequest } from '#contracts/report.ts';
import { kindRules } from '#errors/kinds.ts';
import { errorRegistry } from '#errors/registry.ts';
import { flows } from '#flows/index.ts';
import type { LaneTally } from '#ports/outbox.ts';
import { failuresPerReport, reportEveryMs, scheduleFloorWallMs } from './limits.ts';
import type { EnginePorts } from './passes.ts';
import { recallPolicy } from './policy.ts';
import type { FlowPulse } from './schedule.ts';

const toUtc = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** How old the stock count may become before it is trouble: three batches. */
const staleAfterBatches = 3;

interface FlowFacts {
  readonly mode: 'rehearsing' | 'live';
  readonly isPaused: boolean;
  readonly pulse: FlowPulse | undefined;
  readonly tally: LaneTally;
  /** Open rows that do not end by themselves. */
  readonly rowsForPeople: number;
}

/** Rows of the desk that wait for a person: what is retried or looked up by itself is not counted. */
const countRowsForPeople = (keys: readonly string[]): number =>
  keys.filter((key) => {
    const code = ErrorCode.safeParse(key.split(':')[1]);
    if (!code.success) return true;
    const rule = kindRules[errorRegistry[code.data].kind];
    return rule.isShownAtOnce && !rule.isOutcomeUnknown;
  }).length;

const judgeFlow = ({
  mode,
  isPaused,
  pulse,
  tally,
  rowsForPeople,
}: FlowFacts): { status: FlowStatus; sentence: string } => {
  if (isPaused) return { status: 'paused', sentence: 'Paused by a person.' };
  if (mode === 'rehearsing') return { status: 'rehearsing', sentence: 'Rehearsing: nothing is written yet.' };
  if (pulse?.trouble !== undefined && pulse.trouble !== '') return { status: 'stopped', sentence: pulse.trouble };
  if (tally.held > 0)
    return {
      status: 'needs-you',
      sentence: `${tally.held} ${tally.held === 1 ? 'write waits' : 'writes wait'} for a person.`,
    };
  if (rowsForPeople > 0)
    return {
      status: 'needs-you',
      sentence: `${rowsForPeople} ${rowsForPeople === 1 ? 'failure waits' : 'failures wait'} for a person.`,
    };
  if (tally.postponed > 0)
    return {
      status: 'waiting',
      sentence: `${tally.postponed} ${tally.postponed === 1 ? 'write waits' : 'writes wait'} for the next try or look-up.`,
    };
  return { status: 'running', sentence: tally.waiting > 0 ? `${tally.waiting} under way.` : 'Nothing waits.' };
};

const composeFlowReport = async (
  ports: EnginePorts,
  name: FlowName,
  pulses: ReadonlyMap<FlowName, FlowPulse>,
): Promise<FlowReport> => {
  const { settings } = await recallPolicy(ports);
  const flow = settings.flows[name];
  const isPaused = flow.paused_until_utc !== null && Date.parse(flow.paused_until_utc) > ports.clock.nowMs();
  const tally = await ports.outbox.tally(name);
  const rowsForPeople = countRowsForPeople(await ports.ledger.openFailureKeys(name));
  const pulse = pulses.get(name);
  const { status, sentence } = judgeFlow({ mode: flow.mode, isPaused, pulse, tally, rowsForPeople });
  return {
    flow: name,
    mode: flow.mode,
    status,
    sentence: sentence.slice(0, 400),
    interval_s: flow.interval_s,
    last_run: (await ports.ledger.lastRuns()).get(name) ?? null,
    waiting: tally.waiting,
    oldest_waiting_at_utc: toUtc(tally.oldestAtMs),
    next_run_at_utc: toUtc(pulse?.nextAtMs ?? null),
  };
};

/** Age of the count on the ERP's own clock: our date alone may be years off beside a sandbox. */
const composeSnapshotReport = async ({ ledger, clock, erp }: EnginePorts): Promise<ReportRequest['snapshot']> => {
  const accepted = (await ledger.recentSnapshots(5)).find(({ verdict }) => verdict === 'accepted');
  if (accepted === undefined) return null;
  const pair = await ledger.erpClock();
  const asOfMs = accepted.asOf?.earliestMs ?? accepted.readAtMs;
  const erpNowMs = pair === null ? clock.nowMs() : pair.erpMs + clock.elapsedMs(pair.ourMs);
  return {
    id: accepted.id,
    as_of_utc: new Date(asOfMs).toISOString(),
    age_s: Math.max(0, Math.round((erpNowMs - asOfMs) / 1000)),
    limit_s: staleAfterBatches * erp.facts.stockEveryS,
    skus: accepted.skuCount,
  };
};

/** What the plugin shows of this runner, composed from the ledger. */
export const composeReport = async (
  ports: EnginePorts,
  startedAtMs: number,
  pulses: ReadonlyMap<FlowName, FlowPulse>,
): Promise<Omit<ReportRequest, 'version'>> => {
  const { clock, ledger } = ports;
  const tally = await ledger.orderTally();
  const reports: FlowReport[] = [];
  for (const { name } of flows) reports.push(await composeFlowReport(ports, name, pulses));
  const erpTrouble = [...pulses.values()].find(({ trouble }) => trouble.startsWith('Blue Cherry'))?.trouble ?? '';
  return {
    runner: { id: ports.runnerId, version: ports.runnerVersion, started_at_utc: new Date(startedAtMs).toISOString() },
    sent_at_utc: new Date(clock.nowMs()).toISOString(),
    report_every_s: Math.max(reportEveryMs / clock.rate, scheduleFloorWallMs) / 1000,
    flows: reports,
    snapshot: await composeSnapshotReport(ports),
    orders: {
      paid: tally.exported,
      in_erp: tally.inErp,
      waiting: tally.waiting,
      oldest_waiting_at_utc: toUtc(tally.oldestWaitingAtMs),
    },
    erp: { reachable: erpTrouble === '', sentence: erpTrouble },
  };
};

/** Tells the plugin every failure row that changed since it last confirmed; kept and told again until it does. */
export const reportFailures = async ({ ledger, reporter }: EnginePorts): Promise<number> => {
  let told = 0;
  for (;;) {
    const after = await ledger.reportedRevision();
    const rows = await ledger.failuresAfter(after, failuresPerReport);
    const last = rows.at(-1);
    if (last === undefined) return told;
    await reporter.postFailures({
      open: rows.filter(({ closed }) => closed === null).map(({ fact }) => fact),
      close: rows.flatMap(({ fact, closed }) =>
        closed === null
          ? []
          : [{ key: fact.key, closed_at_utc: new Date(closed.atMs).toISOString(), reason: closed.reason }],
      ),
    });
    await ledger.transact((tx) => tx.ledger.setReportedRevision(last.revision));
    told += rows.length;
  }
};
