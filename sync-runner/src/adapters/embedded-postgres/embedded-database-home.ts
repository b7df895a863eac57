import { readFileSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SyncError } from '#errors/sync-error.ts';
import type { DatabaseAddress, DatabaseHome } from '#ports/database-home.ts';
import type { Log } from '#ports/log.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { ensureSocketFolder, makePlaces, type Places } from './places.ts';
import { connectProbe, type Probe, ProbeRefused } from './probe.ts';
import { DATABASE_USER, ensureCluster, SERVER_PORT, startServer } from './server.ts';
import { readServerUser, type ServerUser } from './server-user.ts';
import { takeStartLock } from './start-lock.ts';

const DATABASE = 'postgres';
/** Each process that uses the server keeps one connection of this name; the last one to leave stops it. */
const KEEPER = 'cherry-bridge-home';
const START_DEADLINE_MS = 30_000;
const STOP_DEADLINE_MS = 8_000;

export interface EmbeddedDatabaseOptions {
  /** CHERRY_BRIDGE_DATA. */
  readonly dataDir: string;
  readonly log: Log;
}

class EmbeddedDatabaseHome implements DatabaseHome {
  readonly #dataDir: string;
  readonly #log: Log;
  readonly #user: ServerUser = readServerUser();
  #places: Places | undefined;
  #binaries: Binaries | undefined;
  #keeper: Probe | undefined;
  #isClosing = false;

  constructor(options: EmbeddedDatabaseOptions) {
    this.#dataDir = resolve(options.dataDir);
    this.#log = options.log;
  }

  async open(): Promise<DatabaseAddress> {
    this.#isClosing = false;
    const places = (this.#places ??= makePlaces(this.#user, this.#dataDir, this.#log));
    if (this.#keeper === undefined) await this.#locked(places, () => this.#startOrFind(places));
    return {
      via: 'socket',
      folder: places.socketFolder,
      port: SERVER_PORT,
      user: DATABASE_USER,
      password: '',
      database: DATABASE,
    };
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const places = this.#places;
    if (places === undefined || this.#keeper === undefined) return;
    await this.#locked(places, () => this.#leave(places));
  }

  async #locked(places: Places, work: () => Promise<void>): Promise<void> {
    const release = await takeStartLock(places.home, START_DEADLINE_MS + STOP_DEADLINE_MS);
    if (release === undefined) {
      throw new SyncError({
        code: 'STORE_UNREACHABLE',
        message: 'Another process is starting or stopping the embedded database and does not end.',
      });
    }
    try {
      await work();
    } finally {
      await release();
    }
  }

  async #startOrFind(places: Places): Promise<void> {
    ensureSocketFolder(this.#user, places.socketFolder);
    const found = await this.#connect(places);
    if (found !== undefined) {
      this.#log.info('The embedded database was running already and is used.', { folder: places.home });
      return this.#keep(found);
    }
    const binaries = (this.#binaries ??= findBinaries(this.#user, places.temp));
    ensureCluster(places, binaries, this.#user);
    this.#keep(await this.#start(places, binaries));
    this.#log.info('The embedded database runs.', { folder: places.home });
  }

  /**
   * Starts until a connection stands. One start is not enough: after a kill of the server's main process its children
   * hold the memory for some seconds, and every start fails until they are gone.
   */
  async #start(places: Places, binaries: Binaries): Promise<Probe> {
    const untilMs = performance.now() + START_DEADLINE_MS;
    let server = startServer(places, binaries, this.#user);
    for (let pauseMs = 10; performance.now() < untilMs; pauseMs = Math.min(pauseMs * 1.5, 250)) {
      await sleep(pauseMs);
      const probe = await this.#connect(places);
      if (probe !== undefined) return probe;
      if (server.hasEnded()) {
        this.#log.warn('The embedded database did not start; it is tried again.', {
          said: server.readLog().slice(-300),
        });
        await sleep(250);
        server = startServer(places, binaries, this.#user);
      }
    }
    const said = server.readLog();
    server.child.kill('SIGQUIT');
    throw new SyncError({
      code: 'STORE_UNREACHABLE',
      message: `The embedded database does not start. It said: ${said.trim().slice(-600)}`,
    });
  }

  /** undefined = nobody answers there (yet). Throws where somebody else's server answers. */
  async #connect(places: Places): Promise<Probe | undefined> {
    const socketPath = join(places.socketFolder, `.s.PGSQL.${SERVER_PORT}`);
    let probe: Probe;
    try {
      probe = await connectProbe({ socketPath, user: DATABASE_USER, database: DATABASE, applicationName: KEEPER });
    } catch (error) {
      if (error instanceof ProbeRefused && error.sqlState.startsWith('28')) {
        throw new SyncError({
          code: 'CONFIG_INVALID',
          message: `The embedded database in ${places.home} was started by another user of this machine. Use that user, or another CHERRY_BRIDGE_DATA.`,
        });
      }
      return undefined;
    }
    const [folder] = await probe.readColumn('SHOW data_directory');
    if (folder === join(places.home, 'data')) return probe;
    probe.close();
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `Another database (${folder ?? 'unknown'}) answers at ${socketPath}. Stop it, or use another CHERRY_BRIDGE_DATA.`,
    });
  }

  #keep(probe: Probe): void {
    this.#keeper = probe;
    probe.onLost(() => {
      this.#keeper = undefined;
      if (this.#isClosing) return;
      this.#log.warn('The embedded database ended unexpectedly; it is started again.');
      this.open().catch((error: unknown) =>
        this.#log.error('The embedded database does not come back.', { cause: String(error) }),
      );
    });
  }

  /** The last one out stops the server; whoever else has a keeper goes on using it. */
  async #leave(places: Places): Promise<void> {
    const keeper = this.#keeper;
    this.#keeper = undefined;
    if (keeper === undefined) return;
    const [others] = await keeper
      .readColumn(
        `SELECT count(*) FROM pg_stat_activity WHERE application_name = '${KEEPER}' AND pid <> pg_backend_pid()`,
      )
      .catch(() => ['0']);
    keeper.close();
    if (others !== '0') {
      this.#log.info('The embedded database stays up: another process uses it.');
      return;
    }
    await this.#stop(places);
    // Empty after an orderly stop; whatever else may be in it stays.
    await rmdir(places.socketFolder).catch(() => undefined);
  }

  /** Fast stop (SIGINT): sessions are ended, everything is written down. The number comes from a server that just answered. */
  async #stop(places: Places): Promise<void> {
    const pid = Number(readFileSync(join(places.home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
    const signals = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const;
    for (const signal of signals) {
      if (!sendSignal(pid, signal)) return;
      const untilMs = performance.now() + STOP_DEADLINE_MS / signals.length;
      while (performance.now() < untilMs) {
        await sleep(15);
        if (!sendSignal(pid, 0)) return;
      }
      this.#log.warn('The embedded database takes long to stop.', { signal });
    }
  }
}

/** Whether the process was there to receive it. */
const sendSignal = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
};

/** A real PostgreSQL as our child process on a unix socket, no TCP. */
export const createEmbeddedDatabaseHome = (options: EmbeddedDatabaseOptions): DatabaseHome =>
  new EmbeddedDatabaseHome(options);
