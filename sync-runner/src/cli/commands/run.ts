import { setMaxListeners } from 'node:events';
import type { Command } from 'commander';
import { serve } from '#compose.ts';
import type { Session } from '../session.ts';

/** A stop is over after 10 s; what is cut off then is taken up by the next start. */
const STOP_LIMIT_MS = 9000;

/** Aborts at the first stop signal; the second one, or the limit, ends the process at once. */
const listenForStop = (session: Session): AbortController => {
  const controller = new AbortController();
  // Every loop of the service and every sleep in it listens to this one signal.
  setMaxListeners(0, controller.signal);
  session.world.onStop(() => {
    if (controller.signal.aborted) return session.world.exitNow(0);
    controller.abort();
    setTimeout(() => session.world.exitNow(0), STOP_LIMIT_MS).unref();
  });
  return controller;
};

export const addRun = (program: Command, session: Session): void => {
  program
    .command('run')
    .description('the service: schedules, workers, reports; stops cleanly on SIGTERM')
    .option('--json', 'the log is JSON lines anyway; faults of the start are one JSON object')
    .action(async () => {
      const { signal } = listenForStop(session);
      const runtime = await session.start({ needsFarSides: true, hasMetrics: true, logTo: 'stdout' });
      if (runtime === null) return;
      try {
        if (!signal.aborted) await serve(runtime, signal);
      } finally {
        await runtime.close();
      }
    });
};
