import { drawNoise } from '../faults/noise.ts';
import type { Fault, FaultState } from '../faults/script.ts';
import { findFault } from '../faults/script.ts';
import { Refusal } from '../world/refusal.ts';
import type { RequestRow } from '../world/request-text.ts';
import { isRow } from '../world/request-text.ts';
import type { World } from '../world/world.ts';
import { stampNow } from '../world/world.ts';
import type { Answer } from './answer.ts';
import { answerWith } from './answer.ts';
import type { CallLog, CallRecord } from './call-log.ts';
import type { Rotation } from './error-body.ts';
import { writeErrorBody } from './error-body.ts';
import type { Gateway } from './gateway.ts';
import type { PageTwist } from './query.ts';
import { readQuery, selectRows, slicePage } from './query.ts';
import type { StockCache } from './read-stock.ts';
import { STOCK_FIELDS, readStock } from './read-stock.ts';
import type { Shape } from './shape.ts';
import { RESOURCES } from './sources.ts';
import type { Written } from './write-orders.ts';
import { postChanges, postOrders } from './write-orders.ts';

/** Everything one reset makes anew. */
export interface Session {
  world: World;
  shape: Shape;
  gateway: Gateway;
  keys: Set<string>;
  faults: FaultState;
  rotation: Rotation;
  log: CallLog;
  stockCache: StockCache;
}

export interface Call {
  verb: string;
  path: string;
  query: string;
  key: string | undefined;
  body: string;
}

export interface Served {
  /** undefined = nothing is computed: the fault cuts in before. */
  answer: Answer | undefined;
  fault: Fault | undefined;
  record: CallRecord;
}

const POST_ROUTES: Record<string, (context: Parameters<typeof postOrders>[0], items: RequestRow[]) => Written> = {
  salesOrder: postOrders,
  salesOrderChange: postChanges,
};
const READ_ROUTES = [...Object.keys(RESOURCES), 'ats'];

/** One call on the wire: gateway, fault, route. Pure but for the world; damage to the answer is the transport's. */
export const serveCall = (session: Session, call: Call): Served => {
  session.world.clock.settle();
  const at = stampNow(session.world).text;
  const route = findRoute(session.world, call.path);
  const refusal = session.gateway.check(session.world, call.key);
  const fault = refusal === undefined ? chooseFault(session, call, route) : undefined;
  const isStopped = fault !== undefined && isBeforeCommit(fault);
  const answer = refusal ?? (isStopped ? undefined : answerCall(session, call, route, fault));
  const record = session.log.add({
    at,
    verb: call.verb,
    path: call.path,
    query: call.query,
    status: answer?.status ?? 0,
    fault: fault?.kind ?? null,
    committed: answer?.isCommitted ?? false,
    req: parseLoose(call.body),
    res: answer?.body ?? null,
  });
  return { answer, fault, record };
};

const parseLoose = (body: string): unknown => {
  if (body === '') return null;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};

const chooseFault = (session: Session, call: Call, route: string | undefined): Fault | undefined => {
  const { world } = session;
  const text = `${decodeQuery(call.query)}\n${call.body}`;
  const subject = { verb: call.verb, route: `/api/${route ?? ''}`, path: call.path, text };
  const scripted = findFault(session.faults, subject, world.random.faults);
  const noise = drawNoise(world.config, world.random.faults, call.verb === 'POST' && route === 'salesOrder');
  return scripted ?? noise;
};

const decodeQuery = (query: string): string => [...new URLSearchParams(query)].map(([k, v]) => `${k}=${v}`).join('&');

/** Faults that keep the request from being carried out. */
const isBeforeCommit = ({ kind, args }: Fault): boolean => {
  if (kind === 'timeout_before' || kind === 'reset_before' || kind === 'retry_after') return true;
  return (kind === 'status' || kind === 'html' || kind === 'error_200') && args.after !== true;
};

