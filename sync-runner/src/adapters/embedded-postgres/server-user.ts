import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';

/** Whom the server runs as. PostgreSQL refuses root, so from root it is `nobody`; else it is the user we are. */
export interface ServerUser {
  /** Name the operating system knows the *runner* by: peer authentication lets only this one in. */
  readonly runnerName: string;
  /** Present where the child has to drop its rights. */
  readonly drop: { readonly uid: number; readonly gid: number } | undefined;
}

const readRunnerName = (): string => {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return '';
  }
};

export const readServerUser = (): ServerUser => {
  const runnerName = readRunnerName();
  if (process.getuid?.() !== 0) return { runnerName, drop: undefined };
  const row = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody');
  return { runnerName, drop: { uid: Number(row?.[2] ?? 65534), gid: Number(row?.[3] ?? 65534) } };
};

/** Whether the server's user can enter this folder: each folder above it must let it pass, which only trying tells. */
export const canEnter = (user: ServerUser, folder: string): boolean => {
  if (user.drop === undefined) return true;
  const answer = spawnSync('/bin/sh', ['-c', 'test -d "$1" && test -x "$1"', 'sh', folder], { ...user.drop, cwd: '/' });
  return answer.status === 0;
};
