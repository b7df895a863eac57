#!/usr/bin/env node
/**
 * `npm run demo`: the main job, live, on a clean clone. Installs and builds what is missing, then starts
 * PostgreSQL, a Blue Cherry simulator, a shop, the runner and the screens. Options: `npm run demo -- --help`.
 */
import './scripts/assert-node.mjs';

const { DEMO_USAGE, parseDemoOptions } = await import('./scripts/demo-options.mjs');

/** A wrong option is told before minutes of installing. */
function readOptions() {
  try {
    return parseDemoOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error.message}\n${DEMO_USAGE}`);
    return process.exit(2);
  }
}

const options = readOptions();
if (options === 'help') {
  console.log(DEMO_USAGE);
} else {
  const { runEntry } = await import('./scripts/run-entry.mjs');
  await runEntry('demo', { needsPhp: options.shop !== 'stand-in' });
}
