import { flows } from '#flows/index.ts';
import type { EnginePorts } from '../passes.ts';

/** One measured value, in the manner of Prometheus: the unit is the name's last word. */
export interface Figure {
  readonly name: string;
  readonly help: string;
  readonly flow: string;
  readonly value: number;
}

const figure = (name: string, help: string, value: number, flow = ''): Figure => ({
  name: `cherry_bridge_${name}`,
  help,
  flow,
  value,
});

const readFlowFigures = async (
  { outbox, clock }: EnginePorts,
  name: string,
  lastRunMs: number | null,
): Promise<Figure[]> => {
  const flow = flows.find((one) => one.name === name);
  if (flow === undefined) return [];
  const tally = await outbox.tally(flow.name);
  const oldestS = tally.oldestAtMs === null ? 0 : Math.max(0, clock.nowMs() - tally.oldestAtMs) / 1000;
  return [
    figure('intents_waiting', 'Intended writes not ended yet.', tally.waiting, name),
    figure('intents_postponed', 'Of these, waiting for their next try or look-up.', tally.postponed, name),
    figure('intents_held', 'Intended writes that wait for a person.', tally.held, name),
    figure('oldest_waiting_seconds', 'Age of the oldest intended write, wall clock.', oldestS, name),
    figure(
      'last_run_timestamp_seconds',
      'When the last pass ended, epoch seconds; 0 = none yet.',
      (lastRunMs ?? 0) / 1000,
      name,
    ),
  ];
};

/** What the runner measures of itself, from ledger and outbox. */
export const readFigures = async (ports: EnginePorts): Promise<readonly Figure[]> => {
  const runs = await ports.ledger.lastRuns();
  const figures: Figure[] = [];
  for (const { name } of flows) {
    const run = runs.get(name);
    figures.push(...(await readFlowFigures(ports, name, run === undefined ? null : Date.parse(run.ended_at_utc))));
  }
  const orders = await ports.ledger.orderTally();
  const accepted = (await ports.ledger.recentSnapshots(5)).find(({ verdict }) => verdict === 'accepted');
  return [
    ...figures,
    figure('orders_exported', 'Paid shop orders that must be in the ERP.', orders.exported),
    figure('orders_in_erp', 'Of these, confirmed by the ERP.', orders.inErp),
    figure('orders_waiting', 'Of these, not there yet.', orders.waiting),
    figure(
      'stock_count_read_timestamp_seconds',
      'When the stock count in use was read, epoch seconds; 0 = none yet.',
      (accepted?.readAtMs ?? 0) / 1000,
    ),
  ];
};
