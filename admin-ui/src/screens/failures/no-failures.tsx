import { __, sprintf } from '@wordpress/i18n';
import type { FailureTab } from '@cherry-bridge/sync-runner/contracts';
import { EmptyNote } from '../../components/empty-note.tsx';
import { agoText } from '../../model/clock.ts';
import { unreachable } from '../../model/status.ts';
import { useFrame } from '../frame-context.ts';

/** An empty tab, in words; "nothing needs you" only while the figures are fresh. */
export function NoFailures({ tab, asOfUtc }: { tab: FailureTab; asOfUtc: string }) {
  const { freshness, nowMs } = useFrame();
  return <EmptyNote title={emptyTitle(tab, freshness?.kind ?? 'fresh', agoText(asOfUtc, nowMs))} />;
}

function emptyTitle(tab: FailureTab, freshness: string, ago: string): string {
  switch (tab) {
    case 'needs-you':
      if (freshness === 'never-heard') {
        return __('Troubles appear here once the runner has been paired and has spoken to this shop.', 'cherry-bridge');
      }
      if (freshness !== 'fresh') return __('No trouble is known here, but the figures are old.', 'cherry-bridge');
      return sprintf(
        /* translators: %s: "40 seconds ago" */ __('Nothing needs you. Checked %s.', 'cherry-bridge'),
        ago,
      );
    case 'fixes-itself':
      return __('Nothing is being tried again by itself.', 'cherry-bridge');
    case 'snoozed':
      return __('Nothing is snoozed.', 'cherry-bridge');
    case 'ignored':
      return __('Nothing is ignored.', 'cherry-bridge');
    case 'fixed':
      return __('Nothing was fixed lately.', 'cherry-bridge');
    default:
      return unreachable(tab);
  }
}
