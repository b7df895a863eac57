import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '#ports/clock.ts';
import { createHttpClient } from './index.ts';
import type { HttpClient, HttpClientOptions, HttpRequest } from './index.ts';

/** Answers each connection with the next act; counts requests whose head arrived. */
type Act = (socket: net.Socket) => void;

const answer = (status: string, headers: string[], body: string): string =>
  [`HTTP/1.1 ${status}`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers, '', body].join('\r\n');
const json = (body: string, status = '200 OK', headers: string[] = []): Act => {
  return (socket) => socket.write(answer(status, ['Content-Type: application/json', ...headers], body));
};

const openServers: net.Server[] = [];
const openSockets = new Set<net.Socket>();
const clients: HttpClient[] = [];

const startFaultServer = async (acts: Act[]) => {
  const seen: string[] = [];
  const server = net.createServer((socket) => {
    openSockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => openSockets.delete(socket));
    socket.on('data', (chunk) => {
      seen.push(chunk.toString('latin1'));
      acts[Math.min(seen.length, acts.length) - 1]?.(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  openServers.push(server);
  return { seen, url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}/api` };
};

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  for (const socket of openSockets) socket.destroy();
  for (const server of openServers.splice(0)) server.close();
});

/** Waits cost nothing: sleeping moves this clock. */
const createFakeClock = (rate = 1): Clock & { moveMs(ms: number): void; slept: number[] } => {
  let now = 1_700_000_000_000;
  const slept: number[] = [];
  const moveMs = (ms: number): void => {
    now += ms / rate;
  };
  return {
    rate,
    slept,
    moveMs,
    nowMs: () => now,
    after: (ms, from = now) => from + ms / rate,
    elapsedMs: (since) => (now - since) * rate,
    sleep: async (ms) => {
      slept.push(ms);
      moveMs(ms);
    },
  };
};

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const createClient = (baseUrl: string, more: Partial<HttpClientOptions> = {}): HttpClient => {
  const client = createHttpClient({
    system: 'erp',
    baseUrl,
    headers: { 'X-Key': 'secret' },
    connectTimeoutMs: 500,
    totalTimeoutMs: 150,
    clock: createFakeClock(),
    log: quiet,
    ...more,
  });
  clients.push(client);
  return client;
};

const read: HttpRequest = { verb: 'GET', path: 'ats', operation: 'read-stock', isRepeatable: true };
const create: HttpRequest = {
  verb: 'POST',
  path: 'salesOrder',
  operation: 'create-order',
  isRepeatable: false,
  body: [],
};

describe('one call', () => {
  it('gives status, body and JSON, and writes the filter as the ERP knows it', async () => {
    const server = await startFaultServer([json('{"version":"1.0"}')]);
    const got = await createClient(server.url).send({ ...read, query: { $filter: "po_num eq 'W1-1'", _pgno: 1 } });
    expect(got).toMatchObject({ got: 'answer', status: 200, json: { version: '1.0' } });
    expect(server.seen[0]).toMatch(/^GET \/api\/ats\?\$filter=po_num%20eq%20(%27|')W1-1(%27|')&_pgno=1 HTTP/);
    expect(server.seen[0]).toContain('X-Key: secret');
  });

  it('ends an answer that trickles in for longer than the total time-out', async () => {
    const drip: Act = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n');
      const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write('x')), 10);
    };
    const server = await startFaultServer([drip]);
    expect(await createClient(server.url).send(create)).toMatchObject({
      got: 'nothing',
      cause: 'timeout',
      wasSent: true,
    });
  });

  it('says that an order may have arrived when the connection breaks in the middle of the answer', async () => {
    const cut: Act = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"pk');
      setTimeout(() => socket.resetAndDestroy(), 10);
    };
    const server = await startFaultServer([cut]);
    expect(await createClient(server.url).send(create)).toMatchObject({
      got: 'nothing',
      cause: 'reset',
      wasSent: true,
    });
    expect(server.seen).toHaveLength(1);
  });

  it('is certain that nothing was sent where no connection could be made', async () => {
    const server = await startFaultServer([]);
    openServers[0]?.close();
    const got = await createClient(server.url).send(create);
    expect(got).toMatchObject({ got: 'nothing', cause: 'connect', wasSent: false });
    expect(got.got === 'nothing' && got.message).not.toContain('secret');
  });

  it('reads a body whose bytes are not UTF-8 instead of losing the answer', async () => {
    const latin: Act = (socket) => {
      const body = Buffer.from('{"city":"M\u00fcnchen"}', 'latin1');
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n`);
      socket.write(body);
    };
    const server = await startFaultServer([latin]);
    expect(await createClient(server.url).send(read)).toMatchObject({ json: { city: 'M\u00fcnchen' } });
  });

  it('does not follow a redirect, so that the key goes only where it was meant to go', async () => {
    const server = await startFaultServer([json('{}', '302 Found', ['Location: http://127.0.0.1:1/'])]);
    expect(await createClient(server.url).send(read)).toMatchObject({ got: 'answer', status: 302 });
  });

  it('gives up on a body above the cap', async () => {
    const huge: Act = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 30000000\r\n\r\n');
      socket.write(Buffer.alloc(21 * 1024 * 1024, 'x'));
    };
    const server = await startFaultServer([huge]);
    const got = await createClient(server.url, { totalTimeoutMs: 10_000 }).send(create);
    expect(got).toMatchObject({ got: 'nothing', cause: 'too-large', wasSent: true });
  });

  it('ends calls under way when the runner stops', async () => {
    const server = await startFaultServer([() => undefined]);
    const client = createClient(server.url, { totalTimeoutMs: 60_000 });
    const call = client.send(create);
    while (server.seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
    client.close();
    expect(await call).toMatchObject({ got: 'nothing', cause: 'reset', wasSent: true });
  });
});

