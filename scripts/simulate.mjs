/** `npm run simulate -- erp|shop [options]`: the command line's word of the same name, built first. */
import './assert-node.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildHost, buildRunner, buildScreens } from './build.mjs';
import { ensureNodeModules } from './install.mjs';
import { ROOT } from './run-program.mjs';

const log = (line) => console.error(line);
try {
  await ensureNodeModules(log);
  await buildRunner(log);
  if (process.argv[2] === 'shop') {
    await buildScreens(log);
    await buildHost(log);
  }
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const words = process.argv.slice(2);
const bundle = join(ROOT, 'sync-runner', 'dist', 'cherry-bridge.mjs');
const child = spawn(process.execPath, [bundle, 'simulate', ...words], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.once('exit', (code) => process.exit(code ?? 0));
