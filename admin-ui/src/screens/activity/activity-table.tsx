import { __ } from '@wordpress/i18n';
import type { ActivityRow } from '@cherry-bridge/sync-runner/contracts';
import { activityKindTitle, changeText } from '../../model/activity.ts';
import { clockText, fullClockText } from '../../model/clock.ts';
import { useFrame } from '../frame-context.ts';

/** Time, who, what, before and after, reason, subject: a plain table, nothing in it to open yet. */
export function ActivityTable({ rows, isOld }: { rows: ActivityRow[]; isOld: boolean }) {
  const { nowMs } = useFrame();
  const labels = {
    what: __('What', 'cherry-bridge'),
    who: __('Who', 'cherry-bridge'),
    kind: __('Kind', 'cherry-bridge'),
    change: __('Before → after', 'cherry-bridge'),
    reason: __('Reason', 'cherry-bridge'),
    subject: __('Subject', 'cherry-bridge'),
  };
  return (
    <div className="cb-list">
      <table className={`cb-table cb-table--activity${isOld ? ' is-old' : ''}`} aria-busy={isOld}>
        <caption className="screen-reader-text">{__('Activity, newest first', 'cherry-bridge')}</caption>
        <thead>
          <tr>
            <th scope="col">{__('Time', 'cherry-bridge')}</th>
            {Object.entries(labels).map(([id, label]) => (
              <th key={id} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <time dateTime={row.at_utc} title={fullClockText(row.at_utc)}>
                  {clockText(row.at_utc, nowMs)}
                </time>
              </th>
              <td className="is-on-card cb-table__wide" data-label={labels.what}>
                {row.what}
              </td>
              <td className="is-on-card" data-label={labels.who}>
                {row.who}
                {row.door !== '' && <span className="cb-table__sub">{row.door}</span>}
              </td>
              <td data-label={labels.kind}>{activityKindTitle(row.kind)}</td>
              <td data-label={labels.change}>{changeText(row)}</td>
              <td data-label={labels.reason}>{row.reason === '' ? '–' : row.reason}</td>
              <td data-label={labels.subject}>{row.subject === '' ? '–' : row.subject}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
