import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findRoot } from './find-root.ts';
import type { ServiceUser } from './service-user.ts';

export interface ProgramResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end and gives its exit code and both streams. */
export function runProgram(
  program: string,
  args: string[],
  options: { user?: ServiceUser | undefined; env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: options.env ?? process.env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      ...(options.user ?? {}),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr }));
  });
}

/** PHP settings of every program we run beside the web server. */
const SETTINGS = ['-d', 'memory_limit=1G', '-d', 'display_errors=stderr', '-d', 'error_reporting=22519'];

let scripts = 0;

/** Runs PHP source (it opens with `<?php`) as the shop's user; gives what it printed, throws what it complained about. */
export async function runPhpSource(
  php: string,
  folder: string,
  source: string,
  user: ServiceUser | undefined,
  env: Record<string, string> = {},
): Promise<string> {
  scripts += 1;
  const file = join(folder, 'run', `script-${process.pid}-${scripts}.php`);
  writeFileSync(file, source);
  try {
    const www = join(folder, 'www');
    const result = await runProgram(php, [...SETTINGS, file], {
      user,
      cwd: www,
      env: { ...process.env, CHERRY_WWW: www, ...env },
    });
    if (result.code !== 0) {
      const words = result.stderr.trim() || result.stdout.trim() || 'it said nothing';
      throw new Error(`A PHP script in the shop ended with code ${result.code}: ${words}`);
    }
    return result.stdout;
  } finally {
    rmSync(file, { force: true });
  }
}

/** WP-CLI from Composer's vendor folder, on the shop below `folder`. */
export function runWp(php: string, folder: string, url: string, args: string[]): Promise<ProgramResult> {
  const boot = join(findRoot(), 'vendor', 'wp-cli', 'wp-cli', 'php', 'boot-fs.php');
  const before = join(findRoot(), 'tests', 'support', 'php', 'wp-cli-require.php');
  const isRoot = process.getuid?.() === 0;
  const all = [
    `--path=${join(folder, 'www')}`,
    `--url=${url}`,
    `--require=${before}`,
    '--no-color',
    ...(isRoot ? ['--allow-root'] : []),
    ...args,
  ];
  // Root may read the clone where the shop's user cannot; what it writes stays open to that user.
  const command = ['-c', 'umask 0; exec "$@"', 'sh', php, ...SETTINGS, boot, ...all];
  return runProgram('sh', command, { env: { ...process.env, WP_CLI_PHP_USED: php } });
}
