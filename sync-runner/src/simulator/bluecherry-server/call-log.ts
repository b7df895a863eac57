export interface CallRecord {
  seq: number;
  /** Local text of the ERP clock. */
  at: string;
  verb: string;
  path: string;
  query: string;
  /** 0 = no answer. */
  status: number;
  fault: string | null;
  committed: boolean;
  req: unknown;
  res: unknown;
}

const RECORDS_MAX = 20_000;
const BODY_MAX = 64 * 1024;

export interface CallLog {
  add(record: Omit<CallRecord, 'seq'>): CallRecord;
  read(sinceSeq: number, limit: number): CallRecord[];
}

/** The last calls, oldest first. Keys never get in: headers are not kept, and a key in a query is masked. */
export const openCallLog = (keys: ReadonlySet<string>): CallLog => {
  let records: CallRecord[] = [];
  let seq = 0;
  return {
    add(record) {
      const kept = { seq: (seq += 1), ...record, query: maskKeys(record.query, keys) };
      kept.req = shorten(record.req);
      kept.res = shorten(record.res);
      records.push(kept);
      if (records.length > 2 * RECORDS_MAX) records = records.slice(-RECORDS_MAX);
      return kept;
    },
    read: (sinceSeq, limit) => {
      const first = records[0]?.seq ?? 1;
      const from = Math.max(0, sinceSeq + 1 - first);
      return records.slice(from, from + limit);
    },
  };
};

const maskKeys = (query: string, keys: ReadonlySet<string>): string =>
  query
    .split('&')
    .map((pair) => (keys.has(decodeLoose(pair.slice(pair.indexOf('=') + 1))) ? `${pair.split('=')[0]}=***` : pair))
    .join('&');

const decodeLoose = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Big pages would fill the memory of a long run. */
const shorten = (body: unknown): unknown => {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string') return body.length > BODY_MAX ? `${body.slice(0, 1000)}…` : body;
  const text = JSON.stringify(body);
  return text.length > BODY_MAX ? `${text.slice(0, 1000)}…` : body;
};
