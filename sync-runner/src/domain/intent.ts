import type { FlowName, IntentState } from '#contracts/codes.ts';

/** One write we mean to do. The key `flow:entity:natural-key:fingerprint` makes the same wish the same row. */
export interface Intent {
  /** UUIDv5 of the key. */
  readonly id: string;
  readonly flow: FlowName;
  /** What kind of write, e.g. `create`, `note`, `positions`, `style`, `shipment`. */
  readonly entity: string;
  /** The natural key: order reference, style, SKU chunk, shipment number. */
  readonly subject: string;
  readonly key: string;
  /** Writes of one lane keep their order; two lanes never wait for one another. */
  readonly lane: string;
  readonly payload: unknown;
}

/** An intent as the ledger keeps it. */
export interface StoredIntent extends Intent {
  readonly state: IntentState;
  /** Tries so far, the running one included. */
  readonly attempts: number;
  /** When the current try's bytes left (wall clock, epoch ms); null before the first. */
  readonly sentAtMs: number | null;
  /** Since when the outcome is unclear; null = it is not. */
  readonly unclearSinceMs: number | null;
  readonly lastError: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}
