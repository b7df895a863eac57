import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasProgram, ROOT, runProgram } from './run-program.mjs';

/**
 * Brings node_modules to what package-lock.json says; does nothing when it is there already.
 * @param {(line: string) => void} log
 */
export async function ensureNodeModules(log) {
  const reason = findNodeModulesFault();
  if (reason === undefined) {
    return;
  }
  log(`Installs the npm packages (${reason}); the first time this takes a few minutes.`);
  const isLocked = existsSync(join(ROOT, 'package-lock.json'));
  const args = [isLocked ? 'ci' : 'install', '--no-audit', '--no-fund'];
  let { code, output } = await runProgram('npm', args, { isQuiet: true });
  if (code !== 0) {
    log('npm stumbled; tries once more.');
    ({ code, output } = await runProgram('npm', args, { isQuiet: true }));
  }
  if (code !== 0) {
    throw new Error(
      `npm could not install the packages, so nothing can start. It said:\n${output.trim().split('\n').slice(-15).join('\n')}`,
    );
  }
  if (isLocked) {
    writeFileSync(STAMP, hashLock());
  }
}

/** Written after npm was content: a lock file may name a package that npm, rightly, does not install here. */
const STAMP = join(ROOT, 'node_modules', '.cherry-bridge-stamp');

function hashLock() {
  return createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
}

/** The stamp of an install of ours, else what is installed against the lock file, package by package. */
function findNodeModulesFault() {
  const installed = join(ROOT, 'node_modules', '.package-lock.json');
  const locked = join(ROOT, 'package-lock.json');
  if (!existsSync(installed)) {
    return 'none are installed yet';
  }
  if (!existsSync(locked) || (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hashLock())) {
    return undefined;
  }
  const there = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(locked, 'utf8')).packages);
  const isMissing = ([path, entry]) =>
    path.includes('node_modules/') &&
    !entry.link &&
    !entry.optional &&
    !entry.peer &&
    !entry.extraneous &&
    there[path]?.version !== entry.version;
  const missing = wanted.find(isMissing);
  return missing === undefined
    ? undefined
    : `${missing[0].replace(/^.*node_modules\//, '')} ${missing[1].version} is missing`;
}

/**
 * Brings vendor/ to what composer.json asks for.
 * @param {(line: string) => void} log
 * @returns {Promise<string | undefined>} why PHP's tools are not there, or undefined when they are.
 */
export async function ensureVendor(log) {
  const stamp = join(ROOT, 'vendor', '.cherry-bridge-stamp');
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'composer.json')))
    .digest('hex');
  const isThere = existsSync(join(ROOT, 'vendor', 'autoload.php'));
  if (isThere && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return undefined;
  }
  if (!(await ensurePhp(log))) {
    return 'PHP is not installed';
  }
  if (!(await hasProgram('composer')) && !(await aptInstall(['composer', 'unzip'], log))) {
    return 'Composer is not installed';
  }
  log('Installs the Composer packages.');
  const env = { ...process.env, COMPOSER_ALLOW_SUPERUSER: '1' };
  // Without a lock file Composer keeps what fits: a package another version was pinned for must go first.
  rmSync(stamp, { force: true });
  const args = ['update', '--no-interaction', '--no-progress', '--quiet'];
  const { code, output } = await runProgram('composer', args, { isQuiet: true, env });
  if (code !== 0) {
    return `Composer could not install its packages: ${output.trim().split('\n').slice(-6).join(' ')}`;
  }
  writeFileSync(stamp, wanted);
  return undefined;
}

/** PHPUnit and PHPStan read XML and multibyte text; a bare PHP lacks both. */
async function ensurePhp(log) {
  const probe = ['-r', 'exit(extension_loaded("mbstring") && extension_loaded("dom") ? 0 : 1);'];
  const isReady = async () => (await runProgram('php', probe, { isQuiet: true })).code === 0;
  if (await isReady()) {
    return true;
  }
  await aptInstall(['php-cli', 'php-mbstring', 'php-xml', 'composer', 'unzip'], log);
  return isReady();
}

/**
 * Installs Debian packages as root without starting a service of theirs.
 * @param {string[]} packages
 * @param {(line: string) => void} log
 * @returns {Promise<boolean>} false where this machine is no Debian, or we are not root, or apt-get failed.
 */
export async function aptInstall(packages, log) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !(await hasProgram('apt-get'))) {
    return false;
  }
  log(`Installs by apt-get: ${packages.join(', ')}.`);
  const policy = '/usr/sbin/policy-rc.d';
  const isOurs = !existsSync(policy);
  if (isOurs) {
    writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  }
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runProgram('apt-get', ['update', '-qq'], { isQuiet: true, env });
    const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
    return (await runProgram('apt-get', args, { isQuiet: true, env })).code === 0;
  } finally {
    if (isOurs) {
      rmSync(policy, { force: true });
    }
  }
}
