import { __ } from '@wordpress/i18n';
import { GreyRows } from '../../components/list-frame.tsx';
import { LineChart } from '../../components/line-chart.tsx';
import { EmptyNote } from '../../components/empty-note.tsx';
import { agoText } from '../../model/clock.ts';
import { listShownFlows } from '../../model/flow.ts';
import { overviewCharts } from '../../model/series.ts';
import { useFrame } from '../frame-context.ts';
import { FlowCard } from './flow-card.tsx';
import { NeedsList } from './needs-list.tsx';

/** "Is everything all right?": what needs a person, a card for each flow, three charts. */
export function OverviewScreen() {
  const { overview, freshness, nowMs } = useFrame();
  const { answer, isSlow, fault } = overview;
  if (answer === undefined || freshness === undefined)
    return fault === undefined ? <GreyRows isShown={isSlow} /> : null;
  const limitMin = answer.snapshot === null ? null : answer.snapshot.limit_s / 60;
  return (
    <div className="cb-overview">
      {freshness.kind === 'never-heard' ? (
        <EmptyNote title={__('The flows, their last runs and charts appear here.', 'cherry-bridge')}>
          <p>
            {__(
              'Start the runner beside Blue Cherry and pair it with this shop; it reports within a minute.',
              'cherry-bridge',
            )}
          </p>
        </EmptyNote>
      ) : (
        <NeedsList
          needs={answer.needs}
          checkedText={agoText(answer.as_of_utc, nowMs)}
          isFresh={freshness.kind === 'fresh'}
        />
      )}
      {answer.flows.length > 0 && (
        <section aria-labelledby="cb-flows">
          <h2 id="cb-flows">{__('Flows', 'cherry-bridge')}</h2>
          <div className="cb-cards">
            {listShownFlows(answer.flows).map((flow) => (
              <FlowCard key={flow.flow} flow={flow} />
            ))}
          </div>
        </section>
      )}
      {answer.samples.length > 0 && (
        <section aria-labelledby="cb-charts">
          <h2 id="cb-charts">{__('The last 24 hours', 'cherry-bridge')}</h2>
          <div className="cb-charts">
            {overviewCharts(answer.samples, limitMin).map((chart) => (
              <LineChart key={chart.id} chart={chart} nowMs={nowMs} />
            ))}
          </div>
        </section>
      )}
    </div>
  );
}
