import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { createBlueCherryErp } from '#adapters/bluecherry/index.ts';
import type { Profile } from '#adapters/bluecherry/profile.ts';
import { parseProfile } from '#adapters/bluecherry/profile.ts';
import { createEmbeddedDatabaseHome } from '#adapters/embedded-postgres/embedded-database-home.ts';
import { startMetricsServer } from '#adapters/metrics/index.ts';
import { createPluginApi, tradePairingCode } from '#adapters/plugin-api/index.ts';
import { createUrlDatabaseHome, openStore } from '#adapters/postgres/index.ts';
import { createJsonLog } from '#adapters/system/json-log.ts';
import { createSystemClock } from '#adapters/system/system-clock.ts';
import { createWooShop } from '#adapters/woo/index.ts';
import type { Config } from '#config/config.ts';
import { readPairingPath } from '#config/pairing-file.ts';
import { isLoopback } from '#config/web-address.ts';
import type { FlowMode, FlowName } from '#contracts/codes.ts';
import { Settings } from '#contracts/settings.ts';
import type { EnginePorts, FaultPoint } from '#engine/index.ts';
import { armFaultPoints, runService } from '#engine/index.ts';
import type { DoctorCheck } from '#engine/views/doctor.ts';
import { readDoctor } from '#engine/views/doctor.ts';
import { readFigures } from '#engine/views/figures.ts';
import { composeProfileNotes } from '#engine/views/profile-notes.ts';
import { isSyncError } from '#errors/sync-error.ts';
import { flows } from '#flows/index.ts';
import type { Log } from '#ports/log.ts';
import type { StartFault } from './start-checks.ts';
import { checkErpStart, checkShopStart, describeStartFault } from './start-checks.ts';

export { planPass, runPass } from '#engine/index.ts';
export { readStory } from '#engine/views/story.ts';
export { startErpSimulator } from '#simulator/bluecherry-server/index.ts';
export { startShopSimulator } from '#simulator/shop-server/index.ts';
export type { EnginePorts, PassResult, PlanResult } from '#engine/index.ts';
export type { Decision } from '#domain/decision.ts';
export type { StoredIntent } from '#domain/intent.ts';
export type { DoctorCheck } from '#engine/views/doctor.ts';
export type { Story } from '#engine/views/story.ts';
export type { AttemptRow } from '#ports/outbox.ts';
export type { StartFault } from './start-checks.ts';

/** The same as in package.json and the plugin's header; a test compares them. */
export const runnerVersion = '0.1.0';

/** The flows of this version, in the order in which `all` runs them. */
export const flowNames: readonly FlowName[] = flows.map(({ name }) => name);

export interface Runtime {
  readonly ports: EnginePorts;
  close(): Promise<void>;
}

export interface ComposeOptions {
  /** Whether the word talks to the far sides: then both must answer before anything starts. */
  readonly needsFarSides: boolean;
  /** Opens METRICS_PORT. */
  readonly hasMetrics: boolean;
  /** Standard output belongs to the answer of a one-shot word; its log goes to standard error. */
  readonly logTo: 'stdout' | 'stderr';
  /** "after-sent" or "after-sent:3": ends the process there, the third time. Tests only; far sides on loopback only. */
  readonly faultPoint?: string;
}

export type ComposeOutcome =
  { readonly ok: true; readonly runtime: Runtime } | { readonly ok: false; readonly faults: readonly StartFault[] };

const composeRunnerId = (): string => `${hostname().slice(0, 30)}-${process.pid}-${randomBytes(3).toString('hex')}`;

/** The log of a one-shot word tells of trouble only; its answer tells the rest. LOG_LEVEL=debug shows all. */
const createLog = (config: Pick<Config, 'logLevel'>, logTo: ComposeOptions['logTo'], runnerId: string): Log =>
  createJsonLog({
    level: logTo === 'stderr' && config.logLevel === 'info' ? 'warn' : config.logLevel,
    base: { runner: runnerId },
    ...(logTo === 'stderr' ? { stream: process.stderr } : {}),
  });

