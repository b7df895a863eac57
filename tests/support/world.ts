import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type RealShop, startRealShop } from './real-shop.ts';
import { type CliAnswer, runCli, type Service, startService } from './runner.ts';
import { isPortFree } from './shop/children.ts';
import { type Guardian, startGuardian } from './shop/guardian.ts';
import { call } from './shop-access.ts';
import { findPostgresPidFiles, stopStrayPostgres } from './stray-postgres.ts';

export interface WorldOptions {
  shop: 'stand-in' | 'woocommerce';
  styles?: number;
  colours?: number;
  sizes?: number;
  seed?: number;
  /** First port: ERP +10, its control +11, shop +20, its control +21, runner's metrics +30. Default 4000. */
  port?: number;
  /** Kept when named; else a temporary folder that stop() deletes. */
  dataDir?: string;
  /** Of the ERP's clock and of the runner's waits. Default 1. */
  clockRate?: number;
  /** The plugin in a real shop; default a copy. */
  plugin?: 'copy' | 'link';
  /** "none": the ERP never errs, lags or limits by itself; only faults that are asked for happen. Default: as in life. */
  noise?: 'default' | 'none';
  /** Laid over the ERP's configuration right after its start: body of POST /_sim/config. */
  erpConfig?: Record<string, unknown>;
  log?: (line: string) => void;
}

export interface WorldShop {
  kind: 'stand-in' | 'woocommerce';
  url: string;
  /** Key of the runner's user. */
  key: string;
  secret: string;
  /** Key of a shop manager. */
  managerKey: string;
  managerSecret: string;
  /** The stand-in's control API. */
  controlUrl?: string;
  /** The real shop behind it. */
  real?: RealShop;
}

