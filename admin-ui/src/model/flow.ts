import { __, sprintf } from '@wordpress/i18n';
import type { OverviewAnswer } from '@cherry-bridge/sync-runner/contracts';
import { agoText, clockText, numberText } from './clock.ts';

export type FlowCardFacts = OverviewAnswer['flows'][number];

export interface FactLine {
  label: string;
  text: string;
}

/** The lines of one flow card: lag, last run, oldest waiting, next run, mode. */
export function flowFacts(flow: FlowCardFacts, nowMs: number): FactLine[] {
  return [
    { label: __('Last run', 'cherry-bridge'), text: lastRunText(flow, nowMs) },
    { label: __('Waiting', 'cherry-bridge'), text: waitingText(flow, nowMs) },
    { label: __('Next run', 'cherry-bridge'), text: nextRunText(flow, nowMs) },
    { label: __('Mode', 'cherry-bridge'), text: modeText(flow, nowMs) },
  ];
}

function lastRunText({ last_run: run }: FlowCardFacts, nowMs: number): string {
  if (run === null) return __('not yet', 'cherry-bridge');
  return sprintf(
    /* translators: 1: a time; 2, 3, 4: numbers of records */
    __('%1$s: %2$s written, %3$s skipped, %4$s held', 'cherry-bridge'),
    clockText(run.ended_at_utc, nowMs),
    numberText(run.written),
    numberText(run.skipped),
    numberText(run.held),
  );
}

function waitingText({ waiting, oldest_waiting_at_utc: oldest }: FlowCardFacts, nowMs: number): string {
  if (waiting === 0) return __('nothing', 'cherry-bridge');
  if (oldest === null) return numberText(waiting);
  return sprintf(
    /* translators: 1: a number, 2: "6 minutes ago" */
    __('%1$s, oldest from %2$s', 'cherry-bridge'),
    numberText(waiting),
    agoText(oldest, nowMs),
  );
}

function nextRunText({ next_run_at_utc: next }: FlowCardFacts, nowMs: number): string {
  return next === null ? __('not planned', 'cherry-bridge') : clockText(next, nowMs);
}

function modeText({ mode, paused_until_utc: pausedUntil }: FlowCardFacts, nowMs: number): string {
  if (pausedUntil !== null && new Date(pausedUntil).getTime() > nowMs) {
    return sprintf(/* translators: %s: a time */ __('paused until %s', 'cherry-bridge'), clockText(pausedUntil, nowMs));
  }
  return mode === 'live'
    ? __('live', 'cherry-bridge')
    : __('rehearsing: decides and shows, writes nothing', 'cherry-bridge');
}

/** Cards are shown for flows a runner has told of; reconciliation appears once a runner that has it reports. */
export function listShownFlows(flows: FlowCardFacts[]): FlowCardFacts[] {
  return flows.filter(({ flow, last_run: run }) => flow !== 'reconciliation' || run !== null);
}

export function isPaused(flow: FlowCardFacts, nowMs: number): boolean {
  return flow.paused_until_utc !== null && new Date(flow.paused_until_utc).getTime() > nowMs;
}

/** Has a run begun since this wish was made? Then the wish is done. */
export function hasRunSince(flow: FlowCardFacts, askedAtUtc: string): boolean {
  return flow.last_run !== null && new Date(flow.last_run.started_at_utc) >= new Date(askedAtUtc);
}
