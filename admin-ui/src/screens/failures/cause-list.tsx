import { __ } from '@wordpress/i18n';
import type { FailureCausesAnswer, FailureTab } from '@cherry-bridge/sync-runner/contracts';
import { useFailureCauses } from '../../api/routes.ts';
import { ListFrame } from '../../components/list-frame.tsx';
import { ListTable } from '../../components/list-table.tsx';
import type { Column } from '../../components/list-shape.ts';
import { agoText, numberText } from '../../model/clock.ts';
import { nextTryText, stakeText } from '../../model/failure.ts';
import { routeHash } from '../../model/route.ts';
import { flowTitle, ownerTitle } from '../../model/status.ts';
import { useFrame } from '../frame-context.ts';
import { useRoute } from '../use-route.ts';
import { FailureTabs } from './failure-tabs.tsx';
import { NoFailures } from './no-failures.tsx';

type Cause = FailureCausesAnswer['causes'][number];

/** One row per cause: a flood is one row. Opening it shows its records. */
export function CauseList({ tab }: { tab: FailureTab }) {
  const { boot, nowMs } = useFrame();
  const { params, change, go } = useRoute();
  const causes = useFailureCauses({ tab, flow: params['flow'], owner: params['owner'] });
  const isFiltered = params['flow'] !== undefined || params['owner'] !== undefined;
  const target = (cause: Cause) => {
    const where: Record<string, string> = { code: cause.code, flow: cause.flow, by: 'rows' };
    if (tab !== 'needs-you') where['tab'] = tab;
    return where;
  };
  return (
    <div className="cb-screen__main">
      <FailureTabs tab={tab} counts={causes.answer?.tabs ?? []} />
      <ListFrame
        query={causes}
        faultTitle={__('The causes could not be loaded.', 'cherry-bridge')}
        isEmpty={(answer) => answer.causes.length === 0}
        isFiltered={isFiltered}
        onClear={() => change({ flow: undefined, owner: undefined })}
        empty={(answer) => <NoFailures tab={tab} asOfUtc={answer.as_of_utc} />}
      >
        {(answer) => (
          <ListTable<Cause>
            caption={__('Failures by cause', 'cherry-bridge')}
            title={{
              id: 'title',
              header: __('What happened', 'cherry-bridge'),
              cell: (cause) => <Where cause={cause} />,
            }}
            titleText={(cause) => cause.title}
            rows={answer.causes}
            rowKey={(cause) => `${cause.flow} ${cause.code}`}
            columns={causeColumns(nowMs, boot.caps['view_woocommerce_reports'] !== false)}
            href={(cause) => routeHash('failures', target(cause))}
            openKey=""
            onOpen={(cause) => go('failures', target(cause))}
            isOld={causes.isOld}
          />
        )}
      </ListFrame>
    </div>
  );
}

function Where({ cause }: { cause: Cause }) {
  return <span className="cb-table__sub">{flowTitle(cause.flow)}</span>;
}

function causeColumns(nowMs: number, maySeeMoney: boolean): Column<Cause>[] {
  return [
    {
      id: 'records',
      header: __('Records', 'cherry-bridge'),
      isNumber: true,
      isOnCard: true,
      cell: (cause) => numberText(cause.records),
    },
    {
      id: 'stake',
      header: maySeeMoney ? __('Money or units at stake', 'cherry-bridge') : __('Units at stake', 'cherry-bridge'),
      isNumber: true,
      cell: (cause) => stakeText(cause, maySeeMoney),
    },
    { id: 'oldest', header: __('Oldest', 'cherry-bridge'), cell: (cause) => agoText(cause.oldest_at_utc, nowMs) },
    {
      id: 'owner',
      header: __('Who fixes it', 'cherry-bridge'),
      isOnCard: true,
      cell: (cause) => ownerTitle(cause.owner),
    },
    {
      id: 'next',
      header: __('Next try', 'cherry-bridge'),
      cell: (cause) => nextTryText(cause.next_try_at_utc, null, nowMs),
    },
  ];
}
