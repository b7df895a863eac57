import http from 'node:http';
import https from 'node:https';
import axios from 'axios';
import { decodeBody, parseJson } from './decode-body.ts';
import type { AnswerGot, HttpClientOptions, HttpRequest, NothingCause, NothingGot } from './types.ts';

const BODY_BYTES_MAX = 20 * 1024 * 1024;
const IDLE_SOCKETS_MAX = 8;

/** One try on the wire, no waiting and no second try. */
export interface Transport {
  attempt(request: HttpRequest): Promise<AnswerGot | NothingGot>;
  close(): void;
}

/** What one try has lived through so far; decides what its failure means. */
interface Try {
  wasSent: boolean;
  endedBy: 'connect-timeout' | 'total-timeout' | 'closed' | null;
}

export const createTransport = (options: HttpClientOptions): Transport => {
  const kept = { keepAlive: true, maxFreeSockets: IDLE_SOCKETS_MAX };
  const agents = { http: new http.Agent(kept), https: new https.Agent(kept) };
  // A create never goes over a kept connection: one that the far side just closed would look like a lost answer.
  const fresh = { http: new http.Agent({ keepAlive: false }), https: new https.Agent({ keepAlive: false }) };
  const running = new Set<() => void>();

  const attempt = async (request: HttpRequest): Promise<AnswerGot | NothingGot> => {
    const life: Try = { wasSent: false, endedBy: null };
    const abort = new AbortController();
    const end = (why: Try['endedBy']): void => {
      life.endedBy ??= why;
      abort.abort();
    };
    const close = (): void => end('closed');
    const timer = setTimeout(() => end('total-timeout'), request.timeoutMs ?? options.totalTimeoutMs);
    running.add(close);
    try {
      const answer = await axios.request<ArrayBuffer | Uint8Array>({
        ...composeConfig(options, request),
        httpAgent: (request.isRepeatable ? agents : fresh).http,
        httpsAgent: (request.isRepeatable ? agents : fresh).https,
        transport: composeHooks(options, life, () => end('connect-timeout')),
        signal: abort.signal,
      });
      const text = decodeBody(new Uint8Array(answer.data));
      return {
        got: 'answer',
        status: answer.status,
        headers: readHeaders(answer.headers),
        text,
        json: parseJson(text),
      };
    } catch (error) {
      return explainFailure(error, life, options, request);
    } finally {
      clearTimeout(timer);
      running.delete(close);
    }
  };

  return {
    attempt,
    close: () => {
      for (const end of [...running]) end();
      agents.http.destroy();
      agents.https.destroy();
    },
  };
};

const composeConfig = (options: HttpClientOptions, request: HttpRequest) => ({
  url: composeUrl(options.baseUrl, request),
  method: request.verb,
  data: request.body === undefined ? undefined : JSON.stringify(request.body),
  headers: {
    Accept: 'application/json',
    'User-Agent': 'cherry-bridge',
    ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...options.headers,
    ...request.headers,
  },
  auth: options.basicAuth && { username: options.basicAuth.user, password: options.basicAuth.password },
  responseType: 'arraybuffer' as const,
  // An address that redirects is a wrong address: following would carry the key to a place nobody named.
  maxRedirects: 0,
  maxContentLength: BODY_BYTES_MAX,
  maxBodyLength: BODY_BYTES_MAX,
  validateStatus: () => true,
  transformRequest: (body: unknown) => body,
  transformResponse: (body: unknown) => body,
  proxy: false as const,
});

/** Query names keep their `$` ("$filter"), values are percent-encoded. */
export const composeUrl = (baseUrl: string, request: Pick<HttpRequest, 'path' | 'query'>): string => {
  const base = `${baseUrl.replace(/\/+$/, '')}/${request.path.replace(/^\/+/, '')}`;
  const query = Object.entries(request.query ?? {})
    .map(([name, value]) => `${encodeURIComponent(name).replaceAll('%24', '$')}=${encodeURIComponent(String(value))}`)
    .join('&');
  if (query === '') return base;
  return `${base}${base.includes('?') ? '&' : '?'}${query}`;
};

/** Watches the socket: when it stands, bytes may have left; while it does not, the connect time-out runs. */
const composeHooks = (options: HttpClientOptions, life: Try, onConnectTimeout: () => void) => ({
  request: (given: https.RequestOptions, onAnswer: (answer: http.IncomingMessage) => void): http.ClientRequest => {
    const isTls = given.protocol === 'https:';
    const request = isTls ? https.request(given, onAnswer) : http.request(given, onAnswer);
    const timer = setTimeout(onConnectTimeout, options.connectTimeoutMs);
    const stands = (): void => {
      clearTimeout(timer);
      life.wasSent = true;
    };
    request.once('socket', (socket) => {
      if (request.reusedSocket) stands();
      else socket.once(isTls ? 'secureConnect' : 'connect', stands);
    });
    request.once('close', () => clearTimeout(timer));
    return request;
  },
});

const readHeaders = (headers: unknown): Record<string, string> => {
  const read: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers as Record<string, unknown>)) {
    if (value !== undefined && value !== null)
      read[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : String(value);
  }
  return read;
};

const sentences: Readonly<Record<Exclude<NothingCause, 'breaker-open' | 'paused'>, string>> = {
  connect: 'No connection could be made',
  timeout: 'The answer took too long',
  reset: 'The connection broke off before the answer was complete',
  dns: 'The host name is not known',
  tls: 'The certificate or encryption is not accepted',
  'too-large': 'The answer is larger than 20 MB, so it was not read',
};

const explainFailure = (error: unknown, life: Try, options: HttpClientOptions, request: HttpRequest): NothingGot => {
  const cause = readCause(error, life);
  const code = (error as { code?: unknown }).code;
  const detail = typeof code === 'string' && /^[A-Z0-9_]{3,50}$/.test(code) ? `, ${code}` : '';
  return {
    got: 'nothing',
    wasSent: life.wasSent,
    cause,
    message: `${sentences[cause]} (${options.system}, ${request.operation}${detail}).`,
  };
};

const readCause = (error: unknown, life: Try): keyof typeof sentences => {
  if (life.endedBy === 'connect-timeout') return 'connect';
  if (life.endedBy === 'total-timeout') return life.wasSent ? 'timeout' : 'connect';
  if (life.endedBy === 'closed') return 'reset';
  const { code, message } = error as { code?: unknown; message?: unknown };
  const name = String(code ?? '');
  if (/ENOTFOUND|EAI_/.test(name)) return 'dns';
  if (/maxContentLength|maxBodyLength/.test(String(message))) return 'too-large';
  if (/CERT|SSL|TLS|EPROTO|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER/.test(name)) return 'tls';
  return life.wasSent ? 'reset' : 'connect';
};
