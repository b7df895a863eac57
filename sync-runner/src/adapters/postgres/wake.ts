import { type Kysely, sql } from 'kysely';
import type { WakePort } from '#ports/wake.ts';
import type { Session } from './session.ts';
import type { Tables } from './tables.ts';

/** Lead and wake-up calls over the session of this process. */
export const createWake = (db: Kysely<Tables>, session: Session): WakePort => ({
  holdsLead: () => session.holdsLead(),
  notify: async (flow) => {
    await sql`SELECT pg_notify(${session.channel}, ${flow})`.execute(db);
  },
  waitForWork: (timeoutMs, signal) => session.waitForNews(timeoutMs, signal),
});
