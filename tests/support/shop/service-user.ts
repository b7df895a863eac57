import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, chmodSync, statSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** MariaDB and php-fpm do not run as root: a root that starts them hands them to this user. */
export interface ServiceUser {
  uid: number;
  gid: number;
}

/** The user for the shop's servers: `nobody` when we are root, else ourselves (undefined: nothing to change). */
export function findServiceUser(): ServiceUser | undefined {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const read = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }).trim());
  return { uid: read('-u'), gid: read('-g') };
}

/** Whether another user may walk into this folder: every folder above it is open to all. */
export function isEnterable(path: string): boolean {
  let folder = resolve(path);
  while (!existsSync(folder)) {
    folder = dirname(folder);
  }
  for (;;) {
    if ((statSync(folder).mode & 0o001) === 0) {
      return false;
    }
    const parent = dirname(folder);
    if (parent === folder) {
      return true;
    }
    folder = parent;
  }
}

/**
 * A folder the service user owns. Where the wished one lies behind a closed folder, a temporary one takes its place.
 * MariaDB's socket lies below it, so the path stays short.
 */
export function openServiceFolder(wished: string | undefined, user: ServiceUser | undefined): string {
  const usable = wished !== undefined && wished.length < 70 && (user === undefined || isEnterable(dirname(wished)));
  const folder = usable ? resolve(wished) : mkdtempSync(join(tmpdir(), 'cherry-shop-'));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  giveTo(folder, user);
  return folder;
}

export function giveTo(path: string, user: ServiceUser | undefined): void {
  if (user !== undefined) {
    chownSync(path, user.uid, user.gid);
  }
}

/** Hands over every folder below `path`; files are handed over too when `files` says so. */
export function giveTreeTo(path: string, user: ServiceUser | undefined, files: boolean): void {
  giveTo(path, user);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) {
      giveTreeTo(inner, user, files);
    } else if (files && !entry.isSymbolicLink()) {
      giveTo(inner, user);
    }
  }
}
