import './assert-node.mjs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { buildAll, buildTestPrograms } from './build.mjs';
import { ensureNodeModules, ensureVendor } from './install.mjs';
import { ROOT } from './run-program.mjs';

/**
 * Installs and builds what a program of tests/support needs, then becomes that program.
 * @param {string} name `demo` for tests/support/demo.entry.ts
 * @param {{ needsPhp: boolean, build?: 'all' | 'programs' }} needs
 */
export async function runEntry(name, needs) {
  const log = (line) => console.log(line);
  try {
    await ensureNodeModules(log);
    if (needs.needsPhp) {
      const fault = await ensureVendor(log);
      if (fault !== undefined) {
        log(`${fault}; a real WooCommerce cannot be set up without PHP and Composer.`);
      }
    }
    await (needs.build === 'programs' ? buildTestPrograms : buildAll)(log);
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
  await import(pathToFileURL(join(ROOT, 'tests', 'dist', `${name}.mjs`)).href);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [name, ...rest] = process.argv.slice(2);
  process.argv.splice(1, Infinity, join(ROOT, 'tests', 'dist', `${name}.mjs`), ...rest);
  await runEntry(name, { needsPhp: name === 'shop' });
}
