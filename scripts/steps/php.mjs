import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, runProgram } from '../run-program.mjs';
import { addUp, failOnce, passOnce } from './outcome.mjs';

const TOOLS = [
  { name: 'PHP rules', args: ['vendor/bin/phpcs', '-q'] },
  {
    name: 'PHP analysis',
    args: ['-d', 'memory_limit=2G', 'vendor/bin/phpstan', 'analyse', '--no-progress', '--memory-limit=2G'],
  },
];

/**
 * phpcs, PHPStan and PHPUnit's unit tests.
 * @param {(line: string) => void} log
 */
export async function runPhp(log) {
  const outcomes = [];
  for (const tool of TOOLS) {
    const start = Date.now();
    const { code, output } = await runProgram('php', tool.args, { isQuiet: true });
    log(`${code === 0 ? 'ok    ' : 'FAILED'} ${tool.name} (${Math.round((Date.now() - start) / 1000)} s)`);
    outcomes.push(code === 0 ? passOnce() : failOnce(`${tool.name}\n${output.trim()}`));
  }
  outcomes.push(await runPhpUnit('unit'));
  return addUp(outcomes);
}

/**
 * Runs one suite of phpunit.xml.dist and reads its figures from its own log.
 * @param {'unit' | 'integration'} suite
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<import('./outcome.mjs').Outcome>}
 */
export async function runPhpUnit(suite, env = process.env) {
  const tests = join(ROOT, 'plugin', 'tests', suite === 'unit' ? 'Unit' : 'Integration');
  if (!existsSync(tests) || !readdirSync(tests, { recursive: true }).some((name) => name.endsWith('Test.php'))) {
    return addUp([]);
  }
  const folder = mkdtempSync(join(tmpdir(), 'cherry-phpunit-'));
  const file = join(folder, 'junit.xml');
  const { code } = await runProgram('php', ['vendor/bin/phpunit', '--testsuite', suite, '--log-junit', file], { env });
  const xml = existsSync(file) ? readFileSync(file, 'utf8') : '';
  rmSync(folder, { recursive: true, force: true });
  return readJunit(xml, suite, code);
}

function readJunit(xml, suite, code) {
  const outcome = { passed: 0, failed: 0, skips: [], faults: [] };
  for (const [, attributes, body] of xml.matchAll(/<testcase ([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const name = `${/class="([^"]*)"/.exec(attributes)?.[1]}::${/name="([^"]*)"/.exec(attributes)?.[1]}`;
    if (body !== undefined && /<(failure|error|warning)\b/.test(body)) {
      outcome.failed += 1;
      outcome.faults.push(
        `${name}\n${body
          .replace(/<[^>]*>/g, '')
          .trim()
          .split('\n')
          .slice(0, 8)
          .join('\n')}`,
      );
    } else if (body !== undefined && /<skipped\b/.test(body)) {
      const command = `vendor/bin/phpunit --testsuite ${suite} --filter ${name.split('::')[1]}`;
      outcome.skips.push({ what: name, reason: 'it skips itself; the test says why', command });
    } else {
      outcome.passed += 1;
    }
  }
  if (code !== 0 && outcome.failed === 0) {
    outcome.failed += 1;
    outcome.faults.push(`PHPUnit (${suite}) ended with code ${code} though no test failed; its output above says why.`);
  }
  return outcome;
}
