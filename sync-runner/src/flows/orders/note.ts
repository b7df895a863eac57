import type { OrderState } from '#contracts/codes.ts';
import { composeIntent } from '#domain/compose-intent.ts';
import { composeFingerprint } from '#domain/fingerprint.ts';
import type { Intent, StoredIntent } from '#domain/intent.ts';
import type { FlowContext, WriteOutcome } from '../flow.ts';

export interface NotePayload {
  readonly orderId: number;
  readonly reference: string;
  readonly state: OrderState;
  readonly erpOrder: string;
  readonly erpKey: string;
  readonly sentence: string;
  readonly atMs: number;
}

/**
 * Where an order stands, for its box in the shop. Its lane is its own: a waiting create never delays it. `episode` tells
 * two times of the same words apart: refused, unclear, refused again are three notes.
 */
export const composeNote = (payload: NotePayload, episode = ''): Intent => {
  const { atMs: _atMs, ...content } = payload;
  return composeIntent({
    flow: 'orders',
    entity: 'note',
    subject: `note:${payload.reference}`,
    fingerprint: composeFingerprint(episode === '' ? content : { ...content, episode }),
    lane: `note:${payload.reference}`,
    payload,
  });
};

/** Writes the ERP's number and state to the shop order; a repeat changes nothing there. */
export const writeNote = async (intent: StoredIntent, { shop }: FlowContext): Promise<WriteOutcome> => {
  const note = intent.payload as NotePayload;
  const answer = await shop.writeOrderLinks({
    version: 1,
    links: [
      {
        order_id: note.orderId,
        reference: note.reference,
        state: note.state,
        erp_order: note.erpOrder,
        erp_key: note.erpKey,
        sentence: note.sentence.slice(0, 400),
        at_utc: new Date(note.atMs).toISOString(),
      },
    ],
  });
  const row = answer.rows[0];
  if (row?.outcome === 'skipped') return { outcome: 'superseded', note: row.reason, changes: [] };
  return {
    outcome: 'confirmed',
    note: row?.outcome ?? 'written',
    changes: note.state === 'confirmed' ? [{ put: 'order-state', reference: note.reference, state: 'noted' }] : [],
    next: [],
  };
};
