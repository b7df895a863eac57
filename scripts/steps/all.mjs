import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from '../browser.mjs';
import { buildAll } from '../build.mjs';
import { ensureVendor } from '../install.mjs';
import { ROOT } from '../run-program.mjs';
import { runChecks } from './check.mjs';
import { addUp, failOnce, passOnce, skipOnce } from './outcome.mjs';
import { runPhp } from './php.mjs';
import { runRealShop } from './real-shop.mjs';
import { runVitest } from './vitest.mjs';

/** Every step of `npm test`, in order; `needs` names a step without which it cannot run. */
export const STEPS = [
  { name: 'check', run: runChecks },
  { name: 'unit', run: () => runVitest('unit') },
  { name: 'php', run: runPhpStep },
  { name: 'build', run: runBuild },
  { name: 'real-shop', needs: ['build'], run: runRealShop },
  { name: 'e2e', needs: ['build'], run: runEndToEnd },
];

async function runPhpStep(log) {
  const fault = await ensureVendor(log);
  return fault === undefined
    ? runPhp(log)
    : skipOnce('PHPUnit, PHPStan and phpcs', fault, 'composer install && npm test -- --only php');
}

async function runBuild(log) {
  try {
    await buildAll(log);
    return passOnce();
  } catch (error) {
    return failOnce(error.message);
  }
}

async function runEndToEnd(log) {
  const folders = ['e2e', 'chaos'].map((name) => join(ROOT, 'tests', name)).filter((folder) => existsSync(folder));
  if (!folders.some((folder) => readdirSync(folder).some((name) => name.endsWith('.e2e.ts')))) {
    return addUp([]);
  }
  const browser = await ensureBrowser(log);
  if (browser === undefined) {
    const reason = 'no Chromium was found and none could be installed';
    return skipOnce('the end-to-end tests', reason, 'CHERRY_BRIDGE_BROWSER=<path of a Chromium> npm run e2e');
  }
  return runVitest('e2e', { ...process.env, CHERRY_BRIDGE_BROWSER: browser });
}
