import type { ErrorCode, HoldReason, SkipReason } from '#contracts/codes.ts';
import type { FailureSubject } from '#contracts/failure.ts';
import type { Intent } from './intent.ts';

export interface FieldChange {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

/** What to do about one record. A hold waits for a person; a skip says why nothing is needed. */
export type Decision =
  | {
      readonly do: 'write';
      readonly subject: string;
      readonly intent: Intent;
      /** For the rehearsal: what would change, in words. */
      readonly summary: string;
      readonly changes: readonly FieldChange[];
    }
  | { readonly do: 'skip'; readonly subject: string; readonly reason: SkipReason; readonly note?: string }
  | {
      readonly do: 'hold';
      readonly subject: string;
      readonly reason: HoldReason;
      readonly failure: FailureDraft;
    };

/** A failure row before the registry's words are added. `facts` fill the blanks of its sentences. */
export interface FailureDraft {
  readonly code: ErrorCode;
  readonly subject: FailureSubject;
  /** What happened, one sentence with its number and field. */
  readonly title: string;
  readonly detail: string;
  readonly money?: { readonly amount: string; readonly currency: string };
  readonly unitsEach?: number;
}

/** A record that could not be read as what it should be: kept aside, never dropped, never fatal to its batch. */
export interface Quarantined {
  readonly subject: FailureSubject;
  readonly code: ErrorCode;
  /** Field and fault: "lines[1].sku is missing". */
  readonly fault: string;
}
