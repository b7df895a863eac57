import { runCli } from '#cli/index.ts';

/** What still holds the process open after a clean end (an idle socket) may not keep it for longer. */
const LINGER_MS = 2000;

// Whoever reads our answer may stop reading (`| head`): what is under way is still ended cleanly.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  isTerminal: process.stdout.isTTY === true,
  onStop: (stop) => {
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  },
  exitNow: (code) => process.exit(code),
});
process.exitCode = exitCode;
setTimeout(() => process.exit(exitCode), LINGER_MS).unref();