export interface World {
  erpUrl: string;
  erpControlUrl: string;
  shop: WorldShop;
  dataDir: string;
  metricsUrl: string;
  /** Starts `cherry-bridge run`; `env` is laid over the world's. */
  startRunner(env?: NodeJS.ProcessEnv): Promise<void>;
  /** kill -9 of the runner; its PostgreSQL stays behind, as in a real crash. */
  killRunner(): Promise<void>;
  /** SIGTERM and wait. */
  stopRunner(): Promise<void>;
  /** One word of the command line with --json, beside the running runner. */
  cli(args: string[], env?: NodeJS.ProcessEnv): Promise<CliAnswer>;
  /** POST or GET on the ERP's control API; gives `result`, throws its `error`. */
  sim(method: string, path: string, body?: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** Brings up an ERP simulator and a shop; the runner is started by startRunner. Throws one sentence when it cannot. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const port = options.port ?? 4000;
  await assertPortsFree(port, options.log ?? (() => undefined));
  const isTemporary = options.dataDir === undefined;
  const dataDir =
    options.dataDir === undefined ? mkdtempSync(join(tmpdir(), 'cherry-world-')) : resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  // PostgreSQL runs as another user when we are root, and has to walk in.
  chmodSync(dataDir, 0o755);
  const guardian = startGuardian();
  if (isTemporary) {
    guardian.watchFolder(dataDir);
  }
  const started: Array<() => Promise<void>> = [];
  const close = async () => {
    for (const stop of started.reverse()) {
      await stop();
    }
    // A runner that was killed and not started again leaves PostgreSQL behind: it is ours to end.
    await stopStrayPostgres(join(dataDir, 'runner'));
    guardian.release();
    if (isTemporary) {
      rmSync(dataDir, { recursive: true, force: true });
    }
  };
  try {
    const erp = await startErp(options, port, dataDir, guardian);
    started.push(erp.stop);
    const shop = await startShop(options, port, dataDir, guardian, started);
    return await composeWorld({ options, port, dataDir, guardian, started, shop, close });
  } catch (error) {
    await close();
    throw error;
  }
}

/** An earlier demo that was killed needs this long to be cleared away. */
const CLEARING_MS = 15_000;

async function assertPortsFree(port: number, log: (line: string) => void): Promise<void> {
  const end = Date.now() + CLEARING_MS;
  let busy = await listBusyPorts(port);
  if (busy.length > 0) {
    log(`Waits for ${describePorts(busy)} to become free.`);
  }
  while (busy.length > 0 && Date.now() < end) {
    await pause(500);
    busy = await listBusyPorts(port);
  }
  if (busy.length > 0) {
    const verb = busy.length === 1 ? 'is' : 'are';
    const what = `${describePorts(busy)} ${verb} taken by another program, perhaps an earlier demo`;
    throw new Error(`${what[0]?.toUpperCase()}${what.slice(1)}: end it, or start with --port and another number.`);
  }
}

async function listBusyPorts(port: number): Promise<number[]> {
  const wanted = [port + 10, port + 11, port + 20, port + 21, port + 30];
  const isFree = await Promise.all(wanted.map(isPortFree));
  return wanted.filter((_, index) => !isFree[index]);
}

function describePorts(ports: number[]): string {
  return ports.length === 1 ? `port ${ports[0]}` : `ports ${ports.join(', ')}`;
}

function startErp(options: WorldOptions, port: number, dataDir: string, guardian: Guardian): Promise<Service> {
  const args = ['simulate', 'erp', '--port', `${port + 10}`, '--control-port', `${port + 11}`];
  args.push('--seed', `${options.seed ?? 1}`, '--styles', `${options.styles ?? 20}`);
  args.push('--colours', `${options.colours ?? 4}`, '--sizes', `${options.sizes ?? 6}`);
  args.push('--clock', 'real', '--rate', `${options.clockRate ?? 1}`);
  const log = join(dataDir, 'log', 'erp.log');
  return startService(args, process.env, log, `http://127.0.0.1:${port + 11}/_sim/health`, guardian);
}

async function startShop(
  options: WorldOptions,
  port: number,
  dataDir: string,
  guardian: Guardian,
  started: Array<() => Promise<void>>,
): Promise<WorldShop> {
  const url = `http://127.0.0.1:${port + 20}`;
  if (options.shop === 'woocommerce') {
    const real = await startRealShop({
      port: port + 20,
      plugin: options.plugin ?? 'copy',
      ...(options.dataDir === undefined ? {} : { dataDir: join(dataDir, 'shop') }),
      ...(options.log === undefined ? {} : { log: options.log }),
    });
    started.push(real.stop);
    const { key, secret, managerKey, managerSecret } = real;
    return { kind: 'woocommerce', url, key, secret, managerKey, managerSecret, real };
  }
  const controlUrl = `http://127.0.0.1:${port + 21}`;
  const args = [
    'simulate',
    'shop',
    '--port',
    `${port + 20}`,
    '--control-port',
    `${port + 21}`,
    '--seed',
    `${options.seed ?? 1}`,
  ];
  const service = await startService(args, process.env, join(dataDir, 'log', 'shop.log'), `${url}/wp-json/`, guardian);
  started.push(service.stop);
  const keys = { key: 'ck_stand_in', secret: 'cs_stand_in', managerKey: 'ck_manager', managerSecret: 'cs_manager' };
  return { kind: 'stand-in', url, ...keys, controlUrl };
}

interface Parts {
  options: WorldOptions;
  port: number;
  dataDir: string;
  guardian: Guardian;
  started: Array<() => Promise<void>>;
  shop: WorldShop;
  close: () => Promise<void>;
}

async function composeWorld(parts: Parts): Promise<World> {
  const { options, port, dataDir, guardian, started, shop, close } = parts;
  const erpUrl = `http://127.0.0.1:${port + 10}`;
  const erpControlUrl = `http://127.0.0.1:${port + 11}/_sim`;
  const metricsUrl = `http://127.0.0.1:${port + 30}`;
  const env: NodeJS.ProcessEnv = {
    ...withoutOurNames(process.env),
    CHERRY_BRIDGE_DATA: join(dataDir, 'runner'),
    CHERRY_BRIDGE_CLOCK_RATE: `${options.clockRate ?? 1}`,
    SHOP_URL: shop.url,
    SHOP_KEY: shop.key,
    SHOP_SECRET: shop.secret,
    ERP_URL: erpUrl,
    ERP_SUBSCRIPTION_KEY: 'test',
    METRICS_PORT: `${port + 30}`,
  };
  let runner: Service | undefined;
  const stopRunner = async () => {
    await runner?.stop();
    runner = undefined;
  };
  started.push(stopRunner);
  const sim = (method: string, path: string, body?: unknown) => askSimulator(method, `${erpControlUrl}${path}`, body);
  if (options.noise === 'none') {
    const { seed = 1, styles = 20, colours = 4, sizes = 6, clockRate = 1 } = options;
    const clock = { mode: 'real', rate: clockRate };
    await sim('POST', '/reset', { seed, size: { styles, colours, sizes }, noise: 'none', clock });
  }
  if (options.erpConfig !== undefined) {
    await sim('POST', '/config', options.erpConfig);
  }
  let stopping: Promise<void> | undefined;
  return {
    erpUrl,
    erpControlUrl,
    shop,
    dataDir,
    metricsUrl,
    startRunner: async (extra = {}) => {
      runner = await startService(
        ['run'],
        { ...env, ...extra },
        join(dataDir, 'log', 'runner.log'),
        `${metricsUrl}/healthz`,
        guardian,
      );
      findPostgresPidFiles(join(dataDir, 'runner')).forEach((file) => guardian.watchPidFile(file));
    },
    killRunner: async () => {
      const killed = runner;
      runner = undefined;
      if (killed !== undefined && killed.child.exitCode === null) {
        const ended = new Promise((resolve) => killed.child.once('exit', resolve));
        process.kill(killed.pid, 'SIGKILL');
        await ended;
      }
    },
    stopRunner,
    cli: (args, extra = {}) => runCli(args, { ...env, METRICS_PORT: '0', ...extra }),
    sim,
    stop: () => (stopping ??= close()),
  };
}

/** A setting of the person at the keyboard must not reach into the world. */
function withoutOurNames(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = /^(DATABASE_URL|CHERRY_BRIDGE_(DATA|SCHEMA|ROLE)|SHOP_|ERP_|METRICS_PORT|BC_)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)));
}

async function askSimulator(method: string, url: string, body: unknown): Promise<unknown> {
  const answer = await call<{ ok?: boolean; result?: unknown; error?: string }>(method, url, { body });
  if (answer.status !== 200 || answer.body.ok !== true) {
    throw new Error(`${method} ${url} answered ${answer.status}: ${answer.body.error ?? JSON.stringify(answer.body)}`);
  }
  return answer.body.result;
}
