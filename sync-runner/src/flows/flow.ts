import type { ErrorCode, FlowName } from '#contracts/codes.ts';
import type { Settings } from '#contracts/settings.ts';
import type { BufferRule } from '#domain/buffer.ts';
import type { Decision, FailureDraft, Quarantined } from '#domain/decision.ts';
import type { Intent, StoredIntent } from '#domain/intent.ts';
import type { Clock } from '#ports/clock.ts';
import type { ErpPort } from '#ports/erp.ts';
import type { LedgerChange } from '#domain/ledger-change.ts';
import type { LedgerReader } from '#ports/ledger.ts';
import type { Log } from '#ports/log.ts';
import type { EnqueueMode } from '#ports/outbox.ts';
import type { ShopPort } from '#ports/shop.ts';

/** What people decided, as pulled last. */
export interface Policy {
  readonly settings: Settings;
  readonly buffers: readonly BufferRule[];
}

/** The world of one pass. Reading is free; writing goes through intents. */
export interface FlowContext {
  readonly erp: ErpPort;
  readonly shop: ShopPort;
  readonly ledger: LedgerReader;
  readonly policy: Policy;
  readonly clock: Clock;
  readonly log: Log;
}

/** What one poll brought. `changes` (cursors, clock pairs) are stored with the decisions, in their transaction. */
export interface Polled<Rec> {
  readonly records: readonly Rec[];
  readonly quarantined: readonly Quarantined[];
  readonly changes: readonly LedgerChange[];
}

export type Normalised<Noun> =
  | { readonly outcome: 'noun'; readonly noun: Noun }
  | { readonly outcome: 'quarantined'; readonly quarantined: Quarantined };

/** Decisions and what to remember beside them (inbox rows, snapshots, items). */
export interface Decided {
  readonly decisions: readonly Decision[];
  readonly changes: readonly LedgerChange[];
}

export type WriteOutcome =
  /** Done, and the far side said so. `changes` is what we now know; `next` are the wishes that follow. */
  | {
      readonly outcome: 'confirmed';
      readonly note: string;
      readonly changes: readonly LedgerChange[];
      readonly next: readonly Intent[];
    }
  /** The far side refused this item. */
  | {
      readonly outcome: 'refused';
      readonly failure: FailureDraft;
      readonly changes: readonly LedgerChange[];
      readonly next: readonly Intent[];
    }
  /** A person has to look. */
  | {
      readonly outcome: 'held';
      readonly failure: FailureDraft;
      readonly changes: readonly LedgerChange[];
      readonly next: readonly Intent[];
    }
  /** Sent, no clear answer: look up at `lookUpAtMs`. */
  | {
      readonly outcome: 'unclear';
      /** The row people see if it stays unclear for long. */
      readonly code: ErrorCode;
      readonly note: string;
      readonly lookUpAtMs: number;
      readonly changes: readonly LedgerChange[];
      readonly next: readonly Intent[];
    }
  /** Certainly not done: send (again) at `atMs`. */
  | {
      readonly outcome: 'again';
      readonly note: string;
      readonly atMs: number;
      readonly changes: readonly LedgerChange[];
    }
  /** Newer knowledge exists. */
  | { readonly outcome: 'superseded'; readonly note: string; readonly changes: readonly LedgerChange[] };

/**
 * One flow: the files poll, normalise, decide, write, confirm of its folder, strung together by the engine.
 * Methods, not function members, so that flows of different nouns fit one list.
 */
export interface Flow<Rec = unknown, Noun = unknown, Known = unknown> {
  readonly name: FlowName;
  readonly enqueueMode: EnqueueMode;
  /** Intents worked on at the same time. */
  readonly concurrency: number;
  poll(context: FlowContext): Promise<Polled<Rec>>;
  normalise(record: Rec, context: FlowContext): Normalised<Noun>;
  /** What decide needs to know, read from ledger and far sides. */
  readKnown(nouns: readonly Noun[], context: FlowContext): Promise<Known>;
  decide(input: {
    readonly nouns: readonly Noun[];
    readonly known: Known;
    readonly policy: Policy;
    readonly nowMs: number;
  }): Decided;
  write(intent: StoredIntent, context: FlowContext): Promise<WriteOutcome>;
  /** Looks an unclear intent up; never sends. Absent where `write` may be repeated as it is. */
  confirm?(intent: StoredIntent, context: FlowContext): Promise<WriteOutcome>;
}
