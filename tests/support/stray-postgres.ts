import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { waitFor } from './shop/children.ts';

/** The pid files of PostgreSQL servers below a folder. */
export function findPostgresPidFiles(folder: string, depth = 4): string[] {
  if (depth === 0 || !existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return findPostgresPidFiles(path, depth - 1);
    }
    return entry.name === 'postmaster.pid' ? [path] : [];
  });
}

/** Ends the PostgreSQL servers that a killed runner left below this folder; gives how many there were. */
export async function stopStrayPostgres(folder: string): Promise<number> {
  let count = 0;
  for (const file of findPostgresPidFiles(folder)) {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    if (!isServerOf(pid, dirname(file))) {
      continue;
    }
    count += 1;
    // SIGINT is PostgreSQL's fast shutdown: it ends open sessions itself.
    process.kill(pid, 'SIGINT');
    await waitFor(
      () => Promise.resolve(!isAlive(pid)),
      `PostgreSQL of ${dirname(file)} (process ${pid}) does not end.`,
      15_000,
    );
  }
  return count;
}

/** A pid file can outlive its server, and the number can belong to a stranger by now. */
function isServerOf(pid: number, dataFolder: string): boolean {
  if (!isAlive(pid)) {
    return false;
  }
  const place = `/proc/${pid}/cmdline`;
  return !existsSync('/proc/self') || (existsSync(place) && readFileSync(place, 'utf8').includes(dataFolder));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
