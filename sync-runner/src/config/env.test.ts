import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from './env.ts';
import { readText } from './read-text.ts';

const missing = (path: string): never => {
  throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
};
const files =
  (content: Record<string, string>) =>
  (path: string): string =>
    content[path] ?? missing(path);

const complete = {
  CHERRY_BRIDGE_DATA: '/srv/cherry',
  SHOP_URL: 'https://shop.example/',
  SHOP_KEY: 'ck_1',
  SHOP_SECRET: 'cs_1',
  ERP_URL: 'https://erp.example/api/',
  ERP_SUBSCRIPTION_KEY: 'k1',
};
const read = (env: Record<string, string>, content: Record<string, string> = {}) => readConfig(env, files(content));
const faultsOf = (env: Record<string, string>, content: Record<string, string> = {}): readonly string[] => {
  const outcome = read(env, content);
  return outcome.ok ? [] : outcome.faults;
};

describe('the environment of the runner', () => {
  it('fills in every default where only both sides are named', () => {
    expect(read(complete)).toEqual({
      ok: true,
      config: {
        database: { via: 'embedded' },
        dataDir: '/srv/cherry',
        schema: 'cherry_bridge',
        shop: { url: 'https://shop.example', key: 'ck_1', secret: 'cs_1', isPaired: false },
        erp: { url: 'https://erp.example/api', subscriptionKey: 'k1', profile: {}, profilePath: '' },
        role: 'all',
        metricsPort: 9464,
        clockRate: 1,
        logLevel: 'info',
      },
    });
  });

  it('lists every fault of an empty environment, each with its name', () => {
    const faults = faultsOf({});
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'SHOP_KEY',
      'SHOP_URL',
      'ERP_URL',
      'ERP_SUBSCRIPTION_KEY',
    ]);
  });

  it('lists wrong values and missing ones in the same answer', () => {
    const faults = faultsOf({
      ...complete,
      ERP_SUBSCRIPTION_KEY: '',
      SHOP_URL: 'ftp://shop',
      DATABASE_URL: 'mysql://x',
      METRICS_PORT: '99999',
      LOG_LEVEL: 'loud',
      CHERRY_BRIDGE_ROLE: 'boss',
      CHERRY_BRIDGE_SCHEMA: 'Shop-1',
      CHERRY_BRIDGE_CLOCK_RATE: '0',
    });
    const names = [
      'SHOP_URL',
      'DATABASE_URL',
      'METRICS_PORT',
      'LOG_LEVEL',
      'CHERRY_BRIDGE_ROLE',
      'CHERRY_BRIDGE_SCHEMA',
      'CHERRY_BRIDGE_CLOCK_RATE',
      'ERP_SUBSCRIPTION_KEY',
    ];
    for (const name of names)
      expect(
        faults.filter((fault) => fault.startsWith(`${name} `)),
        name,
      ).toHaveLength(1);
    expect(faults).toHaveLength(names.length);
  });

  it('never repeats a secret in a fault', () => {
    const faults = faultsOf({
      ...complete,
      SHOP_KEY: 'ck with-space',
      SHOP_URL: 'https://me:hunter2@shop.example',
      DATABASE_URL: 'mysql://u:hunter2@h/d',
      ERP_SUBSCRIPTION_KEY: 'a hunter2',
    }).join('\n');
    expect(faults).toContain('SHOP_KEY');
    expect(faults).not.toMatch(/hunter2|with-space/);
  });

  it('reads each name from a file too and cuts the line break at its end', () => {
    const { SHOP_SECRET: _left, ...rest } = complete;
    const outcome = read({ ...rest, SHOP_SECRET_FILE: '/run/secrets/s' }, { '/run/secrets/s': 'cs_file\n' });
    expect(outcome.ok && outcome.config.shop.secret).toBe('cs_file');
  });

  it('refuses a name given twice and a file that is not there', () => {
    expect(faultsOf({ ...complete, SHOP_KEY_FILE: '/x' })).toEqual([
      'SHOP_KEY and SHOP_KEY_FILE are both set. Keep one of them.',
    ]);
    expect(faultsOf({ ...complete, DATABASE_URL_FILE: '/gone' })).toEqual([
      expect.stringContaining('DATABASE_URL_FILE names /gone, but it does not exist'),
    ]);
  });

  it('takes plain http for a shop on this machine and nowhere else', () => {
    expect(read({ ...complete, SHOP_URL: 'http://127.0.0.1:4020' }).ok).toBe(true);
    expect(read({ ...complete, SHOP_URL: 'http://localhost:4020' }).ok).toBe(true);
    expect(faultsOf({ ...complete, SHOP_URL: 'http://shop.example' })).toEqual([expect.stringContaining('plain http')]);
    expect(faultsOf({ ...complete, SHOP_URL: 'http://127.0.0.1.evil.example' })).toEqual([
      expect.stringContaining('plain http'),
    ]);
  });

  it('lets time pass faster only where both far sides are on this machine', () => {
    const fast = {
      ...complete,
      CHERRY_BRIDGE_CLOCK_RATE: '60',
      SHOP_URL: 'http://127.0.0.1:1',
      ERP_URL: 'http://[::1]:2',
    };
    expect(read(fast).ok).toBe(true);
    expect(faultsOf({ ...fast, ERP_URL: 'https://erp.example' })).toEqual([
      expect.stringContaining('CHERRY_BRIDGE_CLOCK_RATE'),
    ]);
  });

  it('gives the profile file as it stands and says so where it is not JSON', () => {
    const profiled = { ...complete, ERP_PROFILE: '/p.json' };
    const outcome = read(profiled, { '/p.json': '{"orders":{"mode":"batch"}}' });
    expect(outcome.ok && outcome.config.erp.profile).toEqual({ orders: { mode: 'batch' } });
    expect(faultsOf(profiled, { '/p.json': '{' })).toEqual([expect.stringContaining('not JSON')]);
    expect(faultsOf(profiled)).toEqual([expect.stringContaining('does not exist')]);
  });
});

