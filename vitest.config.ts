import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** SQL files are text, as in the bundle. */
const sqlAsText = {
  name: 'sql-as-text',
  enforce: 'pre' as const,
  load(id: string) {
    return id.endsWith('.sql') ? `export default ${JSON.stringify(readFileSync(id, 'utf8'))};` : undefined;
  },
};

const setup = {
  environment: 'node' as const,
  // Everything a test needs it makes itself; what it stubs is put back.
  restoreMocks: true,
  unstubEnvs: true,
  unstubGlobals: true,
};

export default defineConfig({
  plugins: [sqlAsText],
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...setup,
          name: 'unit',
          include: ['sync-runner/src/**/*.test.ts', 'admin-ui/src/**/*.test.{ts,tsx}', 'tests/tools/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.real-shop.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          ...setup,
          // Against a real WooCommerce: CHERRY_BRIDGE_SUITE_SHOP names a file with its address and keys.
          name: 'real-shop',
          include: ['sync-runner/src/**/*.real-shop.test.ts', 'tests/real-shop/**/*.test.ts'],
          globalSetup: [fileURLToPath(new URL('./tests/support/real-shop-setup.ts', import.meta.url))],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          ...setup,
          name: 'e2e',
          include: ['tests/e2e/**/*.e2e.ts', 'tests/chaos/**/*.e2e.ts'],
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 300_000,
        },
      },
    ],
    maxWorkers: 2,
  },
});
