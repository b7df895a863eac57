import { __ } from '@wordpress/i18n';
import type { FailureRow } from '@cherry-bridge/sync-runner/contracts';
import type { Column } from '../../components/list-shape.ts';
import { agoText, clockText, numberText } from '../../model/clock.ts';
import { nextTryText, stakeText } from '../../model/failure.ts';
import { flowTitle, ownerTitle } from '../../model/status.ts';

export const failureTitle: Column<FailureRow> = {
  id: 'title',
  header: __('What happened', 'cherry-bridge'),
  cell: (row) => (
    <span className="cb-table__sub">
      {flowTitle(row.flow)} · {row.subject.label === '' ? row.subject.id : row.subject.label}
      {row.again && <span className="cb-tag">{__('again', 'cherry-bridge')}</span>}
    </span>
  ),
};

/** The columns of single failures; sort only where the server has an index. */
export function failureColumns(nowMs: number, maySeeMoney: boolean): Column<FailureRow>[] {
  return [
    {
      id: 'money',
      header: maySeeMoney ? __('Money or units at stake', 'cherry-bridge') : __('Units at stake', 'cherry-bridge'),
      isSortable: maySeeMoney,
      isNumber: true,
      cell: (row) => stakeText(row, maySeeMoney),
    },
    {
      id: 'first_seen',
      header: __('Since', 'cherry-bridge'),
      isSortable: true,
      isOnCard: true,
      cell: (row) => agoText(row.first_seen_at_utc, nowMs),
    },
    { id: 'owner', header: __('Who fixes it', 'cherry-bridge'), isOnCard: true, cell: (row) => ownerTitle(row.owner) },
    {
      id: 'attempts',
      header: __('Tries', 'cherry-bridge'),
      isSortable: true,
      isNumber: true,
      cell: (row) => numberText(row.attempts),
    },
    { id: 'next', header: __('Next try', 'cherry-bridge'), cell: (row) => nextCell(row, nowMs) },
    { id: 'assignee', header: __('Assignee', 'cherry-bridge'), cell: (row) => row.assignee ?? '–' },
  ];
}

function nextCell(row: FailureRow, nowMs: number): string {
  if (row.closed_at_utc !== null) return `${__('fixed', 'cherry-bridge')} ${clockText(row.closed_at_utc, nowMs)}`;
  if (row.snoozed_until_utc !== null) {
    return `${__('snoozed until', 'cherry-bridge')} ${clockText(row.snoozed_until_utc, nowMs)}`;
  }
  return nextTryText(row.next_try_at_utc, row.attempts, nowMs);
}
