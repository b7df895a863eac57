import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startChild, stopChild, waitFor } from './shop/children.ts';
import { findRoot } from './shop/find-root.ts';
import type { Guardian } from './shop/guardian.ts';
import { runProgram } from './shop/php.ts';

export interface CliAnswer {
  code: number;
  /** What --json printed: one object, or a list where it streams; undefined when it printed none. */
  json: unknown;
  stderr: string;
}

/** Path of the built command line. */
export function findBundle(): string {
  const bundle = join(findRoot(), 'sync-runner', 'dist', 'cherry-bridge.mjs');
  if (!existsSync(bundle)) {
    throw new Error(`${bundle} is not built: run node scripts/build.mjs runner.`);
  }
  return bundle;
}

/** One word of the command line with --json, in the environment of the world. */
export async function runCli(args: string[], env: NodeJS.ProcessEnv): Promise<CliAnswer> {
  const { code, stdout, stderr } = await runProgram(process.execPath, [findBundle(), ...args, '--json'], { env });
  return { code, json: parseJson(stdout), stderr };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const rows = text.split('\n').flatMap((line) => {
      try {
        return [JSON.parse(line) as unknown];
      } catch {
        return [];
      }
    });
    return rows.length === 0 ? undefined : rows;
  }
}

/** A simulator or the service, as its own process. */
export interface Service {
  pid: number;
  child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts `cherry-bridge <args>` and waits until `readyUrl` answers anything at all. */
export async function startService(
  args: string[],
  env: NodeJS.ProcessEnv,
  logFile: string,
  readyUrl: string,
  guardian: Guardian,
): Promise<Service> {
  mkdirSync(join(logFile, '..'), { recursive: true });
  const child = startChild(process.execPath, [findBundle(), ...args], { env, logFile });
  guardian.watch(child.pid);
  const words = args.slice(0, 2).join(' ');
  await waitFor(
    () => doesAnswer(readyUrl),
    `cherry-bridge ${words} did not start; ${logFile} says why.`,
    90_000,
    child,
  );
  return { pid: child.pid as number, child, stop: () => stopChild(child, 'SIGTERM', 15_000) };
}

async function doesAnswer(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return true;
  } catch {
    return false;
  }
}
