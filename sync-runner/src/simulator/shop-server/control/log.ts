export interface CallEntry {
  seq: number;
  at: string;
  verb: string;
  path: string;
  query: string;
  /** 0 = no answer was sent. */
  status: number;
  fault: string | null;
  /** The route's work stands, whatever the caller heard. */
  committed: boolean;
  req: unknown;
  res: unknown;
}

const LIMIT = 5_000;

export interface CallLog {
  add(entry: Omit<CallEntry, 'seq'>): void;
  since(seq: number, limit: number): CallEntry[];
  clear(): void;
}

const short = (value: unknown): unknown => {
  if (value === undefined) return null;
  const text = JSON.stringify(value);
  return text.length > 4_000 ? `${text.slice(0, 4_000)}…` : value;
};

const maskedQuery = (query: string): string => query.replace(/(consumer_(?:key|secret)=)[^&]*/g, '$1***');

/** The last calls, keys masked. */
export const createCallLog = (): CallLog => {
  let entries: CallEntry[] = [];
  let seq = 0;
  return {
    add: (entry) => {
      seq += 1;
      entries.push({ seq, ...entry, query: maskedQuery(entry.query), req: short(entry.req), res: short(entry.res) });
      if (entries.length > LIMIT) entries = entries.slice(-LIMIT / 2);
    },
    since: (after, limit) => entries.filter((entry) => entry.seq > after).slice(0, limit),
    clear: () => {
      entries = [];
    },
  };
};
