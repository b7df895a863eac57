import { z } from 'zod';
import { OverviewAnswer } from '@cherry-bridge/sync-runner/contracts';

/** What the page hands over with its HTML as `window.cherryBridge`; rights default to "may not". */
const Boot = z.object({
  caps: z.record(z.string(), z.boolean()).catch({}),
  currency: z.string().catch(''),
  /** WordPress's form, "en_GB"; the formatters want "en-GB". */
  locale: z.string().catch('en-GB'),
  shopUrl: z.string().catch(''),
  /** The person at the screen, so that "assign to me" is one press. */
  userName: z.string().catch(''),
  /** Names of people who may act, for "Ask Maria or Tom". */
  askers: z.array(z.string()).catch([]),
  first: z.object({ overview: OverviewAnswer.optional().catch(undefined) }).catch({}),
});
export type Boot = z.infer<typeof Boot>;

declare global {
  interface Window {
    cherryBridge?: unknown;
    wc?: { components?: Record<string, unknown> };
  }
}

let read: Boot | undefined;

/** The boot object, read once. Anything missing or unreadable falls back to the careful value. */
export function readBoot(): Boot {
  read ??= Boot.parse(window.cherryBridge ?? {});
  return read;
}
