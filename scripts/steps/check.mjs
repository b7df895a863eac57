import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runBin } from '../run-program.mjs';
import { addUp, failOnce, passOnce } from './outcome.mjs';

const TYPED = ['sync-runner', 'admin-ui', 'tests'];

/** Each is one check: its name, the command of node_modules/.bin, and what to type to mend it. */
function listChecks() {
  const types = TYPED.filter((name) => existsSync(join(ROOT, name, 'tsconfig.json'))).map((name) => ({
    name: `types of ${name}`,
    command: ['tsc', '-p', `${name}/tsconfig.json`, '--noEmit'],
    advice: 'mend the types',
  }));
  const lawful = ['sync-runner/src', 'admin-ui/src', 'tests'].filter((folder) => existsSync(join(ROOT, folder)));
  return [
    { name: 'lint', command: ['eslint', '.'], advice: 'npx eslint . --fix mends a part of it' },
    ...types,
    {
      name: 'import law',
      command: ['depcruise', '--config', 'sync-runner/.dependency-cruiser.cjs', '--output-type', 'err-long', ...lawful],
      advice: 'each rule says why it stands',
    },
    {
      name: 'format',
      command: ['prettier', '--check', '--log-level', 'warn', '.'],
      advice: 'npx prettier --write . mends it',
    },
    { name: 'contracts', command: ['tsx', 'scripts/contracts.ts', '--check'], advice: 'npm run contracts' },
  ];
}

/**
 * Format, lint, types, import law and contracts; two at a time, as each keeps one core busy.
 * @param {(line: string) => void} log
 */
export async function runChecks(log) {
  const waiting = listChecks();
  const outcomes = [];
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      outcomes.push(await runCheck(check, log));
    }
  };
  await Promise.all([work(), work()]);
  return addUp(outcomes);
}

async function runCheck(check, log) {
  const start = Date.now();
  const [name, ...args] = check.command;
  const { code, output } = await runBin(name, args, { isQuiet: true });
  const seconds = Math.round((Date.now() - start) / 1000);
  log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)`);
  return code === 0 ? passOnce() : failOnce(`${check.name}: ${check.advice}\n${output.trim()}`);
}
