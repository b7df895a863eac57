import { __ } from '@wordpress/i18n';
import type { FailureRow, FailureTab } from '@cherry-bridge/sync-runner/contracts';
import { useFailures } from '../../api/routes.ts';
import { ListFrame } from '../../components/list-frame.tsx';
import { focusRowByKey, ListTable } from '../../components/list-table.tsx';
import { Pager } from '../../components/pager.tsx';
import { failureRights, offeredActions } from '../../model/failure.ts';
import { useFrame } from '../frame-context.ts';
import { listQuery, neighbourKey, sortOf } from '../list-route.ts';
import { useRoute } from '../use-route.ts';
import { actionOfLetter } from './action-letters.ts';
import { failureColumns, failureTitle } from './failure-columns.tsx';
import { FailurePanel } from './failure-panel.tsx';
import { FailureTabs } from './failure-tabs.tsx';
import { NoFailures } from './no-failures.tsx';

const START_SORT = { by: 'first_seen', order: 'asc' } as const;
const FILTERS = ['flow', 'owner', 'code', 'search'];

/** The single rows of one tab, with the panel beside them. */
export function FailureList({ tab }: { tab: FailureTab }) {
  const { boot, nowMs } = useFrame();
  const { params, change, hrefWith } = useRoute();
  const sort = sortOf(params, START_SORT);
  const failures = useFailures({ ...listQuery(params, sort, FILTERS), tab });
  const rights = failureRights(boot.caps);
  const openKey = params['open'] ?? '';
  const isFiltered = FILTERS.some((name) => params[name] !== undefined);

  const onLetter = (letter: string, row: FailureRow) => {
    const action = actionOfLetter(letter, offeredActions(row, rights));
    if (action !== undefined) change({ open: String(row.id), act: action });
    return action !== undefined;
  };
  return (
    <>
      <div className="cb-screen__main">
        <FailureTabs tab={tab} counts={failures.answer?.tabs ?? []} />
        <ListFrame
          query={failures}
          faultTitle={__('The failures could not be loaded.', 'cherry-bridge')}
          isEmpty={(answer) => answer.rows.length === 0}
          isFiltered={isFiltered}
          onClear={() => change({ flow: undefined, owner: undefined, code: undefined, search: undefined, by: 'rows' })}
          empty={(answer) => <NoFailures tab={tab} asOfUtc={answer.as_of_utc} />}
        >
          {(answer) => (
            <>
              <ListTable<FailureRow>
                caption={__('Failures, one record a row', 'cherry-bridge')}
                title={failureTitle}
                titleText={(row) => row.title}
                rows={answer.rows}
                rowKey={(row) => String(row.id)}
                columns={failureColumns(nowMs, boot.caps['view_woocommerce_reports'] !== false)}
                href={(row) => hrefWith({ open: String(row.id) })}
                openKey={openKey}
                onOpen={(row) => change({ open: String(row.id), act: undefined })}
                sort={sort}
                onSort={({ by, order }) => change({ orderby: by, order }, true)}
                onLetter={onLetter}
                isOld={failures.isOld}
              />
              <Pager
                page={answer.page}
                perPage={answer.per_page}
                total={answer.total}
                totalIsExact={answer.total_is_exact}
                onPage={(page) => change({ page: String(page) })}
                onPerPage={(size) => change({ per_page: String(size) })}
              />
            </>
          )}
        </ListFrame>
      </div>
      {openKey !== '' && (
        <FailurePanel
          id={Number(openKey)}
          onChanged={failures.again}
          onClose={() => {
            change({ open: undefined, act: undefined });
            focusRowByKey(openKey);
          }}
          onStep={(step) => {
            const next = neighbourKey(failures.answer?.rows.map((row) => String(row.id)) ?? [], openKey, step);
            if (next !== '') change({ open: next, act: undefined }, true);
          }}
        />
      )}
    </>
  );
}
