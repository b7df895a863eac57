import { __, _n, sprintf } from '@wordpress/i18n';
import type { FailureRow, FailureTab } from '@cherry-bridge/sync-runner/contracts';
import { clockText, moneyText, numberText } from './clock.ts';
import { unreachable } from './status.ts';

export type FailureAction =
  'retry' | 'look-up' | 'check-now' | 'assign' | 'snooze' | 'unsnooze' | 'ignore' | 'unignore';

/** Rights as the boot object names them. */
export interface FailureRights {
  support: boolean;
  manage: boolean;
}

export function failureRights(caps: Record<string, boolean>): FailureRights {
  const manage = caps['cherry_bridge_manage'] === true;
  return { manage, support: manage || caps['cherry_bridge_support'] === true };
}

type RowFacts = Pick<FailureRow, 'tab' | 'remedy' | 'kind' | 'command'>;

/**
 * What may be pressed for a row, the suggested action first.
 * A retry is never offered while the outcome is unclear: only a look-up proves whether the order arrived.
 */
export function offeredActions(row: RowFacts, rights: FailureRights): FailureAction[] {
  if (!rights.support || row.tab === 'fixed') return [];
  const actions: FailureAction[] = [];
  if (!isUnderWay(row.command)) actions.push(...askedActions(row));
  actions.push('assign');
  if (row.tab === 'snoozed') actions.push('unsnooze');
  else if (row.tab !== 'ignored') actions.push('snooze');
  if (rights.manage) actions.push(row.tab === 'ignored' ? 'unignore' : 'ignore');
  return actions;
}

function askedActions(row: RowFacts): FailureAction[] {
  if (row.remedy === 'look-up' || row.kind === 'unknown-outcome') return ['look-up'];
  return row.remedy === 'retry' ? ['retry', 'check-now'] : ['check-now'];
}

export function actionTitle(action: FailureAction): string {
  switch (action) {
    case 'retry':
      return __('Retry', 'cherry-bridge');
    case 'look-up':
      return __('Look it up in Blue Cherry', 'cherry-bridge');
    case 'check-now':
      return __('Check now', 'cherry-bridge');
    case 'assign':
      return __('Assign', 'cherry-bridge');
    case 'snooze':
      return __('Snooze', 'cherry-bridge');
    case 'unsnooze':
      return __('End the snooze', 'cherry-bridge');
    case 'ignore':
      return __('Ignore', 'cherry-bridge');
    case 'unignore':
      return __('Stop ignoring', 'cherry-bridge');
    default:
      return unreachable(action);
  }
}

/** What can be done with many rows at once. A look-up is left out: each unclear row is looked at for itself. */
export const MANY_ACTIONS: readonly FailureAction[] = ['retry', 'assign', 'snooze', 'ignore'];

/** Those of the ticked rows that allow the action. */
export function actionForMany(action: FailureAction, rows: FailureRow[], rights: FailureRights): FailureRow[] {
  return rows.filter((row) => offeredActions(row, rights).includes(action));
}

/** "Retry 312 records". */
export function manyTitle(action: FailureAction, count: number): string {
  const records = sprintf(
    /* translators: %s: a number */ _n('%s record', '%s records', count, 'cherry-bridge'),
    numberText(count),
  );
  /* translators: 1: verb, 2: "312 records" */
  return sprintf(__('%1$s %2$s', 'cherry-bridge'), actionTitle(action), records);
}

type LastCommand = FailureRow['command'];

export function isUnderWay(command: LastCommand): boolean {
  return command !== null && (command.state === 'asked' || command.state === 'picked-up');
}

/** A request older than this without a word from the runner says so. */
const PATIENCE_MS = 60_000;

export interface CommandSteps {
  /** "Asked 14:02", "Picked up", "Done". */
  steps: { word: string; isReached: boolean }[];
  sentence: string;
}

