import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createDatabaseFolder, startDatabase } from './database.ts';
import { findRoot } from './find-root.ts';
import { startGuardian } from './guardian.ts';
import type { Machine } from './machine.ts';
import { runPhpSource } from './php.ts';
import { giveTo, giveTreeTo, openServiceFolder, type ServiceUser } from './service-user.ts';
import { findCacheFolder, type FoundSources, unzip } from './sources.ts';
import { writeWpConfig } from './wp-config.ts';

export const ADMIN_USER = 'admin';
export const ADMIN_PASSWORD = 'admin';

/** A lock older than this belongs to a builder that died. */
const LOCK_STALE_MS = 300_000;
const SCRIPTS = ['install-wordpress.php', 'activate-plugin.php', 'set-up-store.php'];

/**
 * The folder of an installed shop at rest, from which new shops are copied. Built once per set of sources.
 * @returns path with `www` (code and content) and `mysql` (data folder).
 */
export async function ensureTemplate(
  sources: FoundSources,
  machine: Machine,
  user: ServiceUser | undefined,
  log: (line: string) => void,
): Promise<string> {
  const shelf = join(findCacheFolder(), 'templates');
  const template = join(shelf, readTemplateKey(sources, machine, user));
  mkdirSync(shelf, { recursive: true });
  const lock = `${template}.lock`;
  for (;;) {
    if (existsSync(template)) {
      return template;
    }
    if (takeLock(lock)) {
      break;
    }
    await pause(500);
  }
  const heartbeat = setInterval(() => utimesSync(lock, new Date(), new Date()), 20_000);
  try {
    log(`Installs WordPress ${sources.wordpressVersion} and WooCommerce ${sources.woocommerceVersion} once.`);
    await buildTemplate(sources, machine, user, template);
    return template;
  } finally {
    clearInterval(heartbeat);
    rmSync(lock, { recursive: true, force: true });
  }
}

function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > LOCK_STALE_MS) {
      rmSync(lock, { recursive: true, force: true });
    }
    return false;
  }
}

/** Anything that would make another installed shop is part of the name. */
function readTemplateKey(sources: FoundSources, machine: Machine, user: ServiceUser | undefined): string {
  const hash = createHash('sha256');
  for (const place of [sources.wordpress, sources.woocommerce]) {
    const stat = statSync(place);
    hash.update(`${place} ${stat.mtimeMs} ${stat.isFile() ? stat.size : ''}\n`);
  }
  const { phpVersion, databaseServer } = machine;
  hash.update([sources.wordpressVersion, sources.woocommerceVersion, phpVersion, databaseServer, user?.uid].join(' '));
  for (const script of SCRIPTS) {
    hash.update(readFileSync(join(findRoot(), 'tests', 'support', 'php', script)));
  }
  const name = `wp${sources.wordpressVersion}-wc${sources.woocommerceVersion}`.replace(/[^a-z0-9.-]/gi, '');
  return `${name}-${hash.digest('hex').slice(0, 12)}`;
}

async function buildTemplate(
  sources: FoundSources,
  machine: Machine,
  user: ServiceUser | undefined,
  template: string,
): Promise<void> {
  const guardian = startGuardian();
  const folder = openServiceFolder(undefined, user);
  guardian.watchFolder(folder);
  try {
    openShopFolders(folder, user);
    layCode(sources, folder, user);
    createDatabaseFolder(machine, folder, user);
    const database = await startDatabase(machine, folder, user, guardian);
    try {
      writeWpConfig(folder, 'http://127.0.0.1:9', database.socket);
      await installShop(machine.php, folder, database.socket, user);
    } finally {
      await database.stop();
    }
    rmSync(join(folder, 'www', 'wp-config.php'));
    const part = `${template}.part`;
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part);
    for (const name of ['www', 'mysql']) {
      execFileSync('cp', ['-a', join(folder, name), join(part, name)]);
    }
    renameSync(part, template);
  } finally {
    guardian.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folders every shop has beside its code and its data. */
export function openShopFolders(folder: string, user: ServiceUser | undefined): void {
  for (const name of ['run', 'log', 'bench']) {
    mkdirSync(join(folder, name), { recursive: true, mode: 0o755 });
    giveTo(join(folder, name), user);
  }
}

function layCode(sources: FoundSources, folder: string, user: ServiceUser | undefined): void {
  const www = join(folder, 'www');
  const laid: Array<[string, string, string]> = [
    [sources.wordpress, 'wordpress', www],
    [sources.woocommerce, 'woocommerce', join(www, 'wp-content', 'plugins', 'woocommerce')],
  ];
  for (const [place, name, target] of laid) {
    if (statSync(place).isFile()) {
      unzip(place, name, target);
    } else {
      execFileSync('cp', ['-r', '--', place, target]);
    }
  }
  rmSync(join(www, 'wp-config.php'), { force: true });
  mkdirSync(join(www, 'wp-content', 'uploads'), { recursive: true });
  layBench(folder);
  execFileSync('chmod', ['-R', 'a+rX', www]);
  giveTreeTo(www, user, false);
}

/** Puts the must-use plugin of the test bench in place, newest version. */
export function layBench(folder: string): void {
  const target = join(folder, 'www', 'wp-content', 'mu-plugins');
  rmSync(target, { recursive: true, force: true });
  cpSync(join(findRoot(), 'tests', 'support', 'mu-plugins'), target, { recursive: true });
  execFileSync('chmod', ['-R', 'a+rX', target]);
}

async function installShop(php: string, folder: string, socket: string, user: ServiceUser | undefined): Promise<void> {
  const makeDatabase = `<?php (new mysqli(null, 'root', '', '', 0, '${socket}'))->query('CREATE DATABASE wordpress CHARACTER SET utf8mb4');`;
  await runPhpSource(php, folder, makeDatabase, user);
  const read = (name: string) => readFileSync(join(findRoot(), 'tests', 'support', 'php', name), 'utf8');
  const env = {
    CHERRY_ADMIN_USER: ADMIN_USER,
    CHERRY_ADMIN_PASSWORD: ADMIN_PASSWORD,
    CHERRY_PLUGIN: 'woocommerce/woocommerce.php',
  };
  for (const script of SCRIPTS) {
    await runPhpSource(php, folder, read(script), user, env);
  }
}

/** Copies the template into a new shop's folder; code is shared by hard links where the disk allows. */
export function copyTemplate(template: string, folder: string, user: ServiceUser | undefined): void {
  if (readdirSync(folder).some((name) => name === 'www' || name === 'mysql')) {
    throw new Error(`${folder} holds a shop already: name another folder, or start it with --reset.`);
  }
  execFileSync('cp', ['-a', join(template, 'mysql'), join(folder, 'mysql')]);
  const code = join(template, 'www');
  try {
    execFileSync('cp', ['-al', code, join(folder, 'www')], { stdio: 'ignore' });
  } catch {
    rmSync(join(folder, 'www'), { recursive: true, force: true });
    execFileSync('cp', ['-a', code, join(folder, 'www')]);
  }
  openShopFolders(folder, user);
}