describe('the key that was traded for a pairing code', () => {
  const { SHOP_KEY: _key, SHOP_SECRET: _secret, ...keyless } = complete;
  const pairing = JSON.stringify({ url: 'https://shop.example', key: 'ck_p', secret: 'cs_p' });

  it('is used where the environment names none', () => {
    const outcome = read(keyless, { '/srv/cherry/pairing.json': pairing });
    expect(outcome.ok && outcome.config.shop).toEqual({
      url: 'https://shop.example',
      key: 'ck_p',
      secret: 'cs_p',
      isPaired: true,
    });
  });

  it('brings the shop’s address along', () => {
    const { SHOP_URL: _url, ...bare } = keyless;
    const outcome = read(bare, { '/srv/cherry/pairing.json': pairing });
    expect(outcome.ok && outcome.config.shop.url).toBe('https://shop.example');
  });

  it('is never sent to another shop', () => {
    expect(
      faultsOf({ ...keyless, SHOP_URL: 'https://other.example' }, { '/srv/cherry/pairing.json': pairing }),
    ).toEqual([expect.stringContaining('was paired with')]);
  });

  it('yields to a key of the environment', () => {
    const outcome = read(complete, { '/srv/cherry/pairing.json': pairing });
    expect(outcome.ok && outcome.config.shop.key).toBe('ck_1');
  });

  describe('on disk', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cherry-config-'));
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it('is refused while other users of the machine can read it', () => {
      const path = join(folder, 'pairing.json');
      writeFileSync(path, pairing, { mode: 0o600 });
      expect(readText(path)).toBe(pairing);
      chmodSync(path, 0o644);
      expect(() => readText(path)).toThrow('chmod 600');
    });
  });
});
