import { redactText } from '#adapters/http/index.ts';
import type { AnswerGot, HttpAnswer, NothingGot } from '#adapters/http/index.ts';
import { SyncError } from '#errors/sync-error.ts';
import { WireError } from './wire.ts';

/** WordPress's own error body of an answer, null where the body is something else. */
export const readWpError = (answer: AnswerGot): WireError | null => {
  const parsed = WireError.safeParse(answer.json);
  return parsed.success ? parsed.data : null;
};

const stripTags = (text: string): string => text.replace(/<[^>]*>/g, '');

export const shownText = (error: WireError): string => redactText(stripTags(error.message).trim(), 300);

const authSentence = (route: string, error: WireError | null, status: number): string => {
  const code = error?.code ?? `status ${status}`;
  if (code === 'woocommerce_rest_authentication_error')
    return `The shop does not accept the key or its secret (${route}: ${code}). Pair the runner again.`;
  if (status === 401)
    return `The shop saw no key on route ${route} (${code}). Either the address is not https, the host strips the Authorization header, or the key is gone.`;
  return `The key lacks a right on route ${route} (${code}). Give its user the role "Cherry Bridge runner".`;
};

/** What a call without any answer means. A write that may have arrived is unclear; a read is only late. */
export const composeNothingError = (answer: NothingGot, route: string, isRepeatable: boolean): SyncError => {
  const parts = { message: answer.message, subject: route, retryAtMs: answer.retryAtMs };
  if (!isRepeatable && answer.wasSent) return new SyncError({ code: 'SHOP_OUTCOME_UNKNOWN', ...parts });
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

const composeRefusal = (error: WireError, status: number, route: string): SyncError => {
  if (error.code === 'rest_no_route' && route.startsWith('wc-cherry-bridge/'))
    return new SyncError({
      code: 'PLUGIN_MISSING',
      message: `The shop answers, but route ${route} is not there. Activate the plugin Cherry Bridge in the shop, or update it.`,
      subject: route,
    });
  if (error.code === 'cherry_bridge_contract_refused' || error.code === 'cherry_bridge_unknown_version')
    return new SyncError({ code: 'PLUGIN_CONTRACT_REFUSED', message: shownText(error), subject: route });
  return new SyncError({
    code: 'SHOP_ITEM_REFUSED',
    message: `The shop refused ${route} (${status}, ${error.code}): ${shownText(error)}`,
    subject: route,
  });
};

/**
 * The error of an answer that is not what was asked for. `isRepeatable` false = a create: a fault of the server or a
 * body that is no JSON then leaves open whether it was done.
 */
export const composeAnswerError = (answer: AnswerGot, route: string, isRepeatable: boolean): SyncError => {
  const { status } = answer;
  const error = readWpError(answer);
  if (status === 401 || status === 403)
    return new SyncError({ code: 'SHOP_AUTH_REFUSED', message: authSentence(route, error, status), subject: route });
  if (status === 429)
    return new SyncError({
      code: 'SHOP_RATE_LIMITED',
      message: `The shop asked us to slow down (${route}).`,
      subject: route,
      retryAtMs: answer.retryAtMs,
    });
  if (error !== null && status >= 400 && status < 500) return composeRefusal(error, status, route);
  const isFault = status >= 500 || (status < 300 && answer.json === undefined);
  if (isFault && !isRepeatable)
    return new SyncError({
      code: 'SHOP_OUTCOME_UNKNOWN',
      message: `The shop answered ${describe(answer)} to ${route}, so the write may be there or not.`,
      subject: route,
    });
  if (isFault)
    return new SyncError({
      code: 'SHOP_SERVER_ERROR',
      message: `The shop answered ${describe(answer)} to ${route}.`,
      subject: route,
      retryAtMs: answer.retryAtMs,
    });
  return new SyncError({
    code: 'SHOP_ANSWER_SHAPE',
    message: `The shop answered ${describe(answer)} to ${route}, which is not the answer we know.`,
    subject: route,
  });
};

const describe = (answer: AnswerGot): string => {
  if (answer.json !== undefined) return `status ${answer.status}`;
  if (/<(?:html|!doctype)/i.test(answer.text)) return `status ${answer.status} with a web page`;
  return answer.text === ''
    ? `status ${answer.status} with an empty body`
    : `status ${answer.status} with a body that is not JSON`;
};

export const composeShopError = (answer: HttpAnswer, route: string, isRepeatable: boolean): SyncError =>
  answer.got === 'nothing'
    ? composeNothingError(answer, route, isRepeatable)
    : composeAnswerError(answer, route, isRepeatable);
