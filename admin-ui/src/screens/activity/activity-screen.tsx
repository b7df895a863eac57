import { __ } from '@wordpress/i18n';
import { useCallback } from 'react';
import { ActivityKind } from '@cherry-bridge/sync-runner/contracts';
import { useActivity } from '../../api/routes.ts';
import { EmptyNote } from '../../components/empty-note.tsx';
import { ListFrame } from '../../components/list-frame.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { activityKindTitle } from '../../model/activity.ts';
import { pageOf } from '../../model/route.ts';
import { ListPager } from '../list-pager.tsx';
import { useRoute } from '../use-route.ts';
import { ActivityTable } from './activity-table.tsx';

/** "Who or what changed this, and when?", newest first; blocked SKU attempts among it. */
export function ActivityScreen() {
  const { params, change } = useRoute();
  const { page, perPage } = pageOf(params);
  const kind = ActivityKind.safeParse(params['kind']).data ?? '';
  const activity = useActivity({ kind, search: params['search'], page, per_page: perPage });
  const isFiltered = kind !== '' || params['search'] !== undefined;
  const onSearch = useCallback((search: string) => change({ search }, true), [change]);
  return (
    <div className="cb-screen">
      <div className="cb-screen__main">
        <div className="cb-filters">
          <SearchField
            label={__('Person, order or SKU', 'cherry-bridge')}
            value={params['search'] ?? ''}
            onSearch={onSearch}
          />
          <SelectField
            label={__('Kind', 'cherry-bridge')}
            value={kind as string}
            options={[
              { value: '', label: __('All', 'cherry-bridge') },
              ...ActivityKind.options.map((value) => ({ value: value as string, label: activityKindTitle(value) })),
            ]}
            onChange={(value) => change({ kind: value }, true)}
          />
        </div>
        <ListFrame
          query={activity}
          faultTitle={__('Activity could not be loaded.', 'cherry-bridge')}
          isEmpty={(answer) => answer.rows.length === 0}
          isFiltered={isFiltered}
          onClear={() => change({ kind: undefined, search: undefined })}
          empty={() => (
            <EmptyNote title={__('Every change by a person or a program appears here.', 'cherry-bridge')}>
              <p>{__('The first saved buffer, refused SKU or finished run starts it.', 'cherry-bridge')}</p>
            </EmptyNote>
          )}
        >
          {(answer) => (
            <>
              <ActivityTable rows={answer.rows} isOld={activity.isOld} />
              <ListPager answer={answer} />
            </>
          )}
        </ListFrame>
      </div>
    </div>
  );
}
