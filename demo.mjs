#!/usr/bin/env node
/**
 * `npm run demo`: the main job, live, on a clean clone. Installs and builds what is missing, then starts
 * PostgreSQL, a Blue Cherry simulator, a shop, the runner and the screens. Options: `npm run demo -- --help`.
 */
import './scripts/assert-node.mjs';

const { runEntry } = await import('./scripts/run-entry.mjs');
const isStandIn = /--shop[= ]stand-in/.test(process.argv.join(' '));
await runEntry('demo', { needsPhp: !isStandIn && !process.argv.includes('--help') });
