import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { SyncError } from '#errors/sync-error.ts';
import type { Log } from '#ports/log.ts';

export interface MetricsServerOptions {
  /** Loopback port; 0 takes any free one (only tests do). */
  readonly port: number;
  readonly log: Log;
  /** Figures of the moment; a rejection means that the runner's database does not answer. */
  readonly readFigures: () => Promise<
    readonly { readonly name: string; readonly help: string; readonly flow: string; readonly value: number }[]
  >;
}

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A probe that gets no answer this fast takes the runner for dead, wall ms. */
const READ_TIMEOUT_MS = 3000;

const readInTime = async <T>(read: () => Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database takes too long to answer.')), READ_TIMEOUT_MS);
  });
  try {
    return await Promise.race([read(), late]);
  } finally {
    clearTimeout(timer);
  }
};

class Metrics {
  readonly #registry = new Registry();
  readonly #gauges = new Map<string, Gauge<'flow'>>();
  readonly #options: MetricsServerOptions;

  constructor(options: MetricsServerOptions) {
    this.#options = options;
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Prometheus text. */
  async read(): Promise<{ type: string; text: string }> {
    for (const { name, help, flow, value } of await readInTime(this.#options.readFigures)) {
      this.#gauge(name, help, flow !== '').set(flow === '' ? {} : { flow }, value);
    }
    return { type: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  #gauge(name: string, help: string, hasFlow: boolean): Gauge<'flow'> {
    const known = this.#gauges.get(name);
    if (known !== undefined) return known;
    const gauge = new Gauge<'flow'>({ name, help, labelNames: hasFlow ? ['flow'] : [], registers: [this.#registry] });
    this.#gauges.set(name, gauge);
    return gauge;
  }
}

const answer = (response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
};

const serve = async (
  metrics: Metrics,
  options: MetricsServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const path = (request.url ?? '/').split('?')[0];
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, 405, 'Only GET is known here.\n');
  if (path === '/healthz') return answer(response, 200, 'The runner is alive.\n');
  if (path !== '/metrics' && path !== '/readyz')
    return answer(response, 404, 'Known here: /metrics, /healthz, /readyz.\n');
  try {
    const { type, text } = await metrics.read();
    return path === '/readyz' ? answer(response, 200, 'The runner is ready.\n') : answer(response, 200, text, type);
  } catch (error) {
    options.log.warn('The figures cannot be read', { message: error instanceof Error ? error.message : String(error) });
    return answer(response, 503, 'The runner is not ready: its database does not answer.\n');
  }
};

/** /metrics, /healthz and /readyz on loopback. Throws SyncError CONFIG_INVALID where the port is taken. */
export const startMetricsServer = async (options: MetricsServerOptions): Promise<MetricsServer> => {
  const metrics = new Metrics(options);
  const server = createServer((request, response) => void serve(metrics, options, request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'is in use by another program'
          : `cannot be opened (${error.code ?? error.message})`;
      reject(
        new SyncError({
          code: 'CONFIG_INVALID',
          message: `METRICS_PORT ${options.port} ${why}. Name another port, or 0 for none.`,
          cause: error,
        }),
      );
    });
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
