import {
  FailureActionAnswer,
  FailureActionRequest,
  FailureCausesAnswer,
  FailureDetailAnswer,
  FailureListAnswer,
  FailureRow,
  FailuresAnswer,
  FailuresRequest,
} from '#contracts/index.ts';
import type { z } from 'zod';
import type { ShopWorld } from '../state/world.ts';
import { WpError } from '../wp/errors.ts';
import { textOf, type Params } from '../wp/params.ts';
import { recordActivity, utc } from './activity.ts';
import { askCommand } from './commands.ts';
import { pointAt } from './handshake.ts';
import { screenPage, sortByKey } from './page.ts';
import { acceptBody, bridgeRoute, MANAGE, SUPPORT, SYNC, VIEW } from './route.ts';
import type { FailureState } from './state.ts';

type Fact = z.infer<typeof FailuresRequest>['open'][number];
type Tab = z.infer<typeof FailureRow>['tab'];

/** What fixes itself is no trouble; a snooze, an ignore or a close puts a row elsewhere. */
export const tabOf = (
  row: Pick<FailureState, 'closed_at_utc' | 'ignored_reason' | 'snoozed_until_utc' | 'owner'>,
  nowUtc: string,
): Tab => {
  if (row.closed_at_utc !== null) return 'fixed';
  if (row.ignored_reason !== null) return 'ignored';
  if (row.snoozed_until_utc !== null && row.snoozed_until_utc > nowUtc) return 'snoozed';
  return row.owner === 'itself' ? 'fixes-itself' : 'needs-you';
};

const now = (world: ShopWorld): string => utc(world.clock.nowMs());

const openOne = (world: ShopWorld, fact: Fact): 'opened' | 'repeated' => {
  const { failures } = world.bridge;
  const known = failures.get(fact.key);
  if (known && known.closed_at_utc === null) {
    Object.assign(known, fact, { first_seen_at_utc: known.first_seen_at_utc });
    return 'repeated';
  }
  const row: FailureState = {
    ...fact,
    id: known?.id ?? (world.bridge.failureId += 1),
    tab: 'needs-you',
    again: known !== undefined,
    assignee: known?.assignee ?? null,
    snoozed_until_utc: null,
    ignored_reason: null,
    closed_at_utc: null,
    command: null,
    events: [...(known?.events ?? []), { at_utc: now(world), who: 'the runner', what: fact.title }],
  };
  failures.set(fact.key, row);
  pointAt(world, world.clock.nowMs()).opened += 1;
  return 'opened';
};

const upsert = (world: ShopWorld, body: unknown): FailuresAnswer => {
  const request = acceptBody(FailuresRequest, body);
  const outcomes = request.open.map((fact) => openOne(world, fact));
  let closed = 0;
  for (const { key, closed_at_utc, reason } of request.close) {
    const row = world.bridge.failures.get(key);
    if (!row || row.closed_at_utc !== null) continue;
    row.closed_at_utc = closed_at_utc;
    row.events.push({ at_utc: now(world), who: 'the runner', what: reason });
    pointAt(world, world.clock.nowMs()).closed += 1;
    closed += 1;
  }
  return {
    version: 1,
    opened: outcomes.filter((outcome) => outcome === 'opened').length,
    repeated: outcomes.filter((outcome) => outcome === 'repeated').length,
    closed,
  };
};

/** A row as a screen sees it: its tab and its command as they are this moment. */
const shown = (world: ShopWorld, row: FailureState): FailureRow => {
  const command = world.bridge.commands.filter((wish) => wish.subject === row.key).at(-1);
  return FailureRow.parse({
    ...row,
    tab: tabOf(row, now(world)),
    command: command
      ? {
          id: command.id,
          kind: command.kind,
          state: command.state,
          reason: command.answer || command.reason,
          asked_at_utc: command.asked_at_utc,
        }
      : null,
  });
};

const matching = (world: ShopWorld, params: Params): FailureRow[] => {
  const search = textOf(params.search).toLowerCase();
  const fits = (name: 'flow' | 'owner' | 'code', row: FailureRow): boolean =>
    textOf(params[name]) === '' || textOf(params[name]) === row[name];
  return [...world.bridge.failures.values()]
    .map((row) => shown(world, row))
    .filter(
      (row) =>
        fits('flow', row) &&
        fits('owner', row) &&
        fits('code', row) &&
        (search === '' || `${row.subject.id} ${row.subject.label} ${row.title}`.toLowerCase().includes(search)),
    );
};

const TABS: Tab[] = ['needs-you', 'fixes-itself', 'snoozed', 'ignored', 'fixed'];
const tabCounts = (rows: readonly FailureRow[]) =>
  TABS.map((tab) => ({ tab, count: rows.filter((row) => row.tab === tab).length }));

/** Without `tab` every row is meant. */
const inTab = (row: FailureRow, params: Params): boolean => textOf(params.tab) === '' || row.tab === textOf(params.tab);

const sortKey = (row: FailureRow, by: string): string | number | null => {
  if (by === 'first_seen') return row.first_seen_at_utc;
  if (by === 'money') return row.money === null ? null : Number(row.money.amount);
  return by === 'attempts' ? row.attempts : row.last_seen_at_utc;
};

