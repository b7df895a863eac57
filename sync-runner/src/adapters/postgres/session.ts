import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DatabaseAddress } from '#ports/database-home.ts';
import type { Log } from '#ports/log.ts';
import { composeClientConfig } from './pool.ts';

export interface SessionOptions {
  readonly address: DatabaseAddress;
  readonly schema: string;
  readonly runnerId: string;
  readonly nowMs: () => number;
  readonly log: Log;
}

const RETRY_FIRST_MS = 50;
const RETRY_MOST_MS = 2_000;

/**
 * The one connection a process keeps for itself. It holds the advisory lock that says "this process lives", maybe the
 * lock of the lead, and it listens. All three end with the process, by the database's own doing: nothing to expire.
 */
export class Session {
  /** Names this process in the claims it holds. */
  readonly id = randomUUID();
  readonly channel: string;
  readonly #lockKey = String(randomBytes(8).readBigInt64BE());
  readonly #options: SessionOptions;
  #client: pg.Client | undefined;
  #hasLead = false;
  #asking: Promise<boolean> | undefined;
  #isClosed = false;
  #retryTimer: NodeJS.Timeout | undefined;
  #hasNews = false;
  readonly #listeners = new Set<() => void>();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.channel = `${options.schema}_wake`;
  }

  async open(): Promise<void> {
    const client = new pg.Client({
      ...composeClientConfig(this.#options.address),
      application_name: 'cherry-bridge-session',
    });
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    client.on('notification', () => this.#ring());
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1::bigint)', [this.#lockKey]);
    await client.query(`LISTEN "${this.channel}"`);
    await client.query(
      `INSERT INTO "${this.#options.schema}".processes (session, lock_key, runner_id, started_at_ms) VALUES ($1, $2::bigint, $3, $4) ON CONFLICT DO NOTHING`,
      [this.id, this.#lockKey, this.#options.runnerId, this.#options.nowMs()],
    );
    this.#client = client;
    // What was said while we were away is not heard again: look once.
    this.#ring();
  }

  /** Whether this process schedules. Taken when free, kept until the connection ends. */
  holdsLead(): Promise<boolean> {
    const client = this.#client;
    if (client === undefined) return Promise.resolve(false);
    if (this.#hasLead) return Promise.resolve(true);
    // Several loops ask at once, and one connection answers one question at a time.
    this.#asking ??= this.#askForLead(client).finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #askForLead(client: pg.Client): Promise<boolean> {
    try {
      const { rows } = await client.query<{ got: boolean }>(
        'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got',
        [`${this.#options.schema}:lead`],
      );
      this.#hasLead = rows[0]?.got === true && client === this.#client;
      return this.#hasLead;
    } catch {
      return false;
    }
  }

  waitForNews(timeoutMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (this.#hasNews || signal.aborted || timeoutMs <= 0) {
        this.#hasNews = false;
        return resolve();
      }
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        this.#listeners.delete(end);
        this.#hasNews = false;
        resolve();
      };
      const timer = setTimeout(end, Math.min(timeoutMs, 2_000_000_000));
      signal.addEventListener('abort', end, { once: true });
      this.#listeners.add(end);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retryTimer);
    const client = this.#client;
    this.#client = undefined;
    this.#hasLead = false;
    this.#ring();
    await client?.end().catch(() => undefined);
  }

  #ring(): void {
    this.#hasNews = true;
    for (const listener of [...this.#listeners]) listener();
  }

  #lose(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#hasLead = false;
    if (this.#isClosed) return;
    this.#options.log.warn('The session with the database was lost; it is taken up again.');
    this.#retry(RETRY_FIRST_MS);
  }

  #retry(pauseMs: number): void {
    this.#retryTimer = setTimeout(() => {
      this.open().catch((error: unknown) => {
        this.#options.log.debug('The session with the database is not back yet.', { cause: String(error) });
        if (!this.#isClosed) this.#retry(Math.min(pauseMs * 2, RETRY_MOST_MS));
      });
    }, pauseMs);
  }
}
