import { __ } from '@wordpress/i18n';
import type { FailureRow, FailureTab } from '@cherry-bridge/sync-runner/contracts';
import { useFailures } from '../../api/routes.ts';
import { ListFrame } from '../../components/list-frame.tsx';
import { focusRowByKey, ListTable } from '../../components/list-table.tsx';
import { failureRights, offeredActions } from '../../model/failure.ts';
import { useFrame } from '../frame-context.ts';
import { listQuery, neighbourKey, sortOf } from '../list-route.ts';
import { useChosen } from '../use-chosen.ts';
import { ListPager } from '../list-pager.tsx';
import { useRoute } from '../use-route.ts';
import { actionOfLetter } from './action-letters.ts';
import { ChosenFailures } from './chosen-failures.tsx';
import { failureColumns, failureTitle } from './failure-columns.tsx';
import { FailurePanel } from './failure-panel.tsx';
import { FailureTabs } from './failure-tabs.tsx';
import { NoFailures } from './no-failures.tsx';

const START_SORT = { by: 'first_seen', order: 'asc' } as const;
const FILTERS = ['flow', 'owner', 'code', 'search'];

const NO_ROWS: FailureRow[] = [];
const keyOf = (row: FailureRow) => String(row.id);

/** The single rows of one tab, with the panel beside them. */
export function FailureList({ tab }: { tab: FailureTab }) {
  const { boot, nowMs } = useFrame();
  const { params, change, hrefWith } = useRoute();
  const sort = sortOf(params, START_SORT);
  const failures = useFailures({ ...listQuery(params, sort, FILTERS), tab });
  const rights = failureRights(boot.caps);
  const openKey = params['open'] ?? '';
  const isFiltered = FILTERS.some((name) => params[name] !== undefined);

  const chosen = useChosen(failures.answer?.rows ?? NO_ROWS, keyOf);

  const onLetter = (letter: string, row: FailureRow) => {
    const action = actionOfLetter(letter, offeredActions(row, rights));
    if (action !== undefined) change({ open: String(row.id), act: action });
    return action !== undefined;
  };
  const close = () => {
    change({ open: undefined, act: undefined });
    focusRowByKey(openKey);
  };
  const step = (by: 1 | -1) => {
    const next = neighbourKey(failures.answer?.rows.map(keyOf) ?? [], openKey, by);
    if (next !== '') change({ open: next, act: undefined }, true);
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
              <ChosenFailures rows={chosen.rows} onClear={chosen.clear} onDone={failures.again} />
              <ListTable<FailureRow>
                caption={__('Failures, one record a row', 'cherry-bridge')}
                title={failureTitle}
                titleText={(row) => row.title}
                rows={answer.rows}
                rowKey={keyOf}
                columns={failureColumns(nowMs, boot.caps['view_woocommerce_reports'] !== false)}
                href={(row) => hrefWith({ open: String(row.id) })}
                openKey={openKey}
                onOpen={(row) => change({ open: String(row.id), act: undefined })}
                sort={sort}
                onSort={({ by, order }) => change({ orderby: by, order }, true)}
                onLetter={onLetter}
                chosen={rights.support ? chosen.keys : undefined}
                onChoose={rights.support ? chosen.choose : undefined}
                isOld={failures.isOld}
              />
              <ListPager answer={answer} />
            </>
          )}
        </ListFrame>
      </div>
      {openKey !== '' && <FailurePanel id={Number(openKey)} onChanged={failures.again} onClose={close} onStep={step} />}
    </>
  );
}
