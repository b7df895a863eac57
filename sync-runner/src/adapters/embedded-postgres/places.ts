import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SyncError } from '#errors/sync-error.ts';
import type { Log } from '#ports/log.ts';
import { canEnter, type ServerUser } from './server-user.ts';

export interface Places {
  /** The cluster is `<home>/data`, its log `<home>/server.log`; owned by the server's user. */
  readonly home: string;
  readonly socketFolder: string;
  /** Short-lived things, and copies of binaries. */
  readonly temp: string;
}

/** A file in the data folder that says where the cluster went, when it could not stay there. */
const POINTER = 'postgres-location';

const SOCKET_PATH_BYTES_MAX = 99;

/** Not TMPDIR: two processes of one installation may have different ones and must meet at one socket. */
const findTemp = (user: ServerUser): string => (existsSync('/tmp') && canEnter(user, '/tmp') ? '/tmp' : tmpdir());

const giveTo = (user: ServerUser, folder: string): void => {
  if (user.drop !== undefined) chownSync(folder, user.drop.uid, user.drop.gid);
  chmodSync(folder, 0o700);
};

const placeElsewhere = (user: ServerUser, dataDir: string, temp: string, log: Log): string => {
  const pointer = join(dataDir, POINTER);
  if (existsSync(pointer)) {
    const kept = readFileSync(pointer, 'utf8').trim();
    if (existsSync(kept)) return kept;
  }
  const parent = existsSync('/var/tmp') && canEnter(user, '/var/tmp') ? '/var/tmp' : temp;
  const home = mkdtempSync(join(parent, 'cherry-bridge-data-'));
  writeFileSync(pointer, `${home}\n`);
  log.warn('The data folder is closed to the database user, so the database lives in a temporary folder.', {
    folder: home,
  });
  return home;
};

/** A folder made private to us (mkdtemp) under open ones: the server's group may pass through it, nothing more. */
const letPass = (user: ServerUser, dataDir: string): void => {
  const found = statSync(dataDir);
  if (user.drop === undefined || found.uid !== process.getuid?.() || !canEnter(user, dirname(dataDir))) return;
  chownSync(dataDir, found.uid, user.drop.gid);
  chmodSync(dataDir, (found.mode & 0o707) | 0o010);
};

const placeHome = (user: ServerUser, dataDir: string, temp: string, log: Log): string => {
  const home = join(dataDir, 'postgres');
  if (existsSync(home) && canEnter(user, home)) return home;
  if (!canEnter(user, dataDir)) letPass(user, dataDir);
  if (!canEnter(user, dataDir)) return placeElsewhere(user, dataDir, temp, log);
  mkdirSync(home, { recursive: true });
  return home;
};

/** The socket folder is found again by name, so it must be ours and nobody else's. */
const nameSocketFolder = (home: string, temp: string): string => {
  const name = `cherry-bridge-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`;
  const folder = join(temp, name);
  if (Buffer.byteLength(join(folder, '.s.PGSQL.5432')) > SOCKET_PATH_BYTES_MAX) {
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `The temporary folder ${temp} has too long a path for a socket; set TMPDIR to a short one.`,
    });
  }
  return folder;
};

/** Under the start lock, since the last one out removes it. */
export const ensureSocketFolder = (user: ServerUser, folder: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const owners = [process.getuid?.(), user.drop?.uid];
  if (!found.isDirectory() || !owners.includes(found.uid)) {
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `The socket folder ${folder} belongs to somebody else; remove it.`,
    });
  }
  giveTo(user, folder);
};

/** Makes the folders of the server and gives them to its user. Throws SyncError CONFIG_INVALID where that is not allowed. */
export const makePlaces = (user: ServerUser, dataDir: string, log: Log): Places => {
  try {
    const temp = findTemp(user);
    mkdirSync(dataDir, { recursive: true });
    const home = placeHome(user, realpathSync(dataDir), temp, log);
    giveTo(user, home);
    return { home, socketFolder: nameSocketFolder(home, temp), temp };
  } catch (error) {
    if (error instanceof SyncError) throw error;
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `The data folder ${dataDir} cannot be used: ${(error as Error).message}. Give the runner's user the right to write there, or set CHERRY_BRIDGE_DATA.`,
      cause: error,
    });
  }
};
