import type { Clock } from '#ports/clock.ts';
import type { Log } from '#ports/log.ts';

/** Which far side this client talks to: it names log lines, and decides whose seconds a Retry-After counts in. */
export type FarSide = 'erp' | 'shop';

export interface HttpClientOptions {
  readonly system: FarSide;
  /** Absolute; paths of requests are put behind it. */
  readonly baseUrl: string;
  /** Sent with every request, keys included; never logged. */
  readonly headers: Readonly<Record<string, string>>;
  readonly basicAuth?: { readonly user: string; readonly password: string };
  /** Until the connection stands (with TLS), wall clock. */
  readonly connectTimeoutMs: number;
  /** From the first step to the last byte of the body, wall clock. */
  readonly totalTimeoutMs: number;
  /** Calls a minute of our time that are never passed; absent: 1200. */
  readonly pacePerMinMax?: number;
  readonly clock: Clock;
  readonly log: Log;
}

export interface HttpRequest {
  readonly verb: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Name of what is asked, e.g. "read-orders": breaker and log line go by it. */
  readonly operation: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Safe to send twice: reads and idempotent writes. A create is not, and is never tried again here. */
  readonly isRepeatable: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of totalTimeoutMs. */
  readonly timeoutMs?: number;
}

export type NothingCause = 'connect' | 'timeout' | 'reset' | 'dns' | 'tls' | 'too-large' | 'breaker-open' | 'paused';

export interface AnswerGot {
  readonly got: 'answer';
  readonly status: number;
  /** Names in lower case; repeated ones joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** undefined if the body is not JSON. */
  readonly json: unknown;
  /** When they want us back (429, 403 of a quota, 503), wall epoch ms; this client pauses until then by itself. */
  readonly retryAtMs?: number;
}

export interface NothingGot {
  readonly got: 'nothing';
  /** Bytes of the request may have reached the far side. */
  readonly wasSent: boolean;
  readonly cause: NothingCause;
  /** Plain sentence without keys. */
  readonly message: string;
  /** Not before this wall instant (epoch ms), where one is known. */
  readonly retryAtMs?: number;
  /** The breaker is open because the key was refused, not because the far side is ill. */
  readonly isAuthRefused?: boolean;
}

export type HttpAnswer = AnswerGot | NothingGot;

export interface HttpClient {
  /** Never throws for what the far side or the network does. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Ends calls under way (as `reset`) and closes idle connections. */
  close(): void;
}
