import type { Stamp } from './catalogue.ts';

export type AckOutcome = 'PENDING' | 'ACCEPTED' | 'REJECTED';

/** What a queued order became. */
export interface Ack {
  pkey: number;
  batchId: string;
  poNum: string;
  outcome: AckOutcome;
  ordNum: string;
  commit: Stamp | undefined;
  errors: string[];
  lastMod: Stamp;
}

export interface QueuedOrder {
  ack: Ack;
  item: unknown;
  /** Seconds the order stays hidden; undefined = drawn at commit. */
  hiddenS: number | undefined;
}

export interface OrderQueue {
  batchId: string | undefined;
  waiting: QueuedOrder[];
}

export const openQueue = (): OrderQueue => ({ batchId: undefined, waiting: [] });
