/**
 * `npm run dev`: the demo, started again whenever a source of the runner or of the test programs changes, and the
 * screens rebuilt in place. Options are those of the demo.
 */
import './assert-node.mjs';
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { buildScreens } from './build.mjs';
import { ROOT } from './run-program.mjs';

const RESTART = ['sync-runner/src', 'tests/support'];
const REBUILD = ['admin-ui/src'];
/** An editor writes a file in several steps, and a branch switch writes many files. */
const SETTLE_MS = 400;

let child;
let isOver = false;

function start() {
  child = spawn(process.execPath, [join(ROOT, 'demo.mjs'), ...process.argv.slice(2)], { stdio: 'inherit' });
  child.once('exit', (code) => {
    if (isOver) {
      process.exit(code ?? 0);
    }
  });
}

async function restart() {
  const old = child;
  if (old.exitCode === null) {
    const ended = new Promise((resolve) => old.once('exit', resolve));
    old.kill('SIGTERM');
    await ended;
  }
  console.log('A source changed: starts again.');
  start();
}

async function rebuild() {
  await buildScreens(console.log).catch((error) => console.error(error.message));
}

/** Runs `work` once the folder is quiet, never twice at the same time. */
function onChange(folders, work) {
  let timer;
  let running = Promise.resolve();
  for (const folder of folders.filter((name) => existsSync(join(ROOT, name)))) {
    watch(join(ROOT, folder), { recursive: true }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => (running = running.then(work)), SETTLE_MS);
    });
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isOver = true;
    child.kill('SIGTERM');
  });
}
start();
onChange(RESTART, restart);
onChange(REBUILD, rebuild);
