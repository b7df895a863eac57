import { __ } from '@wordpress/i18n';
import type { FailureRow } from '@cherry-bridge/sync-runner/contracts';
import { agoText, clockText } from '../../model/clock.ts';
import { nextTryText, stakeText } from '../../model/failure.ts';
import { flowTitle, ownerTitle } from '../../model/status.ts';
import { useFrame } from '../frame-context.ts';

/** The row in words: what it means, who does what next, what happens if nobody acts; codes only under Details. */
export function FailureFacts({ row, link }: { row: FailureRow; link: string }) {
  const { boot, nowMs } = useFrame();
  const maySeeMoney = boot.caps['view_woocommerce_reports'] !== false;
  const facts: [string, string][] = [
    [__('Who fixes it', 'cherry-bridge'), ownerTitle(row.owner)],
    [__('At stake', 'cherry-bridge'), stakeText(row, maySeeMoney)],
    [
      __('Since', 'cherry-bridge'),
      `${clockText(row.first_seen_at_utc, nowMs)} (${agoText(row.first_seen_at_utc, nowMs)})`,
    ],
    [__('Next try', 'cherry-bridge'), nextTryText(row.next_try_at_utc, row.attempts, nowMs)],
    [__('Assignee', 'cherry-bridge'), row.assignee ?? __('nobody yet', 'cherry-bridge')],
  ];
  if (row.ignored_reason !== null) facts.push([__('Ignored because', 'cherry-bridge'), row.ignored_reason]);
  if (row.snoozed_until_utc !== null)
    facts.push([__('Snoozed until', 'cherry-bridge'), clockText(row.snoozed_until_utc, nowMs)]);
  return (
    <>
      {row.meaning !== '' && <p className="cb-panel__lead">{row.meaning}</p>}
      {row.next_step !== '' && (
        <p>
          <strong>{__('Next step:', 'cherry-bridge')}</strong> {row.next_step}
        </p>
      )}
      {row.if_nobody_acts !== '' && (
        <p>
          <strong>{__('If nobody acts:', 'cherry-bridge')}</strong> {row.if_nobody_acts}
        </p>
      )}
      <dl className="cb-facts">
        {facts.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {link !== '' && (
        <p>
          <a href={link}>
            {row.subject.type === 'order'
              ? __('Open the order', 'cherry-bridge')
              : __('Open it in the shop', 'cherry-bridge')}
          </a>
        </p>
      )}
      <details>
        <summary>{__('Details', 'cherry-bridge')}</summary>
        <p>
          <code>{row.code}</code> · {flowTitle(row.flow)} · <code>{row.subject.id}</code>
        </p>
        {row.detail !== '' && <pre className="cb-panel__detail">{row.detail}</pre>}
      </details>
    </>
  );
}
