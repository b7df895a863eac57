import type { z } from 'zod';
import type { HttpAnswer, HttpClient } from '#adapters/http/index.ts';
import { SyncError } from '#errors/sync-error.ts';
import { composeShopError } from './errors.ts';

type Query = Readonly<Record<string, string | number | boolean>>;

/** Calls of the shop's REST API, each parsed or turned into the engine's error. Routes are below `/wp-json/`. */
export interface WooConnection {
  /** One read past the shop's caches. */
  read<T>(route: string, operation: string, schema: z.ZodType<T>, query?: Query): Promise<T>;
  /** Rows of a list, unparsed: one bad row is not the page's fault. */
  readRows(route: string, operation: string, query?: Query): Promise<readonly unknown[]>;
  /** A write that may be sent twice without harm. */
  write<T>(route: string, operation: string, schema: z.ZodType<T>, body: unknown, verb?: 'POST' | 'PUT'): Promise<T>;
  /** A write that must not be sent twice; the raw answer, for the caller to look up what is unclear. */
  create(route: string, operation: string, body: unknown): Promise<HttpAnswer>;
}

const uncached = { 'Cache-Control': 'no-cache' };

/** Chunks of 50 variations take seconds on a small server; beyond this the outcome is looked up. */
const WRITE_TIMEOUT_MS = 90_000;

export const parseAnswer = <T>(answer: HttpAnswer, schema: z.ZodType<T>, route: string, isRepeatable: boolean): T => {
  if (answer.got === 'nothing' || answer.status >= 300 || answer.json === undefined)
    throw composeShopError(answer, route, isRepeatable);
  const parsed = schema.safeParse(answer.json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new SyncError({
    code: isRepeatable ? 'SHOP_ANSWER_SHAPE' : 'SHOP_OUTCOME_UNKNOWN',
    message:
      `The shop's answer to ${route} is not the shape we know: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
    subject: route,
  });
};

export const createWooConnection = (http: HttpClient): WooConnection => {
  const get = (route: string, operation: string, query: Query): Promise<HttpAnswer> =>
    http.send({
      verb: 'GET',
      path: route,
      operation,
      query: { ...query, _skip_cache: true },
      headers: uncached,
      isRepeatable: true,
    });
  return {
    read: async (route, operation, schema, query = {}) =>
      parseAnswer(await get(route, operation, query), schema, route, true),
    readRows: async (route, operation, query = {}) => {
      const answer = await get(route, operation, query);
      if (answer.got === 'answer' && answer.status < 300 && Array.isArray(answer.json)) return answer.json as unknown[];
      throw composeShopError(answer, route, true);
    },
    write: async (route, operation, schema, body, verb = 'POST') =>
      parseAnswer(
        await http.send({
          verb,
          path: route,
          operation,
          body,
          headers: uncached,
          isRepeatable: true,
          timeoutMs: WRITE_TIMEOUT_MS,
        }),
        schema,
        route,
        true,
      ),
    create: (route, operation, body) =>
      http.send({
        verb: 'POST',
        path: route,
        operation,
        body,
        headers: uncached,
        isRepeatable: false,
        timeoutMs: WRITE_TIMEOUT_MS,
      }),
  };
};
