import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The programs a real shop runs on. */
export interface Machine {
  php: string;
  phpVersion: string;
  /** Absent: PHP's own server with several workers serves the shop. */
  phpFpm: string | undefined;
  nginx: string | undefined;
  databaseServer: string;
  databaseInstaller: string | undefined;
}

const EXTENSIONS = ['mysqli', 'curl', 'gd', 'zip', 'mbstring', 'intl', 'xml'];
const FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin', '/opt/homebrew/bin'];

/** Finds the programs; on Debian as root it installs those that are missing. Throws one sentence that names what is missing. */
export function prepareMachine(log: (line: string) => void): Machine {
  let missing = listMissing();
  if (missing.length > 0 && canInstall()) {
    log(`Installs by apt-get: ${missing.join(', ')}.`);
    installPackages();
    missing = listMissing();
  }
  if (missing.length > 0) {
    const advice = 'Install PHP 8.1 or later with these extensions and a MariaDB or MySQL server, then try again.';
    throw new Error(`A real shop cannot start here: missing ${missing.join(', ')}. ${advice}`);
  }
  return readMachine();
}

/** What a real shop would lack here; empty when it can start. */
export function listMissing(): string[] {
  const php = findProgram('php');
  if (php === undefined) {
    return ['PHP 8.1 or later', ...EXTENSIONS.map((name) => `PHP extension ${name}`), 'MariaDB or MySQL server'];
  }
  const missing: string[] = [];
  const probe = 'echo json_encode([PHP_VERSION, PHP_VERSION_ID, array_map("strtolower", get_loaded_extensions())]);';
  const [version, versionId, loaded] = JSON.parse(execFileSync(php, ['-r', probe], { encoding: 'utf8' })) as [
    string,
    number,
    string[],
  ];
  if (versionId < 80100) {
    missing.push(`PHP 8.1 or later (found ${version})`);
  }
  missing.push(...EXTENSIONS.filter((name) => !loaded.includes(name)).map((name) => `PHP extension ${name}`));
  if (findProgram('mariadbd', 'mysqld') === undefined) {
    missing.push('MariaDB or MySQL server');
  }
  return missing;
}

function readMachine(): Machine {
  const php = findProgram('php') as string;
  const phpVersion = execFileSync(php, ['-r', 'echo PHP_VERSION;'], { encoding: 'utf8' });
  const short = phpVersion.split('.').slice(0, 2).join('.');
  const databaseServer = findProgram('mariadbd', 'mysqld') as string;
  return {
    php,
    phpVersion,
    phpFpm: findProgram(`php-fpm${short}`, 'php-fpm'),
    nginx: findProgram('nginx'),
    databaseServer,
    databaseInstaller: findProgram('mariadb-install-db', 'mysql_install_db'),
  };
}

function findProgram(...names: string[]): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), ...FOLDERS].filter((folder) => folder !== '');
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Whether apt-get may be asked: Debian or a child of it, and root. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

/** PHP packages of the version that is there, so that no second PHP comes in. */
function findPhpPackages(): string[] {
  const parts = ['cli', 'fpm', 'mysql', 'curl', 'gd', 'zip', 'mbstring', 'intl', 'xml'];
  const php = findProgram('php');
  const version = php ? execFileSync(php, ['-r', 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;']).toString() : '';
  const isPackaged = version !== '' && existsSync('/usr/share/php') && readdirSync('/etc/php').includes(version);
  return parts.map((part) => (isPackaged ? `php${version}-${part}` : `php-${part}`));
}

function installPackages(): void {
  aptInstall([...findPhpPackages(), 'mariadb-server', 'nginx-light']);
}

/** Installs packages without starting any system service: ours run as children of our own. */
export function aptInstall(packages: string[]): void {
  const policy = '/usr/sbin/policy-rc.d';
  const isOurs = !existsSync(policy);
  if (isOurs) {
    writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  }
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
    const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
    const run = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
    if (run.status !== 0) {
      throw new Error(`apt-get could not install ${packages.join(' ')}: ${run.stderr.trim().split('\n').at(-1)}`);
    }
  } finally {
    if (isOurs) {
      rmSync(policy, { force: true });
    }
  }
}
