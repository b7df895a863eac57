import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Runs a program in the repository's folder to its end.
 * @param {string} program
 * @param {string[]} args
 * @param {{ isQuiet?: boolean, env?: NodeJS.ProcessEnv, cwd?: string }} [options] isQuiet keeps the output to ourselves.
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program is not there.
 */
export function runProgram(program, args, options = {}) {
  return new Promise((resolve) => {
    const stdio = options.isQuiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
    const child = spawn(program, args, { cwd: options.cwd ?? ROOT, env: options.env ?? process.env, stdio });
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ code: 127, output: error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Runs a package's command from node_modules.
 * @param {string} name
 * @param {string[]} args
 * @param {Parameters<typeof runProgram>[2]} [options]
 */
export function runBin(name, args, options) {
  return runProgram(join(ROOT, 'node_modules', '.bin', name), args, options);
}

/**
 * Whether a program answers at all.
 * @param {string} program
 * @param {string} [flag]
 */
export async function hasProgram(program, flag = '--version') {
  return (await runProgram(program, [flag], { isQuiet: true })).code === 0;
}