/** "Asked 14:02 → Picked up → Done / Not done, because …". */
export function commandSteps(command: NonNullable<LastCommand>, nowMs: number): CommandSteps {
  const at = sprintf(
    /* translators: %s: a time */ __('Asked %s', 'cherry-bridge'),
    clockText(command.asked_at_utc, nowMs),
  );
  const isEnded = command.state === 'done' || command.state === 'not-done';
  const end = command.state === 'not-done' ? __('Not done', 'cherry-bridge') : __('Done', 'cherry-bridge');
  const steps = [
    { word: at, isReached: true },
    { word: __('Picked up', 'cherry-bridge'), isReached: isEnded || command.state === 'picked-up' },
    { word: end, isReached: isEnded },
  ];
  return { steps, sentence: commandSentence(command, nowMs) };
}

function commandSentence(command: NonNullable<LastCommand>, nowMs: number): string {
  if (command.state === 'not-done' && command.reason !== '') {
    return sprintf(/* translators: %s: a reason */ __('Not done, because: %s', 'cherry-bridge'), command.reason);
  }
  if (command.state === 'done') return command.reason;
  if (command.state === 'asked' && nowMs - new Date(command.asked_at_utc).getTime() > PATIENCE_MS) {
    return __('The runner has not answered. Your request is kept.', 'cherry-bridge');
  }
  return '';
}

export const FAILURE_TABS: readonly FailureTab[] = ['needs-you', 'fixes-itself', 'snoozed', 'ignored', 'fixed'];

export function failureTabTitle(tab: FailureTab): string {
  switch (tab) {
    case 'needs-you':
      return __('Needs you', 'cherry-bridge');
    case 'fixes-itself':
      return __('Fixes itself', 'cherry-bridge');
    case 'snoozed':
      return __('Snoozed', 'cherry-bridge');
    case 'ignored':
      return __('Ignored', 'cherry-bridge');
    case 'fixed':
      return __('Fixed', 'cherry-bridge');
    default:
      return unreachable(tab);
  }
}

/** "14:20, try 3" or "no further try by itself". */
export function nextTryText(nextTryUtc: string | null, attempts: number | null, nowMs: number): string {
  if (nextTryUtc === null) return __('waits for a person', 'cherry-bridge');
  const at = clockText(nextTryUtc, nowMs);
  if (attempts === null) return at;
  return sprintf(
    /* translators: 1: a time, 2: number of the next try */ __('%1$s, try %2$s', 'cherry-bridge'),
    at,
    numberText(attempts + 1),
  );
}

/** Money or units at stake; "" where neither is known or may be seen. */
export function stakeText(row: Pick<FailureRow, 'money' | 'units'>, maySeeMoney: boolean): string {
  if (row.money !== null && maySeeMoney) return moneyText(row.money);
  if (row.units === null) return '–';
  return sprintf(/* translators: %s: a number */ __('%s units', 'cherry-bridge'), numberText(row.units));
}

/** A link like `#/failures?code=ORDER_HELD` means rows; the plain address means causes. */
export function isByCause(params: Readonly<Record<string, string>>): boolean {
  if (params['by'] === 'cause') return true;
  if (params['by'] === 'rows') return false;
  return params['code'] === undefined && params['search'] === undefined && params['open'] === undefined;
}

/** Choices of "Snooze until", each with its end as UTC text. Local hours: people think in their own morning. */
export function snoozeChoices(nowMs: number): { label: string; untilUtc: string }[] {
  const at = (days: number, hour: number) => {
    const day = new Date(nowMs);
    day.setDate(day.getDate() + days);
    day.setHours(hour, 0, 0, 0);
    return utcText(day.getTime());
  };
  const toMonday = (8 - new Date(nowMs).getDay()) % 7 || 7;
  return [
    { label: __('In 1 hour', 'cherry-bridge'), untilUtc: utcText(nowMs + 3_600_000) },
    { label: __('In 4 hours', 'cherry-bridge'), untilUtc: utcText(nowMs + 4 * 3_600_000) },
    { label: __('Tomorrow at 8', 'cherry-bridge'), untilUtc: at(1, 8) },
    { label: __('Monday at 8', 'cherry-bridge'), untilUtc: at(toMonday, 8) },
  ];
}

/** Whole seconds with `Z`, as the contracts want it. */
export function utcText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
