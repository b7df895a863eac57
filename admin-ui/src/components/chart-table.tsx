import { __ } from '@wordpress/i18n';
import { clockText, numberText } from '../model/clock.ts';
import type { Chart } from '../model/series.ts';

/** The chart's figures, newest first; a missing report says so. */
export function ChartTable({ chart, nowMs }: { chart: Chart; nowMs: number }) {
  const times = (chart.series[0]?.points ?? []).map((point, place) => ({ atMs: point.atMs, place })).reverse();
  return (
    // A scrolled region must be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="cb-chart__table" role="region" tabIndex={0} aria-label={chart.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{__('Time', 'cherry-bridge')}</th>
            {chart.series.map((series) => (
              <th scope="col" key={series.name} className="is-number">
                {series.name} ({chart.unit})
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times.map(({ atMs, place }) => (
            <tr key={atMs}>
              <th scope="row">{clockText(new Date(atMs).toISOString(), nowMs)}</th>
              {chart.series.map((series) => (
                <td key={series.name} className="is-number">
                  {valueText(series.points[place]?.value ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function valueText(value: number | null): string {
  return value === null ? __('no report', 'cherry-bridge') : numberText(Math.round(value * 10) / 10);
}
