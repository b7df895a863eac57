import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, found from a source file and from a bundle alike. */
export function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'demo.mjs')) || !existsSync(join(folder, 'sync-runner'))) {
    const parent = dirname(folder);
    if (parent === folder) {
      throw new Error('The repository around this program was not found: run it from a clone of Cherry Bridge.');
    }
    folder = parent;
  }
  return folder;
}
