import type { FlowName, IntentState } from '#contracts/codes.ts';
import type { Intent, StoredIntent } from '#domain/intent.ts';

/** One intent taken by this process for one try. `jobTry` fences: a late completion of an older try is refused. */
export interface Claim {
  readonly intent: StoredIntent;
  readonly jobId: string;
  readonly jobTry: number;
}

/**
 * `once`: the same key is the same wish for ever; while nothing of it is over there (`intended`, `refused`) it follows the
 * newest payload, and a wish that was given up unsent (`superseded`) comes back. `latest`: a newer intent of the same flow, entity and subject
 * supersedes an older one that has not been sent.
 */
export type EnqueueMode = 'once' | 'latest';

/** Inside a store transaction. Calls on a claim throw SyncError CLAIM_LOST when another process took it over. */
export interface OutboxWriter {
  enqueue(intent: Intent, mode: EnqueueMode, startAtMs?: number): Promise<'added' | 'repeated'>;
  /** Durable before the bytes leave: state `sent`, attempt row with time. */
  markSent(claim: Claim): Promise<void>;
  /** The end of an intent. `refused` and `held` keep their lane blocked until a person retries, releases or drops. */
  finish(claim: Claim, state: 'confirmed' | 'refused' | 'held' | 'superseded', note: string): Promise<void>;
  /** Not the end: `intended` = send again then, `unclear` = look up then. */
  postpone(claim: Claim, state: 'intended' | 'unclear', atMs: number, note: string): Promise<void>;
}

export interface OutboxFilter {
  readonly flow?: FlowName;
  readonly states?: readonly IntentState[];
  /** Exactly this natural key. */
  readonly subject?: string;
  /** Newest first. */
  readonly limit: number;
}

export interface AttemptRow {
  readonly attempt: number;
  readonly sentAtMs: number;
  readonly endedAtMs: number | null;
  /** State it led to and the far side's words, masked. */
  readonly note: string;
  /** false: nothing left this process in this try (a look-up, or stopped before). Absent = sent. */
  readonly wasSent?: boolean;
}

export interface LaneTally {
  readonly waiting: number;
  readonly oldestAtMs: number | null;
  /** Of these, waiting only for their next try or look-up. */
  readonly postponed: number;
  readonly held: number;
}

/** The durable list of intended writes. */
export interface OutboxPort {
  /** Takes due intents for this process: lanes in order, at most one of a lane at a time. */
  claim(flow: FlowName, limit: number): Promise<readonly Claim[]>;
  /** Frees what dead processes held: `sent` becomes `unclear`, the rest is as before its claim. Gives how many. */
  recover(): Promise<number>;
  tally(flow: FlowName): Promise<LaneTally>;
  list(filter: OutboxFilter): Promise<readonly StoredIntent[]>;
  show(id: string): Promise<{
    readonly intent: StoredIntent;
    readonly tries: readonly AttemptRow[];
    readonly nextTryAtMs: number | null;
  } | null>;
  /** A person: try again now (`unclear` is looked up, not sent). */
  retry(id: string): Promise<boolean>;
  /** A person: let the rest of the lane go on, keep this one held. */
  release(id: string): Promise<boolean>;
  drop(id: string, reason: string): Promise<boolean>;
  /** Earliest wall instant at which something of this flow is due; null = nothing waits. */
  nextDueAtMs(flow: FlowName): Promise<number | null>;
}
