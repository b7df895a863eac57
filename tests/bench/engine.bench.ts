import { join } from 'node:path';
import { recordFigures } from '../support/figures.ts';
import { findRoot } from '../support/shop/find-root.ts';
import { runProgram } from '../support/shop/php.ts';

/** The engine as its own process, so that its memory is its own too. */
const root = findRoot();
const program = join(root, 'sync-runner', 'bench', 'engine.bench.ts');
const { code, stdout, stderr } = await runProgram(process.execPath, ['--import', 'tsx', program], {
  cwd: root,
  env: process.env,
});
if (code !== 0)
  throw new Error(`The engine's bench ended with code ${code}: ${stderr.trim().split('\n').slice(-5).join('\n')}`);
const result = JSON.parse(stdout.trim().split('\n').at(-1) as string) as Record<
  'orders' | 'created' | 'confirmed' | 'seconds' | 'ordersPerSecond' | 'rssMb',
  number
>;
recordFigures('engine', [
  ['orders, each created and noted (two writes each)', `${result.orders}, ${result.confirmed} writes confirmed`],
  ['orders per second, far sides answer at once (goal: 500)', result.ordersPerSecond.toFixed(0)],
  ['memory of the process', `${result.rssMb.toFixed(0)} MB`],
]);
process.exitCode = result.created === result.orders ? 0 : 1;
