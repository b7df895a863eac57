import { __ } from '@wordpress/i18n';
import { useCallback } from 'react';
import { ErrorCode, FailureOwner, FailureTab, FlowName } from '@cherry-bridge/sync-runner/contracts';
import { SearchField } from '../../components/search-field.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { failureRights, isByCause } from '../../model/failure.ts';
import { flowTitle, ownerTitle } from '../../model/status.ts';
import { useFrame } from '../frame-context.ts';
import { LookOnly } from '../look-only.tsx';
import { useRoute } from '../use-route.ts';
import { CauseList } from './cause-list.tsx';
import { FailureList } from './failure-list.tsx';

/** "What is broken, who can fix it, what do I press?" */
export function FailuresScreen() {
  const { boot, overview } = useFrame();
  const { params, change } = useRoute();
  const byCause = isByCause(params);
  const tab = FailureTab.safeParse(params['tab']).data ?? 'needs-you';
  const isFiltered = ['flow', 'owner', 'search', 'code'].some((name) => params[name] !== undefined);
  // Ten rows need no filter bar; only the choice between causes and rows stays.
  const isShort = tab === 'needs-you' && !isFiltered && (overview.answer?.failures_open ?? 11) <= 10;
  const onSearch = useCallback((search: string) => change({ search, by: 'rows' }, true), [change]);
  const any = { value: '', label: __('All', 'cherry-bridge') };
  return (
    <div className={`cb-screen${params['open'] === undefined ? '' : ' has-panel'}`}>
      <div className="cb-screen__main">
        <LookOnly mayAct={failureRights(boot.caps).support} />
        <div className="cb-filters">
          {!isShort && (
            <>
              <SearchField
                label={__('Order or SKU', 'cherry-bridge')}
                value={params['search'] ?? ''}
                onSearch={onSearch}
              />
              <SelectField
                label={__('Flow', 'cherry-bridge')}
                value={params['flow'] ?? ''}
                options={[
                  any,
                  ...FlowName.options.map((value) => ({ value: value as string, label: flowTitle(value) })),
                ]}
                onChange={(flow) => change({ flow }, true)}
              />
              <SelectField
                label={__('Who fixes it', 'cherry-bridge')}
                value={params['owner'] ?? ''}
                options={[
                  any,
                  ...FailureOwner.options.map((value) => ({ value: value as string, label: ownerTitle(value) })),
                ]}
                onChange={(owner) => change({ owner }, true)}
              />
            </>
          )}
          <SelectField
            label={__('Show', 'cherry-bridge')}
            value={byCause ? 'cause' : 'rows'}
            options={[
              { value: 'cause', label: __('By cause', 'cherry-bridge') },
              { value: 'rows', label: __('Single rows', 'cherry-bridge') },
            ]}
            onChange={(by) => change({ by, code: undefined, search: undefined }, true)}
          />
        </div>
        {ErrorCode.safeParse(params['code']).success && (
          <p className="cb-note">
            {__('Only one cause is shown:', 'cherry-bridge')} <code>{params['code']}</code>{' '}
            <a href="#/failures">{__('Show all causes', 'cherry-bridge')}</a>
          </p>
        )}
      </div>
      {byCause ? <CauseList tab={tab} /> : <FailureList tab={tab} />}
    </div>
  );
}
