import { __, sprintf } from '@wordpress/i18n';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { useId } from 'react';
import { clockText, numberText } from '../model/clock.ts';
import { highest, knownRuns } from '../model/series.ts';
import type { Chart, Series } from '../model/series.ts';
import { ChartTable } from './chart-table.tsx';

const WIDTH = 560;
const HEIGHT = 180;
const EDGE = { top: 12, right: 112, bottom: 24, left: 40 };
/** Height of one label line in the drawing's own units. */
const LABEL_PX = 16;
const STEP_MS = 15 * 60_000;

/** One chart as inline SVG: summary in words, gaps for missing reports, and the same figures as a table. */
export function LineChart({ chart, nowMs }: { chart: Chart; nowMs: number }) {
  const titleId = useId();
  const hasPoints = chart.series.some((series) => series.points.some((point) => point.value !== null));
  return (
    <section className="cb-chart" aria-labelledby={titleId}>
      <h3 id={titleId}>{chart.title}</h3>
      <p className="cb-chart__summary">{chart.summary}</p>
      {hasPoints && <Drawing chart={chart} nowMs={nowMs} />}
      {hasPoints && (
        <details>
          <summary>{__('Show as table', 'cherry-bridge')}</summary>
          <ChartTable chart={chart} nowMs={nowMs} />
        </details>
      )}
    </section>
  );
}

function Drawing({ chart, nowMs }: { chart: Chart; nowMs: number }) {
  const x = scaleLinear([nowMs - 86_400_000, nowMs], [EDGE.left, WIDTH - EDGE.right]);
  const y = scaleLinear([0, highest(chart.series, chart.limit)], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4);
  const labels = labelPlaces(chart, y);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="cb-chart__drawing" aria-hidden="true" focusable="false">
      {y
        .ticks(4)
        .filter(Number.isInteger)
        .map((tick) => (
          <g key={tick} className="cb-chart__grid">
            <line x1={EDGE.left} x2={WIDTH - EDGE.right} y1={y(tick)} y2={y(tick)} />
            <text x={EDGE.left - 6} y={y(tick) + 4} textAnchor="end">
              {numberText(tick)}
            </text>
          </g>
        ))}
      {[24, 18, 12, 6, 0].map((hours) => (
        <text
          key={hours}
          x={x(nowMs - hours * 3_600_000)}
          y={HEIGHT - 6}
          textAnchor="middle"
          className="cb-chart__hour"
        >
          {hours === 0
            ? __('now', 'cherry-bridge')
            : clockText(new Date(nowMs - hours * 3_600_000).toISOString(), nowMs)
                .split(' ')
                .at(-1)}
        </text>
      ))}
      {chart.limit !== null && (
        <g className="cb-chart__limit">
          <line x1={EDGE.left} x2={WIDTH - EDGE.right} y1={y(chart.limit)} y2={y(chart.limit)} />
          <text x={WIDTH - EDGE.right + 6} y={y(chart.limit) + 4}>
            {sprintf(
              /* translators: %s: a number */ __('limit %s', 'cherry-bridge'),
              numberText(Math.round(chart.limit)),
            )}
          </text>
        </g>
      )}
      {chart.series.map((series, place) => (
        <SeriesLine key={series.name} series={series} x={x} y={y} labelY={labels[place] ?? null} />
      ))}
    </svg>
  );
}

type Scale = (value: number) => number;

/** Labels sit at the end of their line and are pushed apart where two lines end together. */
function labelPlaces(chart: Chart, y: Scale): (number | null)[] {
  let lowest = Number.NEGATIVE_INFINITY;
  const order = chart.series
    .map((series, place) => ({ place, value: series.points.findLast((point) => point.value !== null)?.value ?? null }))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const places: (number | null)[] = chart.series.map(() => null);
  for (const { place, value } of order) {
    if (value === null) continue;
    const room = order.filter((one) => one.value !== null).length - 1 - order.findIndex((one) => one.place === place);
    lowest = Math.max(lowest + LABEL_PX, Math.min(y(value), HEIGHT - EDGE.bottom - 4 - room * LABEL_PX));
    places[place] = lowest;
  }
  return places;
}

function SeriesLine({ series, x, y, labelY }: { series: Series; x: Scale; y: Scale; labelY: number | null }) {
  const draw = line<{ atMs: number; value: number }>(
    (point) => x(point.atMs),
    (point) => y(point.value),
  );
  const runs = knownRuns(series.points, STEP_MS);
  return (
    <g className={`cb-chart__series cb-chart__series--${series.dash}`}>
      {runs.map((run) =>
        run.length === 1 ? (
          <circle key={run[0]?.atMs} cx={x(run[0]?.atMs ?? 0)} cy={y(run[0]?.value ?? 0)} r={2.5} />
        ) : (
          <path key={run[0]?.atMs} d={draw(run) ?? ''} fill="none" />
        ),
      )}
      {labelY !== null && (
        <text x={WIDTH - EDGE.right + 6} y={labelY + 4}>
          {series.name}
        </text>
      )}
    </g>
  );
}
