import { __, sprintf } from '@wordpress/i18n';
import type { OverviewAnswer } from '@cherry-bridge/sync-runner/contracts';
import { EmptyNote } from '../../components/empty-note.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import { agoText } from '../../model/clock.ts';
import { ownerText } from '../../model/status.ts';
import { useFrame } from '../frame-context.ts';

interface NeedsListProps {
  needs: OverviewAnswer['needs'];
  checkedText: string;
  isFresh: boolean;
}

/** At most five lines, worst first: effect, age, owner, what happens if nobody acts, one button. */
export function NeedsList({ needs, checkedText, isFresh }: NeedsListProps) {
  const { nowMs } = useFrame();
  return (
    <section aria-labelledby="cb-needs">
      <h2 id="cb-needs">{__('Needs you', 'cherry-bridge')}</h2>
      {needs.length === 0 && isFresh && (
        <EmptyNote
          title={sprintf(
            /* translators: %s: "40 seconds ago" */ __('Nothing needs you. Checked %s.', 'cherry-bridge'),
            checkedText,
          )}
        />
      )}
      {needs.length === 0 && !isFresh && (
        <EmptyNote title={__('We do not know whether anything needs you: the figures are old.', 'cherry-bridge')} />
      )}
      <ul className="cb-needs">
        {needs.map((need) => (
          <li key={`${need.link} ${need.title}`}>
            <StatusMark status={need.status} />
            <div className="cb-needs__text">
              <p className="cb-needs__title">{need.title}</p>
              <p>{need.effect}</p>
              {need.if_nobody_acts !== '' && (
                <p className="cb-muted">
                  {__('If nobody acts:', 'cherry-bridge')} {need.if_nobody_acts}
                </p>
              )}
              <p className="cb-muted">
                {agoText(need.since_utc, nowMs)} · {__('who:', 'cherry-bridge')} {ownerText(need.owner)}
              </p>
            </div>
            <a className="cb-button components-button is-secondary" href={need.link}>
              {need.button}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
