import Fastify, { type FastifyInstance } from 'fastify';
import { createWorld, type ShopOptions, type ShopWorld } from '../state/world.ts';
import { WpError } from '../wp/errors.ts';
import { seedCatalogue, type CatalogueSize } from './catalogue.ts';
import { parseFault, type FaultScript } from './faults.ts';
import type { CallLog } from './log.ts';
import { truthOfShop } from './truth.ts';

export interface ControlParts {
  world: ShopWorld;
  faults: FaultScript;
  log: CallLog;
  rehearsing: boolean;
}

interface ResetBody {
  rehearsing?: boolean;
  size?: CatalogueSize;
  start?: string;
  options?: Partial<ShopOptions>;
}

interface ClockBody {
  advance_s?: number;
  set?: string;
  mode?: string;
  rate?: number;
}

const utcMs = (text: string): number => {
  const atMs = Date.parse(`${text.replace(' ', 'T').replace(/Z$/, '')}Z`);
  if (Number.isNaN(atMs)) throw new WpError('clock', `"${text}" is not a time; write 2026-03-03T09:12:44.`, 400);
  return atMs;
};

const reset = (parts: ControlParts, body: ResetBody): unknown => {
  const { world } = parts;
  if (body.start !== undefined) world.clock.setMs(utcMs(body.start));
  const { url } = world;
  Object.assign(world, createWorld(world.clock, body.rehearsing ?? parts.rehearsing, body.options ?? {}), { url });
  parts.faults.replace([]);
  parts.log.clear();
  return body.size ? seedCatalogue(world, body.size) : { products: 0, variations: 0 };
};

const clockRow = (world: ShopWorld): unknown => {
  const utc = new Date(world.clock.nowMs()).toISOString();
  return { now: utc.slice(0, 19).replace('T', ' '), utc, mode: world.clock.mode(), rate: world.clock.rate() };
};

const moveClock = (world: ShopWorld, body: ClockBody): unknown => {
  if (body.set !== undefined) world.clock.setMs(utcMs(body.set));
  if (body.mode === 'real') world.clock.run(body.rate ?? 1);
  if (body.mode === 'virtual' || body.mode === 'manual') world.clock.setMs(world.clock.nowMs());
  if (body.advance_s !== undefined) world.clock.advance(body.advance_s);
  return clockRow(world);
};

/** The control API: 200 `{"ok":true,"result":…}` or 400 `{"ok":false,"error":"…"}`. */
export const createControlServer = (parts: ControlParts): FastifyInstance => {
  const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 8 * 1024 * 1024 });
  const { world, faults, log } = parts;
  app.setErrorHandler((error, _request, reply) => {
    void reply.code(400).send({ ok: false, error: error instanceof Error ? error.message : String(error) });
  });
  const on = (
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    work: (body: unknown, query: Record<string, string>) => unknown,
  ): void => {
    app.route({
      method,
      url: `/_sim/${path}`,
      handler: (request, reply) =>
        reply.send({ ok: true, result: work(request.body ?? {}, request.query as Record<string, string>) ?? null }),
    });
  };
  on('GET', 'health', () => ({ ready: true, now: new Date(world.clock.nowMs()).toISOString() }));
  on('POST', 'reset', (body) => reset(parts, body as ResetBody));
  on('GET', 'clock', () => clockRow(world));
  on('POST', 'clock', (body) => moveClock(world, body as ClockBody));
  on('GET', 'config', () => world.options);
  on('POST', 'config', (body) => Object.assign(world.options, body));
  on('GET', 'faults', () => faults.rules());
  on('POST', 'faults', (body) => {
    faults.replace(((body as { script?: unknown[] }).script ?? []).map(parseFault));
    return faults.rules();
  });
  on('DELETE', 'faults', () => faults.replace([]));
  on('GET', 'log', (_body, query) => log.since(Number(query.since ?? 0), Number(query.limit ?? 1000)));
  on('GET', 'truth', (_body, query) => truthOfShop(world, query.part));
  on('GET', 'mails', () => world.mails);
  on('DELETE', 'mails', () => {
    world.mails = [];
  });
  return app;
};
