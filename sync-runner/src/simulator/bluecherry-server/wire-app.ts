import type { FastifyInstance, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import type { Outgoing } from '../faults/transport.ts';
import { sendOutgoing } from '../faults/transport.ts';
import type { Fault } from '../faults/script.ts';
import { stampNow } from '../world/world.ts';
import type { Answer } from './answer.ts';
import { answerWith } from './answer.ts';
import { writeErrorBody } from './error-body.ts';
import type { Served, Session } from './serve.ts';
import { serveCall } from './serve.ts';

const BODY_MAX_BYTES = 64 * 1024 * 1024;

/** Takes every verb and path: what exists is decided in `serveCall`, so that even a 404 is logged and counted. */
export const openWireApp = (session: () => Session): FastifyInstance => {
  const app = fastify({ bodyLimit: BODY_MAX_BYTES, forceCloseConnections: true, exposeHeadRoutes: false });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.all('/*', (request, reply) => {
    const current = session();
    reply.hijack();
    const served = serveSafely(current, readCall(current, request));
    const outgoing = writeOutgoing(served);
    served.record.status = outgoing.status;
    const { timeout_ms: timeoutMs, slow_ms: slowMs } = current.world.config;
    sendOutgoing(reply.raw, outgoing, served.fault, { timeoutMs, slowMs });
  });
  return app;
};

/** A mistake of the simulator itself is told as such: it must not look like the silence of a far side. */
const serveSafely = (session: Session, call: Parameters<typeof serveCall>[1]): Served => {
  try {
    return serveCall(session, call);
  } catch (error) {
    const text = `The simulator failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
    const { verb, path, query } = call;
    const at = stampNow(session.world).text;
    const answer = answerWith(500, writeErrorBody('3', 500, [text]));
    const none = { fault: null, committed: false, req: call.body, res: answer.body };
    return { answer, fault: undefined, record: session.log.add({ at, verb, path, query, status: 500, ...none }) };
  }
};

const readCall = (session: Session, request: FastifyRequest): Parameters<typeof serveCall>[1] => {
  const url = request.raw.url ?? '/';
  const cut = url.indexOf('?');
  const key = request.headers[session.world.profile.key_header.toLowerCase()];
  return {
    verb: request.method,
    path: decodePath(cut < 0 ? url : url.slice(0, cut)),
    query: cut < 0 ? '' : url.slice(cut + 1),
    key: Array.isArray(key) ? key[0] : key,
    body: typeof request.body === 'string' ? request.body : '',
  };
};

const decodePath = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const writeOutgoing = ({ answer, fault, record }: Served): Outgoing => {
  const isSilent = fault !== undefined && /^(timeout|reset)_(before|after)$/.test(fault.kind);
  if (isSilent) return { status: 0, headers: {}, text: '' };
  const told = (fault === undefined ? undefined : replaceAnswer(fault)) ?? answer ?? answerWith(500, {});
  record.res = told === answer ? record.res : told.body;
  const isHtml = typeof told.body === 'string';
  const headers = isHtml ? { 'content-type': 'text/html; charset=utf-8', ...told.headers } : told.headers;
  return { status: told.status, headers, text: isHtml ? (told.body as string) : JSON.stringify(told.body) };
};

/** Faults that put another answer in the place of the real one. */
const replaceAnswer = ({ kind, args }: Fault): Answer | undefined => {
  const texts = ['Simulated failure'];
  const shape = args.shape ?? '3';
  switch (kind) {
    case 'status': {
      const code = args.code ?? (shape === 'html' ? 200 : 500);
      return answerWith(code, writeErrorBody(shape, code, texts));
    }
    case 'html': {
      const code = args.code ?? 200;
      return answerWith(code, writeErrorBody('html', code, texts));
    }
    case 'error_200':
      return answerWith(200, writeErrorBody(args.shape ?? '1', 500, texts));
    case 'retry_after': {
      const code = args.code ?? 429;
      const value = String(args.value ?? 30);
      const text = `Rate limit is exceeded. Try again in ${value} seconds.`;
      return answerWith(code, writeErrorBody('3', code, [text]), { 'retry-after': value });
    }
    default:
      return undefined;
  }
};
