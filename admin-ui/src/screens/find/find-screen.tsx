import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { useActivity, useFailures, useStock } from '../../api/routes.ts';
import type { Query } from '../../api/use-query.ts';
import { FaultNote } from '../../components/fault-note.tsx';
import { GreyRows } from '../../components/list-frame.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { totalText } from '../../model/clock.ts';
import { FAILURE_TABS } from '../../model/failure.ts';
import { routeHash } from '../../model/route.ts';
import { unitsText } from '../../model/stock.ts';
import { useFrame } from '../frame-context.ts';
import { useRoute } from '../use-route.ts';

const FEW = { page: 1, per_page: 20 };

/** Everything the shop knows about one number: SKUs, open failures, and its story in Activity. */
export function FindScreen() {
  const { nowMs } = useFrame();
  const { params } = useRoute();
  const search = params['search'] ?? '';
  const stock = useStock({ ...FEW, search });
  const failures = useFailures({ ...FEW, search, tab: FAILURE_TABS[0] });
  const activity = useActivity({ ...FEW, search });
  return (
    <div className="cb-find-results">
      <h2>{sprintf(/* translators: %s: what was searched */ __('Found for “%s”', 'cherry-bridge'), search)}</h2>
      <Found title={__('SKUs', 'cherry-bridge')} query={stock} allHref={routeHash('stock', { search })}>
        <ul>
          {stock.answer?.rows.map((row) => (
            <li key={row.sku}>
              <a href={routeHash('stock', { search, open: row.sku })}>{row.sku}</a> {row.title}:{' '}
              {sprintf(/* translators: %s: units */ __('the shop shows %s', 'cherry-bridge'), unitsText(row.in_shop))}
            </li>
          ))}
        </ul>
      </Found>
      <Found
        title={__('Failures that need you', 'cherry-bridge')}
        query={failures}
        allHref={routeHash('failures', { search })}
      >
        <ul>
          {failures.answer?.rows.map((row) => (
            <li key={row.id}>
              <a href={routeHash('failures', { search, open: String(row.id) })}>{row.title}</a>
            </li>
          ))}
        </ul>
      </Found>
      <Found title={__('Story', 'cherry-bridge')} query={activity} allHref={routeHash('activity', { search })}>
        <Timeline events={activity.answer?.rows ?? []} nowMs={nowMs} />
      </Found>
    </div>
  );
}

interface FoundProps {
  title: string;
  query: Query<{ total: number; total_is_exact: boolean }>;
  allHref: string;
  children: ReactNode;
}

function Found({ title, query, allHref, children }: FoundProps) {
  const { answer, fault, isOld, isSlow, again } = query;
  return (
    <section className="cb-found">
      <h3>{answer === undefined ? title : `${title} (${totalText(answer.total, answer.total_is_exact)})`}</h3>
      {fault !== undefined && <FaultNote fault={fault} what={title} onAgain={again} />}
      {(answer === undefined || isOld) && fault === undefined && <GreyRows isShown={isSlow} />}
      {answer !== undefined && !isOld && answer.total === 0 && (
        <p className="cb-muted">{__('Nothing found.', 'cherry-bridge')}</p>
      )}
      {answer !== undefined && !isOld && answer.total > 0 && children}
      {answer !== undefined && answer.total > 20 && <a href={allHref}>{__('Show all', 'cherry-bridge')}</a>}
    </section>
  );
}
