import { createHttpClient } from '#adapters/http/index.ts';
import type { HttpClient } from '#adapters/http/index.ts';
import { BuffersAnswer } from '#contracts/buffer.ts';
import { CommandAnswer, CommandsAnswer } from '#contracts/command.ts';
import { FailuresAnswer } from '#contracts/failure.ts';
import { ReportAnswer } from '#contracts/report.ts';
import { Settings } from '#contracts/settings.ts';
import type { ControlPort } from '#ports/control.ts';
import type { Clock } from '#ports/clock.ts';
import type { Log } from '#ports/log.ts';
import type { ReporterPort } from '#ports/reporter.ts';
import type { z } from 'zod';
import { parseRouteAnswer } from './errors.ts';

export { tradePairingCode } from './pairing.ts';

export interface PluginApiOptions {
  /** Address of the shop without `/wp-json`. */
  readonly shopUrl: string;
  readonly key: string;
  readonly secret: string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface PluginApi extends ReporterPort, ControlPort {
  close(): void;
}

const base = 'wc-cherry-bridge/v1';
const pageSize = 100;
const failuresPerPost = 200;

const createDoors = (http: HttpClient) => ({
  get: async <T>(path: string, schema: z.ZodType<T>, query: Record<string, string | number> = {}): Promise<T> => {
    const route = `${base}/${path}`;
    const answer = await http.send({
      verb: 'GET',
      path: route,
      operation: `get-${path}`,
      query,
      headers: { 'Cache-Control': 'no-cache' },
      isRepeatable: true,
    });
    return parseRouteAnswer(answer, schema, route);
  },
  /** Everything we post may be sent twice: a report replaces the last, failures go by key, a command keeps its state. */
  post: async <T>(path: string, operation: string, schema: z.ZodType<T>, body: object): Promise<T> => {
    const route = `${base}/${path}`;
    const answer = await http.send({
      verb: 'POST',
      path: route,
      operation,
      body: { version: 1, ...body },
      isRepeatable: true,
    });
    return parseRouteAnswer(answer, schema, route);
  },
});

/** Reports outward, settings and wishes inward: the plugin's routes that are not the shop's own business. */
export const createPluginApi = (options: PluginApiOptions): PluginApi => {
  const http = createHttpClient({
    system: 'shop',
    baseUrl: `${options.shopUrl.replace(/\/+$/, '')}/wp-json`,
    headers: {},
    basicAuth: { user: options.key, password: options.secret },
    connectTimeoutMs: 10_000,
    totalTimeoutMs: 30_000,
    clock: options.clock,
    log: options.log,
  });
  const { get, post } = createDoors(http);
  return {
    postReport: async (report) => {
      await post('reports', 'post-report', ReportAnswer, report);
    },
    postFailures: async ({ open, close }) => {
      const count = Math.max(open.length, close.length);
      for (let start = 0; start < count; start += failuresPerPost) {
        const end = start + failuresPerPost;
        await post('failures', 'post-failures', FailuresAnswer, {
          open: open.slice(start, end),
          close: close.slice(start, end),
        });
      }
    },
    readSettings: () => get('settings', Settings),
    readBuffers: () => readBuffers(get),
    readCommands: async () => (await get('commands', CommandsAnswer)).commands,
    answerCommand: async (id, update) => {
      await post(`commands/${id}`, 'answer-command', CommandAnswer, update);
    },
    close: () => http.close(),
  };
};

/** All pages of one revision; where somebody saved in between, from the first page again. */
const readBuffers = async (
  get: ReturnType<typeof createDoors>['get'],
): Promise<{ revision: number; rules: BuffersAnswer['rules'] }> => {
  let rules: BuffersAnswer['rules'] = [];
  let revision = -1;
  for (let page = 1; ; page += 1) {
    const answer = await get('buffers', BuffersAnswer, { page, per_page: pageSize });
    if (page > 1 && answer.buffers_revision !== revision) {
      rules = [];
      page = 0;
      continue;
    }
    revision = answer.buffers_revision;
    rules = [...rules, ...answer.rules];
    if (answer.rules.length < pageSize) return { revision, rules };
  }
};
