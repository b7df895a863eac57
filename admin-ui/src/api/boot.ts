import { z } from 'zod';
import { OverviewAnswer } from '@cherry-bridge/sync-runner/contracts';

/** What the page hands over with its HTML as `window.cherryBridge`; rights default to "may not". */
const Boot = z.object({
  /** By full name, `cherry_bridge_manage`; a page that leaves the prefix out is understood as well. */
  caps: z.record(z.string(), z.boolean()).catch({}),
  currency: z.string().catch(''),
  /** WordPress's form, "en_GB"; the formatters want "en-GB". */
  locale: z.string().catch('en-GB'),
  /** The shop's time zone, "Europe/London" or "+02:00"; times are shown in it. Empty: the browser's own. */
  timezone: z.string().catch(''),
  shopUrl: z.string().catch(''),
  /** The person at the screen, so that "assign to me" is one press; the stand-in calls it `userName`. */
  user: z.string().catch(''),
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

const SHORT_CAPS = new Set(['view', 'support', 'manage', 'sign_off', 'settings', 'create_skus']);

let read: Boot | undefined;

/** The boot object, read once. Anything missing or unreadable falls back to the careful value. */
export function readBoot(): Boot {
  read ??= oneForm(Boot.parse(window.cherryBridge ?? {}));
  return read;
}

/** The two hosts name two things differently; the screens know one form. */
function oneForm(boot: Boot): Boot {
  const caps: Record<string, boolean> = {};
  for (const [name, may] of Object.entries(boot.caps)) {
    caps[SHORT_CAPS.has(name) ? `cherry_bridge_${name}` : name] = may;
  }
  return { ...boot, caps, userName: boot.userName === '' ? boot.user : boot.userName };
}
