import { __ } from '@wordpress/i18n';
import { numberText } from '../model/clock.ts';
import { routeHash } from '../model/route.ts';
import type { TabName } from '../model/route.ts';

/** The tabs are links, so each opens in a new window and can be shared. */
export function TabBar({ tab, failuresOpen }: { tab: TabName; failuresOpen: number | undefined }) {
  const tabs: { name: TabName; title: string; count?: number }[] = [
    { name: 'overview', title: __('Overview', 'cherry-bridge') },
    { name: 'stock', title: __('Stock buffers', 'cherry-bridge') },
    { name: 'failures', title: __('Sync failures', 'cherry-bridge'), count: failuresOpen },
    { name: 'activity', title: __('Activity', 'cherry-bridge') },
  ];
  return (
    <nav className="cb-tabs" aria-label={__('Cherry Bridge screens', 'cherry-bridge')}>
      {tabs.map(({ name, title, count }) => (
        <a key={name} href={routeHash(name)} aria-current={name === tab ? 'page' : undefined}>
          {title}
          {count !== undefined && count > 0 && <span className="cb-tabs__count"> {numberText(count)}</span>}
        </a>
      ))}
    </nav>
  );
}
