import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, fchownSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceUser } from './service-user.ts';

export interface StartOptions {
  user?: ServiceUser | undefined;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Both streams go to this file. */
  logFile: string;
}

/** Starts a server of ours in its own process group, so that Ctrl-C at the terminal reaches only us. */
export function startChild(program: string, args: string[], options: StartOptions): ChildProcess {
  const log = openSync(options.logFile, 'a', 0o644);
  if (options.user !== undefined) {
    fchownSync(log, options.user.uid, options.user.gid);
  }
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: options.env ?? process.env,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.user ?? {}),
  });
  closeSync(log);
  return child;
}

/** Waits for the child to end by itself after `signal`; kills it when `graceMs` have passed. */
export async function stopChild(child: ChildProcess, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  signalGroup(child, signal);
  const isOver = await Promise.race([ended.then(() => true), pause(graceMs, false, { ref: false })]);
  if (!isOver) {
    signalGroup(child, 'SIGKILL');
    await ended;
  }
}

/** A server's workers hear it too; a child that leads no group hears it alone. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-(child.pid as number), signal);
  } catch {
    child.kill(signal);
  }
}

/** Asks again until `check` says yes; throws `message` after `timeoutMs` or as soon as the child is gone. */
export async function waitFor(
  check: () => Promise<boolean>,
  message: string,
  timeoutMs: number,
  child?: ChildProcess,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await check())) {
    if (child !== undefined && child.exitCode !== null) {
      throw new Error(`${message} It ended with code ${child.exitCode}.`);
    }
    if (Date.now() > end) {
      throw new Error(message);
    }
    await pause(50);
  }
}

/** Whether this loopback port is free now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** A loopback port the system says is free. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
