import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort, isPortFree } from './shop/children.ts';
import { type Database, startDatabase } from './shop/database.ts';
import { findRoot } from './shop/find-root.ts';
import { type Guardian, startGuardian } from './shop/guardian.ts';
import { type Machine, prepareMachine } from './shop/machine.ts';
import { type ProgramResult, runPhpSource, runWp } from './shop/php.ts';
import { findServiceUser, isEnterable, openServiceFolder, type ServiceUser } from './shop/service-user.ts';
import { findRealShopSources, obtainRealShopSources, unzip } from './shop/sources.ts';
import { ADMIN_PASSWORD, ADMIN_USER, copyTemplate, ensureTemplate, layBench } from './shop/template.ts';
import { startWebServer, type WebServer } from './shop/web-server.ts';
import { writeWpConfig } from './shop/wp-config.ts';

export { findRealShopSources, obtainRealShopSources };
export { listMissing } from './shop/machine.ts';

export interface RealShopOptions {
  /** Loopback port; a free one by default. */
  port?: number;
  /** Where the shop lives. Default: a temporary folder that stop() deletes. A folder that is named is kept and started again. */
  dataDir?: string;
  /** `copy` (default) of plugin/, a `link` to it (edits show at once), `none`, or the path of a zip. */
  plugin?: 'copy' | 'link' | 'none' | (string & {});
  /** Every flow live from the start; default true. False: a new shop's own default, rehearsing. */
  live?: boolean;
  /** How often wp-cron.php is called, so that Action Scheduler runs; 0 never. Default 10. */
  cronSeconds?: number;
  log?: (line: string) => void;
}

export interface ShopAccess {
  adminUser: string;
  adminPassword: string;
  managerUser: string;
  managerPassword: string;
  /** REST key of the runner's user, role cherry_bridge_sync. */
  key: string;
  secret: string;
  /** REST key of a shop manager without cherry_bridge_create_skus. */
  managerKey: string;
  managerSecret: string;
  /** REST key of the administrator; opens cherry-test/v1. */
  adminKey: string;
  adminSecret: string;
  phpVersion: string;
  wordpressVersion: string;
  woocommerceVersion: string;
}

export interface RealShop extends ShopAccess {
  url: string;
  dataDir: string;
  webServer: 'nginx' | 'php';
  /** PHP source, with or without its opening tag, or a .php file: runs inside WordPress as a process of its own; gives what it printed. */
  runPhp(codeOrFile: string, env?: Record<string, string>): Promise<string>;
  wp(args: string[]): Promise<ProgramResult>;
  /** Runs what is due of WP-Cron and Action Scheduler once. */
  runCron(): Promise<void>;
  stop(): Promise<void>;
}

const PLUGIN_FILE = 'cherry-bridge/cherry-bridge.php';

/** Brings up WordPress, WooCommerce, MariaDB and the plugin on loopback. Throws one sentence when it cannot. */
export async function startRealShop(options: RealShopOptions = {}): Promise<RealShop> {
  const log = options.log ?? (() => undefined);
  const machine = prepareMachine(log);
  const sources = await obtainRealShopSources(log);
  if (!sources.found) {
    throw new Error(`No real shop can be started: ${sources.reason} Name a folder or zip of each: ${sources.command}`);
  }
  const port = options.port ?? (await findFreePort());
  if (!(await isPortFree(port))) {
    throw new Error(`Port ${port} is taken by another program: end it, or name another port.`);
  }
  const user = findServiceUser();
  const template = await ensureTemplate(sources, machine, user, log);
  const folder = openServiceFolder(options.dataDir, user);
  const guardian = startGuardian();
  if (options.dataDir === undefined) {
    guardian.watchFolder(folder);
  }
  if (!existsSync(join(folder, 'www'))) {
    copyTemplate(template, folder, user);
  }
  return openShop({ folder, port, machine, user, guardian, options });
}

interface Opening {
  folder: string;
  port: number;
  machine: Machine;
  user: ServiceUser | undefined;
  guardian: Guardian;
  options: RealShopOptions;
}