/** Our name of the route behind a path; undefined = none. Paths are case-insensitive. */
const findRoute = (world: World, path: string): string | undefined => {
  const theirs = /^\/api\/([^/]+)\/?$/i.exec(path)?.[1]?.toLowerCase();
  if (theirs === undefined) return undefined;
  const { routes } = world.profile;
  return [...READ_ROUTES, ...Object.keys(POST_ROUTES)].find((ours) => {
    const name = Object.hasOwn(routes, ours) ? routes[ours] : ours;
    return name?.toLowerCase() === theirs;
  });
};

const answerCall = (session: Session, call: Call, route: string | undefined, fault: Fault | undefined): Answer => {
  if (route === undefined) return answerWith(404, writeErrorBody('3', 404, ['Resource not found']));
  const isRead = call.verb === 'GET' && READ_ROUTES.includes(route);
  const write = call.verb === 'POST' ? POST_ROUTES[route] : undefined;
  if (!isRead && write === undefined) return answerWith(405, writeErrorBody('3', 405, ['Method not allowed']));
  try {
    if (write === undefined) return answerWith(200, readRoute(session, call, route, fault));
    return writeRoute(session, call, route, fault, write);
  } catch (error) {
    if (error instanceof Refusal) return refuseCall(session, call.verb, [error.message]);
    throw error;
  }
};

const refuseCall = ({ world, rotation }: Session, verb: string, texts: string[]): Answer => {
  const status = world.config.error_status_200 ? 200 : 400;
  return answerWith(status, writeErrorBody(rotation.next(verb), 400, texts));
};

const readRoute = (session: Session, call: Call, route: string, fault: Fault | undefined): unknown => {
  const { world, shape } = session;
  const twist = readTwist(fault);
  const { documents, lists } = world.profile.paging;
  if (route === 'ats') {
    const query = readQuery(world, shape, route, call.query, STOCK_FIELDS, lists);
    const page = readStock(world, session.stockCache, query, twist, fault?.kind === 'mixed_snapshot');
    return shape.list(route, page.rows, { snapshot: page.snapshot });
  }
  const resource = RESOURCES[route]!;
  const cap = resource.children === undefined ? lists : documents;
  const query = readQuery(world, shape, route, call.query, Object.keys(resource.fields), cap);
  const items = slicePage(selectRows(world, resource, query), query.page, twist);
  if (resource.children === undefined)
    return shape.list(
      route,
      items.map((item) => resource.writeRow(item)),
    );
  const nodes = items.map((item) => ({
    row: resource.writeRow(item),
    children: query.withChildren ? resource.children!(item) : [],
  }));
  return shape.document(route, nodes, query.withChildren);
};

const readTwist = (fault: Fault | undefined): PageTwist => {
  if (fault === undefined) return {};
  return {
    isRepeated: fault.kind === 'dup_page',
    isEmpty: fault.kind === 'empty_page',
    ...(fault.kind === 'shift_page' ? { shiftRows: fault.args.rows ?? 1 } : {}),
    ...(fault.kind === 'cap' ? { cap: fault.args.size ?? 10 } : {}),
  };
};

const writeRoute = (
  session: Session,
  call: Call,
  route: string,
  fault: Fault | undefined,
  write: (typeof POST_ROUTES)[string],
): Answer => {
  const { world, shape } = session;
  const items = readItems(call.body).map((item) => shape.request(route, item));
  const hiddenS = fault?.kind === 'late_visible' ? (fault.args.s ?? 600) : undefined;
  const written = write({ world, shape, hiddenS }, items);
  if (written.outcome === 'refused')
    return refuseCall(
      session,
      call.verb,
      written.refusals.map((refusal) => refusal.message),
    );
  const body = shape.answer(route, written.items);
  return { ...answerWith(written.status, body), isCommitted: written.isCommitted };
};

/** A POST carries an array with at least one object. Throws BAD_JSON. */
const readItems = (body: string): RequestRow[] => {
  const parsed = parseLoose(body);
  if (!Array.isArray(parsed) || parsed.length === 0 || !parsed.every(isRow))
    throw new Refusal('BAD_JSON', 'the body must be an array of objects, with at least one');
  return parsed;
};
