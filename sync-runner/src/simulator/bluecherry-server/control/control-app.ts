import type { FastifyInstance } from 'fastify';
import fastify from 'fastify';
import { z } from 'zod';
import { FaultScript, openFaults } from '../../faults/script.ts';
import { adoptOrders } from '../../world/auto.ts';
import { overlayConfig } from '../../world/config.ts';
import { stampNow } from '../../world/world.ts';
import type { Session } from '../serve.ts';
import { openShape } from '../shape.ts';
import { changeCatalogue } from './catalogue.ts';
import { moveClock, readClock } from './clock.ts';
import { editErp } from './erp.ts';
import { resetSession } from './reset.ts';
import { makeDemand, moveStock, runBatch } from './stock.ts';
import { readTruth } from './truth.ts';
import { moveWarehouse } from './warehouse.ts';

/** Where the one session of a running simulator is kept; a reset puts another in its place. */
export interface SessionSlot {
  current: Session;
  /** The overlay the program was started with; a reset lays its own over it. */
  startProfile: unknown;
}

interface Ask {
  body: unknown;
  query: URLSearchParams;
}
type Control = (slot: SessionSlot, ask: Ask) => unknown;

const ROUTES: Record<string, Control> = {
  'POST reset': (slot, { body }) => {
    const next = resetSession(body, slot.startProfile);
    slot.current.world.clock.stop();
    slot.current = next;
    return readHealth(slot);
  },
  'GET clock': ({ current }) => readClock(current.world),
  'POST clock': ({ current }, { body }) => moveClock(current.world, body),
  'GET health': (slot) => readHealth(slot),
  'GET config': ({ current }) => readConfig(current),
  'POST config': ({ current }, { body }) => changeConfig(current, body),
  'GET faults': ({ current }) => readFaults(current),
  'POST faults': ({ current }, { body }) => {
    const { script } = FaultScript.parse(body);
    current.faults.rules = script.map((rule) => ({ rule, matches: 0, hits: 0 }));
    return readFaults(current);
  },
  'DELETE faults': ({ current }) => {
    current.faults = openFaults();
    return readFaults(current);
  },
  'POST erp': ({ current }, { body }) => editErp(current.world, body),
  'POST warehouse': ({ current }, { body }) => moveWarehouse(current.world, body),
  'POST batch': ({ current }, { body }) => runBatch(current.world, body),
  'POST demand': ({ current }, { body }) => makeDemand(current.world, body),
  'POST stock': ({ current }, { body }) => moveStock(current.world, body),
  'POST catalogue': ({ current }, { body }) => changeCatalogue(current.world, body),
  'POST returns': () => {
    throw new Error('Returns and credits are not part of this simulator yet; use erp and warehouse actions.');
  },
  'GET log': ({ current }, { query }) =>
    current.log.read(readCount(query, 'since', 0), readCount(query, 'limit', Number.MAX_SAFE_INTEGER)),
  'GET truth': ({ current }, { query }) => readTruth(current.world, query.get('part')),
};

const readHealth = ({ current }: SessionSlot): unknown => ({
  ready: true,
  seed: current.world.seed,
  now: stampNow(current.world).text,
});

const readConfig = (session: Session): unknown => ({ ...session.world.config, keys: [...session.keys] });

const readFaults = (session: Session): unknown => ({
  script: session.faults.rules.map(({ rule, matches, hits }) => ({ ...rule, matches, hits })),
});

const Keys = z.array(z.string().min(1));

const changeConfig = (session: Session, body: unknown): unknown => {
  const { keys, ...overlay } = z.record(z.string(), z.unknown()).parse(body ?? {});
  const { world } = session;
  const nextKeys = keys === undefined ? undefined : Keys.parse(keys);
  const before = world.config;
  world.config = overlayConfig(before, overlay);
  session.shape = openShape(world.profile, world.config.pad_spaces);
  if (nextKeys !== undefined) {
    // The set itself is shared with the gateway and the log.
    session.keys.clear();
    for (const key of nextKeys) session.keys.add(key);
  }
  if (world.config.auto.on && !before.auto.on) adoptOrders(world);
  return readConfig(session);
};

const readCount = (query: URLSearchParams, name: string, standard: number): number => {
  const text = query.get(name);
  if (text === null || text === '') return standard;
  if (!/^\d{1,15}$/.test(text)) throw new Error(`${name} must be a whole number`);
  return Number(text);
};

/** The control API: no key, `{"ok":true,"result":…}` or 400 `{"ok":false,"error":"…"}`. */
export const openControlApp = (slot: SessionSlot): FastifyInstance => {
  const app = fastify({ bodyLimit: 16 * 1024 * 1024, forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.all('/*', (request, reply) => {
    const [path = '', query = ''] = (request.raw.url ?? '').split('?', 2);
    const outcome = runControl(slot, `${request.method} ${path.replace(/^\/_sim\/|\/$/g, '')}`, request.body, query);
    return reply.code(outcome.ok ? 200 : 400).send(outcome);
  });
  return app;
};

type Outcome = { ok: true; result: unknown } | { ok: false; error: string };

const runControl = (slot: SessionSlot, name: string, body: unknown, query: string): Outcome => {
  const control = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined;
  if (control === undefined)
    return { ok: false, error: `${name} is no control call; there are: ${Object.keys(ROUTES).join(', ')}` };
  try {
    slot.current.world.clock.settle();
    const parsed: unknown = typeof body === 'string' && body !== '' ? JSON.parse(body) : undefined;
    return { ok: true, result: control(slot, { body: parsed, query: new URLSearchParams(query) }) ?? null };
  } catch (error) {
    return { ok: false, error: writeError(error) };
  }
};

const writeError = (error: unknown): string => {
  if (error instanceof z.ZodError)
    return error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
  if (error instanceof SyntaxError) return `The body is no JSON: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
};
