import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { findRoot } from '../support/shop/find-root.ts';

interface Service {
  image?: string;
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  command?: string[];
  network_mode?: string;
}

/** The runner's environment, as the documents promise it; each also as NAME_FILE. */
const RUNNER_NAMES = [
  'DATABASE_URL',
  'CHERRY_BRIDGE_DATA',
  'CHERRY_BRIDGE_SCHEMA',
  'SHOP_URL',
  'SHOP_KEY',
  'SHOP_SECRET',
  'ERP_URL',
  'ERP_SUBSCRIPTION_KEY',
  'ERP_PROFILE',
  'CHERRY_BRIDGE_ROLE',
  'METRICS_PORT',
  'CHERRY_BRIDGE_CLOCK_RATE',
  'LOG_LEVEL',
];

const compose = parse(readFileSync(join(findRoot(), 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};

describe('docker-compose.yml', () => {
  it('brings the shop, its database, the ERP simulator and the runner', () => {
    expect(Object.keys(compose.services)).toEqual(
      expect.arrayContaining(['mariadb', 'wordpress', 'erp', 'runner', 'shop-setup']),
    );
    expect(compose.services['runner']?.image).toBe(compose.services['erp']?.image);
  });

  it('gives the runner only names that the runner reads', () => {
    const allowed = RUNNER_NAMES.flatMap((name) => [name, `${name}_FILE`]);
    const given = Object.keys(compose.services['runner']?.environment ?? {});
    expect(given.filter((name) => !allowed.includes(name))).toEqual([]);
    expect(given).toEqual(expect.arrayContaining(['SHOP_URL', 'SHOP_KEY_FILE', 'SHOP_SECRET_FILE', 'ERP_URL']));
  });

  it('lets the runner reach both sides on loopback, as plain http is taken nowhere else', () => {
    const { environment, network_mode: network } = compose.services['runner'] as Service;
    expect(network).toBe('service:wordpress');
    expect(compose.services['erp']?.network_mode).toBe('service:wordpress');
    expect(new URL(environment?.['SHOP_URL'] ?? '').hostname).toBe('127.0.0.1');
    expect(new URL(environment?.['ERP_URL'] ?? '').hostname).toBe('127.0.0.1');
  });

  it('opens every port to this machine only', () => {
    const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('keeps the test bench out of the shop', () => {
    const mounts = Object.values(compose.services).flatMap((service) => service.volumes ?? []);
    expect(mounts.filter((mount) => mount.includes('mu-plugins'))).toEqual([]);
    const named = mounts.filter((mount) => !mount.startsWith('.')).map((mount) => mount.split(':')[0]);
    expect([...new Set(named)].sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('starts the words of the command line', () => {
    expect(compose.services['runner']?.command?.slice(-1)).toEqual(['run']);
    expect(compose.services['erp']?.command?.join(' ')).toContain('simulate erp');
  });
});