/** The profile laid over its default, or every fault of it as a start fault. */
const readProfile = (
  config: Config,
): { profile: Profile; faults: null } | { profile: null; faults: readonly StartFault[] } => {
  const parsed = parseProfile(config.erp.profile);
  if (parsed.outcome === 'parsed') return { profile: parsed.profile, faults: null };
  const sentence = (path: string, problem: string, fix: string) =>
    `ERP_PROFILE (${config.erp.profilePath}): "${path}" ${problem}. ${fix}`;
  return {
    profile: null,
    faults: parsed.faults.map(({ path, problem, fix }) => ({ exitCode: 2, sentence: sentence(path, problem, fix) })),
  };
};

type Closer = () => Promise<void> | void;

/** Last opened, first closed. One that fails does not keep the others open. */
const closeAll = async (closers: Closer[], log: Log): Promise<void> => {
  for (const close of closers.splice(0).reverse()) {
    try {
      await close();
    } catch (error) {
      log.warn('Something did not close cleanly', { message: error instanceof Error ? error.message : String(error) });
    }
  }
};

const openDatabase = async (
  config: Config,
  clock: EnginePorts['clock'],
  log: Log,
  runnerId: string,
  closers: Closer[],
) => {
  const { database, schema } = config;
  const home =
    database.via === 'url'
      ? createUrlDatabaseHome(database.url)
      : createEmbeddedDatabaseHome({ dataDir: config.dataDir, log });
  closers.push(() => home.close());
  const address = await home.open();
  const store = await openStore({ address, schema, clock, log, runnerId });
  closers.push(() => store.close());
  return store;
};

const composeFarSides = (
  config: Config,
  profile: Profile,
  clock: EnginePorts['clock'],
  log: Log,
  closers: Closer[],
) => {
  const access = { shopUrl: config.shop.url, key: config.shop.key, secret: config.shop.secret, clock, log };
  const erp = createBlueCherryErp({
    url: config.erp.url,
    subscriptionKey: config.erp.subscriptionKey,
    profile,
    clock,
    log,
  });
  const shop = createWooShop(access);
  const pluginApi = createPluginApi(access);
  closers.push(
    () => erp.close(),
    () => shop.close(),
    () => pluginApi.close(),
  );
  return { erp, shop, control: pluginApi, reporter: pluginApi };
};

/** One part of a start: its value, or the fault that stops it. A fault of our own is thrown on. */
const tryStart = async <T>(
  start: () => Promise<T>,
  side = '',
): Promise<{ value: T; fault: null } | { value: null; fault: StartFault }> => {
  try {
    return { value: await start(), fault: null };
  } catch (error) {
    if (!isSyncError(error)) throw error;
    return { value: null, fault: describeStartFault(error, side) };
  }
};

const armFaultPoint = (config: Config, wanted: string | undefined): void => {
  if (wanted === undefined || wanted === '' || !isLoopback(config.shop.url) || !isLoopback(config.erp.url)) return;
  const [point, times = '1'] = wanted.split(':');
  let left = Number(times);
  armFaultPoints((reached: FaultPoint) => {
    if (reached === point && (left -= 1) === 0) process.kill(process.pid, 'SIGKILL');
  });
};

/**
 * Builds the runtime of a word. Profile first (nothing is opened for a faulty one); then database, far sides and port at
 * the same time, so that every fault is told at once. With any fault everything that stood is closed again.
 */
export const composeRuntime = async (config: Config, options: ComposeOptions): Promise<ComposeOutcome> => {
  const runnerId = composeRunnerId();
  const log = createLog(config, options.logTo, runnerId);
  const { profile, faults } = readProfile(config);
  if (faults !== null) return { ok: false, faults };
  const clock = createSystemClock(config.clockRate);
  const closers: Closer[] = [];
  const sides = composeFarSides(config, profile, clock, log, closers);
  const check = (side: string, start: () => Promise<void>) =>
    tryStart(options.needsFarSides ? start : () => Promise.resolve(), side);
  const ready: { ports?: EnginePorts } = {};
  const needPorts = async (): Promise<EnginePorts> =>
    ready.ports ?? Promise.reject(new Error('The runner is still starting.'));
  const started = await Promise.allSettled([
    tryStart(() => openDatabase(config, clock, log, runnerId, closers)),
    check(`Blue Cherry at ERP_URL (${config.erp.url})`, () => checkErpStart(sides.erp, clock, log)),
    check(`The shop at SHOP_URL (${config.shop.url})`, () => checkShopStart(sides.shop, clock, log)),
    tryStart(async () => {
      if (!options.hasMetrics || config.metricsPort === 0) return;
      const server = await startMetricsServer({
        port: config.metricsPort,
        log,
        readFigures: async () => readFigures(await needPorts()),
      });
      closers.push(() => server.close());
    }),
  ]);
  const broken = started.find((part) => part.status === 'rejected');
  const found = started.flatMap((part) =>
    part.status === 'fulfilled' && part.value.fault !== null ? [part.value.fault] : [],
  );
  const [database] = started;
  if (broken !== undefined || found.length > 0 || database.status === 'rejected' || database.value.value === null) {
    await closeAll(closers, log);
    if (broken?.status === 'rejected') throw broken.reason;
    return { ok: false, faults: found };
  }
  const { ledger, outbox, wake } = database.value.value;
  const ports: EnginePorts = { ...sides, ledger, outbox, wake, clock, log, runnerId, runnerVersion, role: config.role };
  ready.ports = ports;
  armFaultPoint(config, options.faultPoint);
  return { ok: true, runtime: { ports, close: () => closeAll(closers, log) } };
};

