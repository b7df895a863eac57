import apiFetch from '@wordpress/api-fetch';
import { __ } from '@wordpress/i18n';
import { RouteError } from '@cherry-bridge/sync-runner/contracts';
import type { z } from 'zod';

const NAMESPACE = '/wc-cherry-bridge/v1/';

/** What went wrong, in a sentence for a person; `status` is the HTTP status, 0 where no answer came. */
export class ScreenError extends Error {
  readonly status: number;
  readonly fix: string;
  /** What the shop itself said, for people who look under Details. */
  readonly detail: string;

  constructor(sentence: string, status: number, fix = '', detail = '') {
    super(sentence);
    this.name = 'ScreenError';
    this.status = status;
    this.fix = fix;
    this.detail = detail;
  }
}

export type RouteQuery = Record<string, string | number | undefined>;

/** `failures?tab=snoozed&page=2`; members that are empty are left out. */
export function routePath(route: string, query: RouteQuery = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return NAMESPACE + route + (text === '' ? '' : `?${text}`);
}

export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT';
  body?: object;
  signal?: AbortSignal;
}

/**
 * Asks the plugin and parses its answer by the contract.
 * @throws ScreenError for a refusal, no answer, or an answer this screen cannot read; the browser's own AbortError passes.
 */
export async function request<S extends z.ZodType>(
  schema: S,
  path: string,
  { method = 'GET', body, signal }: RequestOptions = {},
): Promise<z.infer<S>> {
  let answer: unknown;
  try {
    answer = await apiFetch({ path, method, data: body, signal });
  } catch (fault) {
    throw toScreenError(fault);
  }
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw unreadableAnswer(parsed.error);
  return parsed.data;
}

function toScreenError(fault: unknown): unknown {
  if (fault instanceof DOMException && fault.name === 'AbortError') return fault;
  const refusal = RouteError.safeParse(fault);
  if (refusal.success) {
    const { message, data: extra, code } = refusal.data;
    return new ScreenError(message, extra.status, extra.fix ?? '', code);
  }
  return new ScreenError(
    __('The shop did not answer, so nothing here was changed.', 'cherry-bridge'),
    0,
    __('Check the connection, then try again.', 'cherry-bridge'),
    spokenFault(fault),
  );
}

function spokenFault(fault: unknown): string {
  if (typeof fault === 'object' && fault !== null && 'message' in fault) return String(fault.message);
  return String(fault);
}

function unreadableAnswer(fault: z.ZodError): ScreenError {
  const places = fault.issues.slice(0, 3).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return new ScreenError(
    __('The shop answered in a form this screen does not know.', 'cherry-bridge'),
    0,
    __('Reload the page; after an update the old screen may still be open.', 'cherry-bridge'),
    places.join('; '),
  );
}

export function isAbort(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === 'AbortError';
}