const list = (world: ShopWorld, params: Params): FailureListAnswer => {
  const all = matching(world, params);
  const rows = all.filter((row) => inTab(row, params));
  const sorted = sortByKey(
    rows,
    (row) => sortKey(row, textOf(params.orderby, 'last_seen')),
    params,
    (row) => row.key,
  );
  return { version: 1, tabs: tabCounts(all), ...screenPage(world, sorted, params) };
};

const sumMoney = (rows: readonly FailureRow[]): { amount: string; currency: string } | null => {
  const priced = rows.flatMap((row) => row.money ?? []);
  const [first] = priced;
  if (!first || priced.some((money) => money.currency !== first.currency)) return null;
  const cents = priced.reduce((sum, money) => sum + Math.round(Number(money.amount) * 100), 0);
  return { amount: (cents / 100).toFixed(2), currency: first.currency };
};

const causes = (world: ShopWorld, params: Params): FailureCausesAnswer => {
  const all = matching(world, params);
  const groups = new Map<string, FailureRow[]>();
  for (const row of all.filter((candidate) => inTab(candidate, params)))
    groups.set(row.code, [...(groups.get(row.code) ?? []), row]);
  return {
    version: 1,
    tabs: tabCounts(all),
    as_of_utc: now(world),
    causes: [...groups.values()].map((rows) => {
      const oldest = rows.reduce((left, right) => (left.first_seen_at_utc <= right.first_seen_at_utc ? left : right));
      const tries = rows.flatMap((row) => row.next_try_at_utc ?? []).sort();
      const { code, flow, title, owner, remedy } = oldest;
      const units = rows.some((row) => row.units !== null)
        ? rows.reduce((sum, row) => sum + (row.units ?? 0), 0)
        : null;
      return {
        code,
        flow,
        title,
        owner,
        remedy,
        records: rows.length,
        money: sumMoney(rows),
        units,
        oldest_at_utc: oldest.first_seen_at_utc,
        next_try_at_utc: tries[0] ?? null,
      };
    }),
  };
};

const byId = (world: ShopWorld, id: unknown): FailureState => {
  const row = [...world.bridge.failures.values()].find((candidate) => candidate.id === Number(id));
  if (!row) throw new WpError('cherry_bridge_unknown_failure', 'No row has this number. Load the list again.', 404);
  return row;
};

const detail = (world: ShopWorld, id: unknown): FailureDetailAnswer => {
  const row = byId(world, id);
  const link =
    row.subject.type === 'order' ? `/wp-admin/admin.php?page=wc-orders&action=edit&id=${row.subject.id}` : '';
  return { version: 1, row: shown(world, row), link, events: row.events };
};

const LOCAL: Record<string, (row: FailureState, request: FailureActionRequest) => string> = {
  assign: (row, request) => {
    row.assignee = request.assignee ?? null;
    return row.assignee === null ? 'Nobody is asked any more.' : `Assigned to ${row.assignee}.`;
  },
  snooze: (row, request) => {
    row.snoozed_until_utc = request.until_utc ?? null;
    return `Snoozed until ${row.snoozed_until_utc ?? 'further notice'}.`;
  },
  unsnooze: (row) => {
    row.snoozed_until_utc = null;
    return 'Back on the list.';
  },
  ignore: (row, request) => {
    row.ignored_reason = request.reason ?? '';
    return 'Ignored; it returns if the facts change.';
  },
  unignore: (row) => {
    row.ignored_reason = null;
    return 'Back on the list.';
  },
};

const act = (world: ShopWorld, id: unknown, body: unknown, name: string): FailureActionAnswer => {
  const request = acceptBody(FailureActionRequest, body);
  const row = byId(world, id);
  const { action } = request;
  if (action === 'retry' && row.remedy !== 'retry')
    throw new WpError(
      'cherry_bridge_no_retry',
      'The outcome of this write is unclear, so it is not sent again. Ask for a look-up in Blue Cherry instead.',
      409,
      { field: 'action' },
    );
  const local = LOCAL[action];
  let sentence: string;
  if (local) sentence = local(row, request);
  else {
    askCommand(
      world,
      {
        kind: action as 'retry' | 'look-up' | 'check-now',
        flow: row.flow,
        subject: row.key,
        reason: request.reason ?? '',
      },
      name,
    );
    sentence = 'Asked. The runner picks it up at its next look.';
  }
  row.events.push({ at_utc: now(world), who: name, what: sentence });
  recordActivity(world, {
    who: name,
    kind: 'failure',
    door: 'screen',
    subject: row.key,
    what: `${name}: ${action}. ${sentence}`,
    reason: request.reason ?? '',
  });
  return { version: 1, row: shown(world, row), sentence };
};

export const failureRoutes = [
  bridgeRoute(['POST'], 'failures', SYNC, FailuresAnswer, (world, request) => upsert(world, request.body)),
  bridgeRoute<FailureListAnswer | FailureCausesAnswer>(
    ['GET'],
    'failures',
    VIEW,
    FailureListAnswer.or(FailureCausesAnswer),
    (world, request) =>
      textOf(request.params.by) === 'cause' ? causes(world, request.params) : list(world, request.params),
  ),
  bridgeRoute(['GET'], 'failures/:id', VIEW, FailureDetailAnswer, (world, request) => detail(world, request.params.id)),
  bridgeRoute(['POST'], 'failures/:id/actions', [...SUPPORT, ...MANAGE], FailureActionAnswer, (world, request) =>
    act(world, request.params.id, request.body, request.actor.name),
  ),
];
