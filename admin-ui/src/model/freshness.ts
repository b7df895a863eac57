import { __, sprintf } from '@wordpress/i18n';
import type { FlowReport, OverviewAnswer } from '@cherry-bridge/sync-runner/contracts';
import { clockText, spanText } from './clock.ts';

/** No new answer from the shop for this long and an old green is no longer shown as green. */
const OLDEST_ANSWER_MS = 120_000;

export interface Freshness {
  kind: 'fresh' | 'never-heard' | 'runner-silent' | 'shop-silent';
  sentence: string;
}

/** Whether the figures may be believed. `answeredAtMs`, `nowMs`: ms since 1970. */
export function freshnessOf(overview: OverviewAnswer, answeredAtMs: number, nowMs: number): Freshness {
  if (nowMs - answeredAtMs > OLDEST_ANSWER_MS) {
    return {
      kind: 'shop-silent',
      sentence: sprintf(
        /* translators: 1: a time, 2: a length of time */
        __('Figures as of %1$s. This page has not reached the shop for %2$s.', 'cherry-bridge'),
        clockText(overview.as_of_utc, nowMs),
        spanText((nowMs - answeredAtMs) / 1000),
      ),
    };
  }
  const { last_heard_at_utc: heardAt, silent_s: silentS } = overview.runner;
  if (heardAt === null) {
    return { kind: 'never-heard', sentence: __('The runner has not spoken to this shop yet.', 'cherry-bridge') };
  }
  if (isSilent(overview)) {
    return {
      kind: 'runner-silent',
      sentence: sprintf(
        /* translators: 1: a time, 2: a length of time */
        __('Figures as of %1$s. The runner has been silent for %2$s.', 'cherry-bridge'),
        clockText(heardAt, nowMs),
        spanText(silentS ?? 0),
      ),
    };
  }
  return { kind: 'fresh', sentence: '' };
}

/** The plugin decides when three reports are missing; it says so by "unknown". */
function isSilent(overview: OverviewAnswer): boolean {
  if (overview.status === 'unknown') return true;
  return overview.flows.length > 0 && overview.flows.every((flow) => flow.status === 'unknown');
}

/** The status to draw: what is old is unknown, whatever it said then. */
export function shownStatus(status: FlowReport['status'], freshness: Freshness): FlowReport['status'] {
  return freshness.kind === 'fresh' || status === 'paused' ? status : 'unknown';
}
