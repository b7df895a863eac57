import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runnerVersion } from './compose.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

it('runner, package and plugin carry one version', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'sync-runner', 'package.json'), 'utf8')) as { version: string };
  const header = /^\s*\*\s*Version:\s*(\S+)/m.exec(readFileSync(join(root, 'plugin', 'cherry-bridge.php'), 'utf8'));
  expect(manifest.version).toBe(runnerVersion);
  expect(header?.[1]).toBe(runnerVersion);
});
