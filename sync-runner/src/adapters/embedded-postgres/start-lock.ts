import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type ReleaseLock = () => Promise<void>;

const listen = (name: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(name, () => {
      server.unref();
      resolve(server);
    });
  });

/** Linux: a name in the abstract socket space. The kernel frees it with the process, so a `kill -9` leaves nothing stale. */
const tryAbstractLock = async (folder: string): Promise<ReleaseLock | undefined> => {
  const server = await listen(`\0cherry-bridge-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`);
  if (server === undefined) return undefined;
  return () => new Promise((resolve) => server.close(() => resolve()));
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Elsewhere: a file that names its holder. */
const tryFileLock = async (folder: string): Promise<ReleaseLock | undefined> => {
  const path = `${folder}.lock`;
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return () => rm(path, { force: true });
  } catch {
    const holder = Number(await readFile(path, 'utf8').catch(() => '0'));
    if (holder > 0 && !isAlive(holder)) await rm(path, { force: true });
    return undefined;
  }
};

/** One process at a time starts or stops the server of a folder. Waits up to `timeoutMs`, then gives undefined. */
export const takeStartLock = async (folder: string, timeoutMs: number): Promise<ReleaseLock | undefined> => {
  const tryLock = process.platform === 'linux' ? tryAbstractLock : tryFileLock;
  for (let waitedMs = 0; ; waitedMs += 50) {
    const release = await tryLock(folder);
    if (release !== undefined || waitedMs >= timeoutMs) return release;
    await sleep(50);
  }
};