/** The service until the signal aborts and what was under way has ended. */
export const serve = async ({ ports }: Runtime, signal: AbortSignal): Promise<void> => {
  ports.log.info('The runner has started', { version: ports.runnerVersion, role: ports.role });
  await runService(ports, signal);
  ports.log.info('The runner has stopped');
};

/** Whether a flow writes: as the shop says now, else as it said last, else it rehearses. */
export const readFlowMode = async ({ control, ledger }: EnginePorts, flow: FlowName): Promise<FlowMode> => {
  const settings = await control.readSettings().catch(() => null);
  return (settings ?? (await ledger.settings()) ?? Settings.parse({})).flows[flow].mode;
};

/** Every precondition on both sides and of the runner itself. The environment was read already. */
export const examine = async (config: Config): Promise<readonly DoctorCheck[]> => {
  const runnerId = composeRunnerId();
  const log = createLog({ logLevel: 'error' }, 'stderr', runnerId);
  const { profile, faults } = readProfile(config);
  if (faults !== null) {
    return faults.map(({ sentence }) => ({
      check: 'erp-profile',
      side: 'runner',
      state: 'fail',
      sentence,
      fix: 'Correct the profile file.',
      code: 'CONFIG_INVALID',
    }));
  }
  const clock = createSystemClock(config.clockRate);
  const closers: Closer[] = [];
  try {
    const sides = composeFarSides(config, profile, clock, log, closers);
    const database = await tryStart(() => openDatabase(config, clock, log, runnerId, closers));
    const store: DoctorCheck =
      database.fault === null
        ? {
            check: 'runner-database',
            side: 'runner',
            state: 'ok',
            sentence: 'The runner’s database answers.',
            fix: '',
            code: null,
          }
        : {
            check: 'runner-database',
            side: 'runner',
            state: 'fail',
            sentence: database.fault.sentence,
            fix: 'Check DATABASE_URL, or the data folder and its disk.',
            code: 'STORE_UNREACHABLE',
          };
    const notes = composeProfileNotes({
      figure: profile.stock.figure,
      isErpPlain: config.erp.url.startsWith('http:') && !isLoopback(config.erp.url),
      isBatch: profile.orders.mode === 'batch',
    });
    return [store, ...(await readDoctor({ ...sides, ledger: database.value?.ledger ?? null, clock })), ...notes];
  } finally {
    await closeAll(closers, log);
  }
};

/** Trades a pairing code for a key and keeps it in the data folder, readable by its owner only. Throws SyncError. */
export const pairWithShop = async (wish: {
  shopUrl: string;
  code: string;
  dataDir: string;
}): Promise<{ words: readonly string[]; path: string }> => {
  const { shopUrl, code, dataDir } = wish;
  const log = createLog({ logLevel: 'error' }, 'stderr', composeRunnerId());
  const traded = await tradePairingCode({ shopUrl, code, clock: createSystemClock(1), log });
  const path = readPairingPath(dataDir);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  // Written beside and moved, so that a key is there whole or not at all.
  rmSync(`${path}.new`, { force: true });
  writeFileSync(`${path}.new`, `${JSON.stringify({ url: shopUrl, key: traded.key, secret: traded.secret })}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  renameSync(`${path}.new`, path);
  return { words: traded.words, path };
};
