import type { ServerResponse } from 'node:http';
import type { Fault } from './script.ts';

/** A finished answer: status 0 and no bytes where the far side stays silent. */
export interface Outgoing {
  status: number;
  headers: Record<string, string>;
  text: string;
}

export interface WireTimes {
  /** How long a silent server holds the line, ms on the wall clock. */
  timeoutMs: number;
  slowMs: number;
}

const BIG_BODY_BYTES = 20 * 1024 * 1024;

/** Sends the answer, or damages it as the fault says. The socket is this function's from here on. */
export const sendOutgoing = (
  response: ServerResponse,
  outgoing: Outgoing,
  fault: Fault | undefined,
  times: WireTimes,
): void => {
  const args = fault?.args ?? {};
  switch (fault?.kind) {
    case 'timeout_before':
    case 'timeout_after':
      return wait(response, args.ms ?? times.timeoutMs, () => response.socket?.destroy());
    case 'reset_before':
    case 'reset_after':
      return reset(response);
    case 'reset_mid_body':
      return sendHalf(response, outgoing);
    case 'slow':
      return wait(response, args.ms ?? times.slowMs, () => sendBytes(response, outgoing, Buffer.from(outgoing.text)));
    case 'drip':
      return drip(response, outgoing, args.bytes ?? 16, args.ms ?? 100);
    default:
      return sendBytes(response, outgoing, damageBody(outgoing.text, fault));
  }
};

/** The bytes of the body after a fault that only spoils those. */
export const damageBody = (text: string, fault: Fault | undefined): Buffer => {
  switch (fault?.kind) {
    case 'empty_200':
      return Buffer.alloc(0);
    case 'malformed':
      return Buffer.from(`${text.slice(0, -1)},,`);
    case 'truncated':
      return Buffer.from(text.slice(0, Math.floor(text.length / 2)));
    case 'bad_charset':
      // The header says UTF-8; the byte of an é in Windows-1252 is none.
      return Buffer.concat([Buffer.from('{"remark":"caf'), Buffer.from([0xe9]), Buffer.from(`",${text.slice(1)}`)]);
    case 'big_body': {
      const bytes = fault.args.bytes ?? BIG_BODY_BYTES;
      return Buffer.from(`{"padding":"${'x'.repeat(Math.max(0, bytes - text.length - 14))}",${text.slice(1)}`);
    }
    case 'skew':
      return Buffer.from(skewStamps(text, fault.args.s ?? 60));
    default:
      return Buffer.from(text);
  }
};

const skewStamps = (text: string, seconds: number): string =>
  text.replace(/"(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})"/g, (_, date: string, time: string) => {
    const shifted = new Date(Date.parse(`${date}T${time}Z`) + seconds * 1000);
    return `"${shifted.toISOString().slice(0, 19).replace('T', ' ')}"`;
  });

const headersOf = (outgoing: Outgoing, length: number): Record<string, string | number> => ({
  'content-type': 'application/json; charset=utf-8',
  'content-length': length,
  ...outgoing.headers,
});

const sendBytes = (response: ServerResponse, outgoing: Outgoing, body: Buffer): void => {
  if (response.destroyed) return;
  response.writeHead(outgoing.status, headersOf(outgoing, body.length));
  response.end(body);
};

/** A caller that hangs up ends the wait. */
const wait = (response: ServerResponse, waitMs: number, then: () => void): void => {
  const timer = setTimeout(then, waitMs);
  response.once('close', () => clearTimeout(timer));
};

const reset = (response: ServerResponse): void => {
  response.socket?.resetAndDestroy();
};

const sendHalf = (response: ServerResponse, outgoing: Outgoing): void => {
  const body = Buffer.from(outgoing.text);
  response.writeHead(outgoing.status, headersOf(outgoing, body.length));
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => reset(response));
};

const drip = (response: ServerResponse, outgoing: Outgoing, bytes: number, everyMs: number): void => {
  const body = Buffer.from(outgoing.text);
  response.writeHead(outgoing.status, headersOf(outgoing, body.length));
  let at = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(at, at + bytes));
    at += bytes;
    if (at < body.length) return;
    clearInterval(timer);
    response.end();
  }, everyMs);
  response.once('close', () => clearInterval(timer));
};
