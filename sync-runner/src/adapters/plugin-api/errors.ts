import { z } from 'zod';
import { redactText } from '#adapters/http/index.ts';
import type { AnswerGot, HttpAnswer, NothingGot } from '#adapters/http/index.ts';
import { SyncError } from '#errors/sync-error.ts';

const RouteError = z.object({ code: z.string(), message: z.string() });

const composeNothingError = (answer: NothingGot, route: string): SyncError => {
  const parts = { message: answer.message, subject: route, retryAtMs: answer.retryAtMs };
  switch (answer.cause) {
    case 'paused':
      return new SyncError({ code: 'SHOP_RATE_LIMITED', ...parts });
    case 'breaker-open':
      return new SyncError({
        code: answer.isAuthRefused === true ? 'SHOP_AUTH_REFUSED' : 'SHOP_UNREACHABLE',
        ...parts,
      });
    case 'timeout':
      return new SyncError({ code: 'SHOP_TIMEOUT', ...parts });
    case 'too-large':
      return new SyncError({ code: 'SHOP_ANSWER_SHAPE', ...parts });
    case 'connect':
    case 'reset':
    case 'dns':
    case 'tls':
      return new SyncError({ code: 'SHOP_UNREACHABLE', ...parts });
  }
};

const composeStatusError = (answer: AnswerGot, route: string): SyncError => {
  const { status } = answer;
  const parsed = RouteError.safeParse(answer.json);
  const error = parsed.success ? parsed.data : null;
  const text = error === null ? `status ${status}` : redactText(error.message, 300);
  if (error?.code === 'rest_no_route')
    return new SyncError({
      code: 'PLUGIN_MISSING',
      message: `The shop answers, but route ${route} is not there. Activate the plugin Cherry Bridge in the shop, or update it.`,
      subject: route,
    });
  if (error?.code === 'cherry_bridge_contract_refused' || error?.code === 'cherry_bridge_unknown_version')
    return new SyncError({ code: 'PLUGIN_CONTRACT_REFUSED', message: text, subject: route });
  if (status === 401 || (status === 403 && error?.code !== 'cherry_bridge_code_refused'))
    return new SyncError({
      code: 'SHOP_AUTH_REFUSED',
      message: `The shop refused the runner's key on route ${route}: ${text}`,
      subject: route,
    });
  if (status === 429)
    return new SyncError({
      code: 'SHOP_RATE_LIMITED',
      message: `The shop asked us to slow down (${route}).`,
      subject: route,
      retryAtMs: answer.retryAtMs,
    });
  if (error !== null && status >= 400 && status < 500)
    return new SyncError({ code: 'SHOP_ITEM_REFUSED', message: text, subject: route });
  // No plugin of ours answers with a web page: an address that is no shop, or a page in front of it.
  if (status === 404)
    return new SyncError({
      code: 'PLUGIN_MISSING',
      message: `Nothing answers at route ${route}. Check the shop's address and that the plugin Cherry Bridge is active.`,
      subject: route,
    });
  if (status >= 500 || answer.json === undefined)
    return new SyncError({
      code: 'SHOP_SERVER_ERROR',
      message: `The shop answered status ${status} to ${route}.`,
      subject: route,
      retryAtMs: answer.retryAtMs,
    });
  return new SyncError({
    code: 'SHOP_ANSWER_SHAPE',
    message: `The shop answered status ${status} to ${route}, which is not the answer we know.`,
    subject: route,
  });
};

/** The answer by its contract, or the engine's error. */
export const parseRouteAnswer = <T>(answer: HttpAnswer, schema: z.ZodType<T>, route: string): T => {
  if (answer.got === 'nothing') throw composeNothingError(answer, route);
  if (answer.status >= 300 || answer.json === undefined) throw composeStatusError(answer, route);
  const parsed = schema.safeParse(answer.json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new SyncError({
    code: 'PLUGIN_CONTRACT_REFUSED',
    message: `The plugin's answer to ${route} breaks the contract at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}. Bring plugin and runner to the same version.`,
    subject: route,
  });
};
