import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { findFreePort, isPortFree, waitFor } from '../support/shop/children.ts';
import { findRoot } from '../support/shop/find-root.ts';

const OFFSETS = [10, 11, 20, 21, 30];

interface Demo {
  child: ChildProcess;
  port: number;
  dataDir: string;
}

const running: ChildProcess[] = [];

afterEach(() => {
  for (const child of running.splice(0)) {
    child.kill('SIGKILL');
  }
});

async function findPortBase(): Promise<number> {
  for (;;) {
    const base = await findFreePort();
    const isFree = await Promise.all(OFFSETS.map((offset) => isPortFree(base + offset)));
    if (base < 65_000 && isFree.every(Boolean)) {
      return base;
    }
  }
}

async function startDemo(port: number): Promise<Demo> {
  const args = [join(findRoot(), 'demo.mjs'), '--shop', 'stand-in', '--styles', '2', '--port', `${port}`];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.push(child);
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
  await waitFor(
    () => Promise.resolve(output.includes('Ctrl-C stops it all')),
    `The demo did not start: ${output}`,
    240_000,
    child,
  );
  const dataDir = /Data and logs\s+(\S+)/.exec(output)?.[1];
  expect(dataDir).toBeDefined();
  return { child, port, dataDir: dataDir as string };
}

/** Command lines that still name the demo's folder or its ports. */
function listLeftovers(demo: Demo): string[] {
  const lines = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
  const marks = [demo.dataDir, `--port ${demo.port + 10} `, `--port ${demo.port + 20} `];
  return lines.filter((line) => marks.some((mark) => line.includes(mark)) && !line.startsWith('sh -c'));
}

async function expectNothingLeft(demo: Demo, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  while ((listLeftovers(demo).length > 0 || existsSync(demo.dataDir)) && Date.now() < end) {
    await pause(250);
  }
  expect(listLeftovers(demo)).toEqual([]);
  expect(existsSync(demo.dataDir)).toBe(false);
  const isFree = await Promise.all(OFFSETS.map((offset) => isPortFree(demo.port + offset)));
  expect(isFree).toEqual(OFFSETS.map(() => true));
}

describe('the demo', () => {
  it('takes every child, port and folder with it when it is stopped by Ctrl-C', async () => {
    const demo = await startDemo(await findPortBase());
    expect(listLeftovers(demo).length).toBeGreaterThanOrEqual(3);
    const ended = new Promise<number | null>((resolve) => demo.child.once('exit', resolve));
    demo.child.kill('SIGINT');
    expect(await ended).toBe(0);
    await expectNothingLeft(demo, 5_000);
  });

  it('starts again on the same ports after it was killed, and what the killed one had started is gone', async () => {
    const first = await startDemo(await findPortBase());
    const killed = new Promise((resolve) => first.child.once('exit', resolve));
    first.child.kill('SIGKILL');
    await killed;
    const second = await startDemo(first.port);
    expect(second.dataDir).not.toBe(first.dataDir);
    expect(existsSync(first.dataDir)).toBe(false);
    const ended = new Promise((resolve) => second.child.once('exit', resolve));
    second.child.kill('SIGTERM');
    await ended;
    await expectNothingLeft(second, 5_000);
  });

  it('says which port is taken, and starts nothing', async () => {
    const first = await startDemo(await findPortBase());
    const args = [join(findRoot(), 'demo.mjs'), '--shop', 'stand-in', '--port', `${first.port}`];
    const second = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    running.push(second);
    let said = '';
    second.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(2);
    expect(said).toContain('taken by another program');
    const ended = new Promise((resolve) => first.child.once('exit', resolve));
    first.child.kill('SIGINT');
    await ended;
  });

  it('names every wrong option at once', () => {
    const args = [join(findRoot(), 'demo.mjs'), '--shop', 'none', '--styles', 'x'];
    let said = '';
    try {
      execFileSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: string };
      expect(status).toBe(2);
      said = stderr;
    }
    expect(said).toContain('--styles wants a whole number');
    expect(said).toContain('--shop wants auto, woocommerce or stand-in, not none');
  });
});
