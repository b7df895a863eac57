import { afterEach, describe, expect, it } from 'vitest';
import type { MetricsServer, MetricsServerOptions } from './index.ts';
import { startMetricsServer } from './index.ts';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const running: MetricsServer[] = [];
const start = async (readFigures: MetricsServerOptions['readFigures'], port = 0): Promise<MetricsServer> => {
  const server = await startMetricsServer({ port, log, readFigures });
  running.push(server);
  return server;
};
const get = async (server: MetricsServer, path: string): Promise<{ status: number; text: string }> => {
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
  return { status: response.status, text: await response.text() };
};

describe('the loopback port of the runner', () => {
  afterEach(async () => {
    for (const server of running.splice(0)) await server.close();
  });

  it('shows each figure of the moment with its flow', async () => {
    let waiting = 2;
    const server = await start(async () => [
      { name: 'cherry_bridge_intents_waiting', help: 'h', flow: 'orders', value: waiting },
    ]);
    expect((await get(server, '/metrics')).text).toContain('cherry_bridge_intents_waiting{flow="orders"} 2');
    waiting = 0;
    expect((await get(server, '/metrics')).text).toContain('cherry_bridge_intents_waiting{flow="orders"} 0');
  });

  it('stays alive but is not ready while the database is away', async () => {
    const server = await start(async () => {
      throw new Error('away');
    });
    expect((await get(server, '/healthz')).status).toBe(200);
    expect((await get(server, '/readyz')).status).toBe(503);
    expect((await get(server, '/metrics')).status).toBe(503);
  });

  it('says which name to change where its port is taken', async () => {
    const first = await start(async () => []);
    await expect(start(async () => [], first.port)).rejects.toThrow(
      `METRICS_PORT ${first.port} is in use by another program`,
    );
  });
});