async function openShop(opening: Opening): Promise<RealShop> {
  const { folder, port, machine, user, guardian, options } = opening;
  const url = `http://127.0.0.1:${port}`;
  const servers: Array<Database | WebServer> = [];
  const close = async () => {
    for (const server of servers.reverse()) {
      await server.stop();
    }
    guardian.release();
    if (options.dataDir === undefined) {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  try {
    const database = await startDatabase(machine, folder, user, guardian);
    servers.push(database);
    writeWpConfig(folder, url, database.socket);
    layBench(folder);
    const access = await provision(opening, url);
    const web = await startWebServer(machine, folder, port, user, guardian);
    servers.push(web);
    return describeShop(opening, url, access, web, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Puts the plugin in place and makes users and keys, once per shop. */
async function provision(opening: Opening, url: string): Promise<ShopAccess> {
  const { folder, machine, user, options } = opening;
  const script = (name: string) => readFileSync(join(findRoot(), 'tests', 'support', 'php', name), 'utf8');
  const hasPlugin = layPlugin(folder, options.plugin ?? 'copy');
  if (hasPlugin) {
    await runPhpSource(machine.php, folder, script('activate-plugin.php'), user, { CHERRY_PLUGIN: PLUGIN_FILE });
  }
  const kept = join(folder, 'shop.json');
  if (existsSync(kept)) {
    return JSON.parse(readFileSync(kept, 'utf8')) as ShopAccess;
  }
  const printed = await runPhpSource(machine.php, folder, script('provision.php'), user);
  const made = JSON.parse(printed.trim().split('\n').at(-1) as string) as Record<string, string> & {
    [role in 'runner' | 'manager' | 'admin']: { key: string; secret: string };
  };
  const access: ShopAccess = {
    adminUser: ADMIN_USER,
    adminPassword: ADMIN_PASSWORD,
    managerUser: made['manager_user'] as string,
    managerPassword: made['manager_password'] as string,
    key: made.runner.key,
    secret: made.runner.secret,
    managerKey: made.manager.key,
    managerSecret: made.manager.secret,
    adminKey: made.admin.key,
    adminSecret: made.admin.secret,
    phpVersion: made['php_version'] as string,
    wordpressVersion: made['wordpress_version'] as string,
    woocommerceVersion: made['woocommerce_version'] as string,
  };
  if (hasPlugin && (options.live ?? true)) {
    const result = await runWp(machine.php, folder, url, ['cherry-bridge', 'flows', 'live', 'all']);
    if (result.code !== 0) {
      options.log?.(`The flows stay in rehearsal: ${result.stderr.trim() || result.stdout.trim()}`);
    }
  }
  writeFileSync(kept, JSON.stringify(access), { mode: 0o600 });
  return access;
}

/** @returns whether there is a plugin to activate. */
function layPlugin(folder: string, wish: string): boolean {
  const target = join(folder, 'www', 'wp-content', 'plugins', 'cherry-bridge');
  rmSync(target, { recursive: true, force: true });
  if (wish === 'none') {
    return false;
  }
  if (wish !== 'copy' && wish !== 'link') {
    if (!existsSync(wish) || !statSync(wish).isFile()) {
      throw new Error(`${wish} is no plugin zip: build one with npm run build:plugin.`);
    }
    unzip(wish, 'cherry-bridge', target);
  } else if (wish === 'link' && isEnterable(join(findRoot(), 'plugin'))) {
    symlinkSync(realpathSync(join(findRoot(), 'plugin')), target);
    return true;
  } else {
    cpSync(join(findRoot(), 'plugin'), target, { recursive: true });
  }
  execFileSync('chmod', ['-R', 'a+rX', target]);
  return existsSync(join(target, 'cherry-bridge.php'));
}

function describeShop(
  opening: Opening,
  url: string,
  access: ShopAccess,
  web: WebServer,
  close: () => Promise<void>,
): RealShop {
  const { folder, machine, user, options } = opening;
  const runCron = async () => {
    const answer = await fetch(`${url}/wp-cron.php?doing_wp_cron`, { signal: AbortSignal.timeout(120_000) });
    await answer.body?.cancel();
  };
  const cronSeconds = options.cronSeconds ?? 10;
  const timer =
    cronSeconds > 0 ? setInterval(() => void runCron().catch(() => undefined), cronSeconds * 1000) : undefined;
  let stopping: Promise<void> | undefined;
  return {
    ...access,
    url,
    dataDir: folder,
    webServer: web.kind,
    runPhp: (codeOrFile, env = {}) => {
      const isFile = codeOrFile.endsWith('.php') && existsSync(codeOrFile);
      const code = (isFile ? readFileSync(codeOrFile, 'utf8') : codeOrFile)
        .replace(/^\s*<\?php/, '')
        .replace(/declare\(\s*strict_types=1\s*\);/, '');
      return runPhpSource(
        machine.php,
        folder,
        `<?php require getenv( 'CHERRY_WWW' ) . '/wp-load.php';\n${code}`,
        user,
        env,
      );
    },
    wp: (args) => runWp(machine.php, folder, url, args),
    runCron,
    stop: () => {
      clearInterval(timer);
      stopping ??= close();
      return stopping;
    },
  };
}
