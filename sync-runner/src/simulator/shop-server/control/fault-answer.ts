import type { FastifyReply } from 'fastify';
import type { FaultRule } from './faults.ts';

const TIMEOUT_MS = 60_000;

/** Whether the route's work is done before the fault strikes. */
export const isAfterWork = (fault: FaultRule): boolean => {
  switch (fault.kind) {
    case 'timeout_after':
    case 'reset_after':
    case 'reset_mid_body':
    case 'malformed':
    case 'truncated':
    case 'empty_200':
    case 'big_body':
    case 'slow':
    case 'drip':
      return true;
    case 'timeout_before':
    case 'reset_before':
    case 'retry_after':
      return false;
    case 'status':
    case 'html':
    case 'error_200':
      return fault.args.after ?? false;
  }
};

const later = (ms: number, run: () => void): void => {
  setTimeout(run, ms).unref();
};

/** Writes head and a part of the body, then cuts the connection. */
const cutAfter = (reply: FastifyReply, text: string, bytes: number): void => {
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': String(Buffer.byteLength(text)),
  });
  reply.raw.write(text.slice(0, bytes), () => reply.raw.destroy());
};

const drip = (reply: FastifyReply, text: string, ms: number): void => {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' });
  const step = (at: number): void => {
    if (reply.raw.destroyed) return;
    if (at >= text.length) reply.raw.end();
    else {
      reply.raw.write(text.slice(at, at + 16));
      later(ms, () => step(at + 16));
    }
  };
  step(0);
};

const dropLater = (reply: FastifyReply, ms: number): void => {
  reply.hijack();
  later(ms, () => reply.raw.destroy());
};

/** Strikes. `send` gives the honest answer where the fault only delays it. Returns the status that was sent, 0 for none. */
export const strike = (reply: FastifyReply, fault: FaultRule, text: string, send: () => void): number => {
  const { args } = fault;
  switch (fault.kind) {
    case 'timeout_before':
    case 'timeout_after':
      dropLater(reply, args.ms ?? TIMEOUT_MS);
      return 0;
    case 'reset_before':
    case 'reset_after':
      reply.hijack();
      reply.raw.destroy();
      return 0;
    case 'reset_mid_body':
      cutAfter(reply, text, Math.floor(text.length / 2));
      return 200;
    case 'slow':
      later(args.ms ?? 2_000, send);
      return 200;
    case 'drip':
      drip(reply, text, args.ms ?? 50);
      return 200;
    default:
      return answerWrong(reply, fault, text);
  }
};

const answerWrong = (reply: FastifyReply, fault: FaultRule, text: string): number => {
  const { args } = fault;
  const code = args.code ?? (fault.kind === 'retry_after' ? 429 : fault.kind === 'status' ? 500 : 200);
  const json = (body: string): void =>
    void reply.code(code).header('content-type', 'application/json; charset=UTF-8').send(body);
  if (fault.kind === 'retry_after') reply.header('Retry-After', args.value ?? '5');
  if (fault.kind === 'html')
    void reply
      .code(code)
      .header('content-type', 'text/html; charset=UTF-8')
      .send('<!DOCTYPE html><html><body><h1>There has been a critical error on this website.</h1></body></html>');
  else if (fault.kind === 'malformed') json(`${text.slice(0, -1)},,`);
  else if (fault.kind === 'truncated') json(text.slice(0, Math.max(1, Math.floor(text.length / 2))));
  else if (fault.kind === 'empty_200') json('');
  else if (fault.kind === 'big_body') json(JSON.stringify({ filler: 'x'.repeat(10_000_000) }));
  else
    json(
      JSON.stringify({
        code: code === 429 ? 'too_many_requests' : 'internal_server_error',
        message: args.message ?? 'There has been a critical error on this website.',
        data: { status: code },
      }),
    );
  return code;
};