describe('quick retries', () => {
  it('asks again after a server fault and after a page in place of JSON', async () => {
    const server = await startFaultServer([json('{}', '502 Bad Gateway'), json('<html>oops</html>'), json('{"a":1}')]);
    expect(await createClient(server.url).send(read)).toMatchObject({ status: 200, json: { a: 1 } });
    expect(server.seen).toHaveLength(3);
  });

  it('stops at three tries and gives the last answer', async () => {
    const server = await startFaultServer([json('{}', '500 Oops')]);
    expect(await createClient(server.url).send(read)).toMatchObject({ status: 500 });
    expect(server.seen).toHaveLength(3);
  });

  it('never sends a create twice', async () => {
    const server = await startFaultServer([json('{}', '500 Oops')]);
    expect(await createClient(server.url).send(create)).toMatchObject({ status: 500 });
    expect(server.seen).toHaveLength(1);
  });

  it('does not ask again what was refused', async () => {
    const server = await startFaultServer([json('{}', '400 Bad Request')]);
    await createClient(server.url).send(read);
    expect(server.seen).toHaveLength(1);
  });
});

describe('pauses', () => {
  it('sends nothing more until the time a 429 named, and tells when that is', async () => {
    const clock = createFakeClock();
    const server = await startFaultServer([json('{}', '429 Too Many', ['Retry-After: 12']), json('{"a":1}')]);
    const client = createClient(server.url, { clock });
    const startMs = clock.nowMs();
    expect(await client.send(read)).toMatchObject({ status: 429, retryAtMs: startMs + 12_000 });
    expect(await client.send(read)).toMatchObject({
      got: 'nothing',
      cause: 'paused',
      wasSent: false,
      retryAtMs: startMs + 12_000,
    });
    expect(server.seen).toHaveLength(1);
    clock.moveMs(12_000);
    expect(await client.send(read)).toMatchObject({ status: 200 });
  });

  it('lets the seconds of a fast simulated ERP pass fast, and the seconds of the shop on the wall', async () => {
    for (const [system, wallMs] of [
      ['erp', 1000],
      ['shop', 60_000],
    ] as const) {
      const clock = createFakeClock(60);
      const server = await startFaultServer([json('{}', '429 Too Many', ['Retry-After: 60'])]);
      const got = await createClient(server.url, { clock, system }).send(read);
      expect(got).toMatchObject({ retryAtMs: clock.nowMs() + wallMs });
    }
  });

  it('reads a Retry-After date against the far side\u2019s own clock', async () => {
    const clock = createFakeClock();
    const dates = ['Date: Mon, 03 Mar 2025 08:00:00 GMT', 'Retry-After: Mon, 03 Mar 2025 08:00:30 GMT'];
    const server = await startFaultServer([json('{}', '503 Unavailable', dates)]);
    expect(await createClient(server.url, { clock }).send(read)).toMatchObject({ retryAtMs: clock.nowMs() + 30_000 });
  });

  it('opens at once on a refused key and says that it was the key', async () => {
    const server = await startFaultServer([json('{}', '401 Unauthorized')]);
    const client = createClient(server.url);
    expect(await client.send(read)).toMatchObject({ status: 401 });
    expect(await client.send(read)).toMatchObject({ cause: 'breaker-open', isAuthRefused: true, wasSent: false });
    expect(server.seen).toHaveLength(1);
  });
});
