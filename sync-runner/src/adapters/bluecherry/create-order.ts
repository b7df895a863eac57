import { redactText } from '#adapters/http/index.ts';
import type { AnswerGot } from '#adapters/http/index.ts';
import type { ErpTime } from '#domain/erp-time.ts';
import type { OrderDraft } from '#domain/sales-order.ts';
import type { CreateOrderOutcome } from '#ports/erp.ts';
import { composeOrder } from './compose-order.ts';
import type { Connection } from './connection.ts';
import { composeRename, isMembers, lowerNames } from './envelope.ts';
import { composeCertainError, composeNothingError, readListedTexts, readMeaning, splitErrorText } from './errors.ts';
import { OrderRefusal } from './order-refusal.ts';
import { readFlag, readText } from './row.ts';
import type { RawRow } from './row.ts';
import { readErpTime } from './time.ts';

const ROUTE = 'salesOrder';

/** Sends one order once. Whatever is not certain is `unclear`; SyncError only where surely nothing was committed. */
export const createOrder = async (connection: Connection, draft: OrderDraft): Promise<CreateOrderOutcome> => {
  const composed = tryCompose(connection, draft);
  if ('outcome' in composed) return composed;
  const answer = await connection.post(ROUTE, [composed.body], 'create-order');
  if (answer.got === 'nothing') {
    if (!answer.wasSent) throw composeNothingError(answer, ROUTE);
    return { outcome: 'unclear', cause: answer.message };
  }
  const meaning = readMeaning(answer);
  const certain = composeCertainError(meaning, ROUTE, answer.retryAtMs);
  if (certain !== null) throw certain;
  if (meaning.means === 'refused') return readRefusal(meaning.code, meaning.text);
  if (meaning.means !== 'answered') {
    const why = meaning.means === 'unknown' ? meaning.why : meaning.means;
    return { outcome: 'unclear', cause: `Blue Cherry answered ${why}.` };
  }
  return readAnswer(connection, draft, answer);
};

type Refused = Extract<CreateOrderOutcome, { readonly outcome: 'refused' }>;

const tryCompose = (connection: Connection, draft: OrderDraft): Refused | { readonly body: unknown } => {
  try {
    const { body, shortenings } = composeOrder(draft, connection.profile, connection.clock.nowMs());
    if (shortenings.length > 0) {
      connection.log.info('Texts of an order were shortened to fit the ERP.', {
        reference: draft.reference,
        shortenings,
      });
    }
    return { body };
  } catch (error) {
    if (error instanceof OrderRefusal) return { outcome: 'refused', code: error.code, text: error.message };
    throw error;
  }
};

/** "This reference exists" is no refusal of the order but news of an earlier send: the look-up tells. */
const readRefusal = (code: string, text: string): CreateOrderOutcome =>
  code === 'PO_DUP'
    ? { outcome: 'unclear', cause: `Blue Cherry has this reference already (${text}).` }
    : { outcome: 'refused', code, text };

const readAnswer = (connection: Connection, draft: OrderDraft, answer: AnswerGot): CreateOrderOutcome => {
  const item = readItemOf(answer.json, connection);
  if (item === null) return { outcome: 'unclear', cause: 'Blue Cherry answered without an order key.' };
  const texts = readListedTexts(item.members['errors']) ?? readListedTexts(item.members['message']);
  if (texts !== null) {
    const { code, text } = splitErrorText(texts);
    return readRefusal(code, text);
  }
  const reference = readText(item, 'po_num');
  if (reference !== '' && reference !== draft.reference) {
    return {
      outcome: 'unclear',
      cause: `Blue Cherry's answer names another reference (${redactText(reference, 40)}).`,
    };
  }
  const batchId = readText(item, 'batch_id').trim();
  const erpKey = readText(item, 'pkey').trim();
  if (erpKey === '' || erpKey === '0') {
    if (answer.status === 202 || (batchId !== '' && connection.profile.orders.mode === 'batch'))
      return { outcome: 'queued', batchId };
    return { outcome: 'unclear', cause: 'Blue Cherry answered without an order key.' };
  }
  return {
    outcome: 'created',
    erpKey,
    // A bare key says neither number nor whether it existed before: the flow reads and compares the order.
    erpOrder: readText(item, 'ord_num'),
    commitTime: readCommitTime(item, connection),
    wasExisting: readFlag(item, 'existing', false),
  };
};

/** A time that cannot be read is none: the order was created all the same, and the read-back tells it again. */
const readCommitTime = (item: RawRow, connection: Connection): ErpTime | null => {
  const { orders, formats } = connection.profile;
  return orders.time === '' ? null : readErpTime(readText(item, orders.time.toLowerCase()), formats.zone);
};

/** The answer item of our one order: `data[]` (by `item`), `data` itself, or the object at the top. */
const readItemOf = (json: unknown, connection: Connection): RawRow | null => {
  if (!isMembers(json)) return null;
  const rename = composeRename(ROUTE, connection.profile);
  const top = lowerNames(json);
  const given = top['data'];
  if (Array.isArray(given)) {
    const items = given.filter(isMembers).map((each): RawRow => ({ members: rename(each), children: {} }));
    const first = items.find((item) => Number(readText(item, 'item') || '0') === 0);
    if (first !== undefined) return first;
  }
  return { members: rename(isMembers(given) ? given : json), children: {} };
};
