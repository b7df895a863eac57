import { spawn } from 'node:child_process';

/**
 * A tiny shell beside us that ends what we started if we are killed and cannot do it ourselves:
 * it reads lines from a pipe, and when the pipe breaks it ends every process named there.
 */
export interface Guardian {
  /** Ends this process, with its group where it leads one, if we vanish. */
  watch(pid: number | undefined): void;
  /** Ends the process whose number stands in the first line of this file (a server that a child of ours started). */
  watchPidFile(path: string): void;
  /** Deletes this folder after the rest has ended, if we vanish. */
  watchFolder(path: string): void;
  /** All is ended in good order: the guardian goes without touching anything. */
  release(): void;
}

const SCRIPT = `
while read -r kind value; do
  case "$kind" in
    pid) pids="$pids $value" ;;
    file) files="$files $value" ;;
    folder) folders="$folders $value" ;;
    done) exit 0 ;;
  esac
done
for file in $files; do [ -r "$file" ] && pids="$pids $(head -n 1 "$file")"; done
for pid in $pids; do kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null; done
for turn in 1 2 3 4 5 6 7 8 9 10; do
  alive=""
  for pid in $pids; do kill -0 "$pid" 2>/dev/null && alive="$alive $pid"; done
  [ -z "$alive" ] && break
  sleep 1
done
for pid in $alive; do kill -KILL -- "-$pid" 2>/dev/null || kill -KILL "$pid" 2>/dev/null; done
for folder in $folders; do rm -rf "$folder"; done
exit 0
`;

export function startGuardian(): Guardian {
  // Its own process group: Ctrl-C at the terminal must not take it before us.
  const shell = spawn('sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.unref();
  shell.stdin.on('error', () => undefined);
  const say = (line: string) => shell.stdin.write(`${line}\n`);
  // The pipe must not keep our own event loop alive.
  (shell.stdin as unknown as { unref?: () => void }).unref?.();
  return {
    watch: (pid) => pid !== undefined && say(`pid ${pid}`),
    watchPidFile: (path) => say(`file ${path}`),
    watchFolder: (path) => say(`folder ${path}`),
    release: () => shell.stdin.end('done\n'),
  };
}
