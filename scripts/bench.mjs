/** `npm run bench [-- name …]`: the measurements of tests/bench, each a program of its own. */
import './assert-node.mjs';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from './build.mjs';
import { ensureNodeModules, ensureVendor } from './install.mjs';
import { ROOT, runBin } from './run-program.mjs';

const folder = join(ROOT, 'tests', 'bench');
const all = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.bench.ts')) : [];
const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? all : all.filter((name) => wanted.includes(name.replace('.bench.ts', '')));
if (chosen.length === 0) {
  console.error(
    `Nothing to measure: tests/bench has ${all.map((name) => name.replace('.bench.ts', '')).join(', ') || 'no *.bench.ts'}.`,
  );
  process.exit(2);
}
const log = (line) => console.log(line);
try {
  await ensureNodeModules(log);
  await ensureVendor(log);
  await buildAll(log);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
let isFailed = false;
for (const name of chosen) {
  log(`\n== ${name}`);
  isFailed = (await runBin('tsx', [join(folder, name)])).code !== 0 || isFailed;
}
process.exit(isFailed ? 1 : 0);
