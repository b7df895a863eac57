import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ROOT, runBin } from '../run-program.mjs';

/**
 * Runs one vitest project and reads its figures from its own report.
 * @param {'unit' | 'real-shop' | 'e2e'} project
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<import('./outcome.mjs').Outcome>}
 */
export async function runVitest(project, env = process.env) {
  const folder = mkdtempSync(join(tmpdir(), 'cherry-vitest-'));
  const file = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['run', '--project', project, '--passWithNoTests', '--maxWorkers', '2', ...reporters];
  const { code } = await runBin('vitest', args, { env });
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] };
  rmSync(folder, { recursive: true, force: true });
  return readReport(report, project, code);
}

function readReport(report, project, code) {
  const outcome = { passed: 0, failed: 0, skips: [], faults: [] };
  for (const suite of report.testResults) {
    const file = relative(ROOT, suite.name);
    for (const test of suite.assertionResults) {
      if (test.status === 'passed') {
        outcome.passed += 1;
      } else if (test.status === 'failed') {
        outcome.failed += 1;
        outcome.faults.push(
          `${file}: ${test.fullName}\n${(test.failureMessages[0] ?? '').split('\n').slice(0, 6).join('\n')}`,
        );
      } else {
        const command = `npx vitest run --project ${project} ${file}`;
        outcome.skips.push({
          what: `${file}: ${test.fullName}`,
          reason: 'it skips itself; the file says why',
          command,
        });
      }
    }
    if (suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed')) {
      outcome.failed += 1;
      outcome.faults.push(`${file} did not run to its end: ${suite.message}`);
    }
  }
  if (code !== 0 && outcome.failed === 0) {
    outcome.failed += 1;
    outcome.faults.push(
      `vitest (${project}) ended with code ${code} though no test failed; its output above says why.`,
    );
  }
  return outcome;
}
