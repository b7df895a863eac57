import { __ } from '@wordpress/i18n';
import type { FailureListAnswer, FailureTab } from '@cherry-bridge/sync-runner/contracts';
import { numberText } from '../../model/clock.ts';
import { FAILURE_TABS, failureTabTitle } from '../../model/failure.ts';
import { useRoute } from '../use-route.ts';

/** Needs you, Fixes itself, Snoozed, Ignored, Fixed, each with its count. */
export function FailureTabs({ tab, counts }: { tab: FailureTab; counts: FailureListAnswer['tabs'] }) {
  const { hrefWith } = useRoute();
  return (
    <nav className="cb-subtabs" aria-label={__('State of the failures', 'cherry-bridge')}>
      {FAILURE_TABS.map((name) => {
        const count = counts.find((one) => one.tab === name)?.count;
        return (
          <a
            key={name}
            href={hrefWith({ tab: name === 'needs-you' ? undefined : name, open: undefined })}
            aria-current={name === tab ? 'true' : undefined}
          >
            {failureTabTitle(name)}
            {count !== undefined && ` (${numberText(count)})`}
          </a>
        );
      })}
    </nav>
  );
}
