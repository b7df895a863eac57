import { ActivityListAnswer, FlowName, OverviewAnswer, type FlowReport, type FlowStatus } from '#contracts/index.ts';
import type { ShopWorld } from '../state/world.ts';
import { textOf, type Params } from '../wp/params.ts';
import { utc } from './activity.ts';
import { tabOf } from './failures.ts';
import { screenPage } from './page.ts';
import { bridgeRoute, VIEW } from './route.ts';
import type { FailureState } from './state.ts';

const STEP_MS = 900_000;

const silenceOf = (world: ShopWorld): { silentS: number | null; isSilent: boolean } => {
  const { report, reportMs } = world.bridge;
  if (!report) return { silentS: null, isSilent: true };
  const silentS = Math.max(0, Math.round((world.clock.nowMs() - reportMs) / 1000));
  return { silentS, isSilent: silentS > Math.max(120, 3 * report.report_every_s) };
};

const flowRows = (world: ShopWorld, isSilent: boolean): OverviewAnswer['flows'] =>
  FlowName.options.map((flow) => {
    const settings = world.bridge.settings.flows[flow];
    const known = world.bridge.report?.flows.find((row) => row.flow === flow);
    const base: FlowReport = known ?? {
      flow,
      mode: settings.mode,
      status: 'unknown',
      sentence: 'The runner has not reported this flow yet.',
      interval_s: settings.interval_s,
      last_run: null,
      waiting: 0,
      oldest_waiting_at_utc: null,
      next_run_at_utc: null,
    };
    const isPaused = settings.paused_until_utc !== null && settings.paused_until_utc > utc(world.clock.nowMs());
    const status: FlowStatus = isSilent
      ? 'unknown'
      : isPaused
        ? 'paused'
        : settings.mode === 'rehearsing'
          ? 'rehearsing'
          : base.status;
    return { ...base, mode: settings.mode, status, paused_until_utc: settings.paused_until_utc };
  });

const needsOf = (rows: readonly FailureState[]): OverviewAnswer['needs'] => {
  const groups = new Map<string, FailureState[]>();
  for (const row of rows) groups.set(row.code, [...(groups.get(row.code) ?? []), row]);
  return [...groups.values()]
    .sort((left, right) => right.length - left.length)
    .slice(0, 5)
    .map((group) => {
      const first = group.reduce((left, right) => (left.first_seen_at_utc <= right.first_seen_at_utc ? left : right));
      return {
        status: 'needs-you' as const,
        title: group.length === 1 ? first.title : `${group.length} records: ${first.title}`,
        effect: first.meaning,
        if_nobody_acts: first.if_nobody_acts,
        owner: first.owner,
        since_utc: first.first_seen_at_utc,
        link: `#/failures?code=${first.code}`,
        button: 'Open',
      };
    });
};

const samples = (world: ShopWorld): OverviewAnswer['samples'] => {
  const last = Math.floor(world.clock.nowMs() / STEP_MS);
  const byStep = new Map(world.bridge.points.map((point) => [Math.floor(point.stepMs / STEP_MS), point]));
  return Array.from({ length: 96 }, (_, index) => {
    const step = last - 95 + index;
    const point = byStep.get(step);
    return {
      at_utc: utc(step * STEP_MS),
      orders_paid: point?.paid ?? null,
      orders_in_erp: point?.inErp ?? null,
      stock_age_min: point?.ageMin ?? null,
      failures_opened: point ? point.opened : null,
      failures_closed: point ? point.closed : null,
    };
  });
};

const sentenceOf = (world: ShopWorld, isSilent: boolean, needs: number): { status: FlowStatus; sentence: string } => {
  const { report, reportMs, settings } = world.bridge;
  if (!report)
    return {
      status: 'unknown',
      sentence: 'We do not know: the runner has not spoken yet. Start it, or pair it first.',
    };
  if (isSilent)
    return {
      status: 'unknown',
      sentence: `We do not know: the runner last spoke at ${utc(reportMs).slice(11, 16)} UTC.`,
    };
  if (needs > 0)
    return {
      status: 'needs-you',
      sentence: `${needs} ${needs === 1 ? 'thing needs' : 'things need'} a person. Everything else goes on.`,
    };
  if (Object.values(settings.flows).every((flow) => flow.mode === 'rehearsing'))
    return { status: 'rehearsing', sentence: 'Nothing is written yet: all five flows are rehearsing.' };
  const { paid, in_erp, waiting } = report.orders;
  const age =
    report.snapshot === null
      ? 'stock was not counted yet'
      : `stock was counted ${Math.round(report.snapshot.age_s / 60)} minutes ago`;
  return {
    status: 'running',
    sentence: `${waiting === 0 ? 'All is well' : 'Nothing needs you'}: ${in_erp} of ${paid} paid orders are in Blue Cherry; ${age}.`,
  };
};

const overview = (world: ShopWorld): OverviewAnswer => {
  const { report, reportMs } = world.bridge;
  const nowUtc = utc(world.clock.nowMs());
  const { silentS, isSilent } = silenceOf(world);
  const open = [...world.bridge.failures.values()].filter((row) => tabOf(row, nowUtc) === 'needs-you');
  const needs = needsOf(open);
  return {
    version: 1,
    as_of_utc: nowUtc,
    ...sentenceOf(world, isSilent, open.length),
    needs,
    flows: flowRows(world, isSilent),
    runner: {
      last_heard_at_utc: report ? utc(reportMs) : null,
      silent_s: silentS,
      version: report?.runner.version ?? '',
    },
    snapshot: report?.snapshot ?? null,
    orders: report?.orders ?? { paid: 0, in_erp: 0, waiting: 0, oldest_waiting_at_utc: null },
    failures_open: open.length,
    samples: samples(world),
  };
};

const activityList = (world: ShopWorld, params: Params): ActivityListAnswer => {
  const kind = textOf(params.kind);
  const search = textOf(params.search).toLowerCase();
  const rows = world.bridge.activity
    .filter(
      (row) =>
        (kind === '' || row.kind === kind) &&
        (search === '' || `${row.subject} ${row.what} ${row.who}`.toLowerCase().includes(search)),
    )
    .reverse();
  return { version: 1, ...screenPage(world, rows, params) };
};

export const overviewRoutes = [
  bridgeRoute(['GET'], 'overview', VIEW, OverviewAnswer, (world) => overview(world)),
  bridgeRoute(['GET'], 'activity', VIEW, ActivityListAnswer, (world, request) => activityList(world, request.params)),
];
