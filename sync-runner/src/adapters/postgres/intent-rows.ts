import type { StoredIntent } from '#domain/intent.ts';
import type { IntentRecord } from './tables.ts';

/** A stored row as the flows see it. `seq` arrives as a number. */
export const readIntent = (row: Omit<IntentRecord, 'seq'>): StoredIntent => ({
  id: row.id,
  flow: row.flow,
  entity: row.entity,
  subject: row.subject,
  key: row.key,
  lane: row.lane,
  payload: row.payload,
  state: row.state,
  attempts: row.attempts,
  sentAtMs: row.sent_at_ms,
  unclearSinceMs: row.unclear_since_ms,
  lastError: row.last_error,
  createdAtMs: row.created_at_ms,
  updatedAtMs: row.updated_at_ms,
});
