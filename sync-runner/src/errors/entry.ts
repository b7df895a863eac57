import type { ErrorKind, FailureOwner } from '#contracts/codes.ts';
import type { FailureRemedy } from '#contracts/failure.ts';

/** One entry a code: the words a person reads, and who acts. docs/errors.md lists the same codes; a test compares both. */
export interface ErrorEntry {
  readonly kind: ErrorKind;
  readonly owner: FailureOwner;
  readonly remedy: FailureRemedy;
  /** What it means for customer, stock or money. */
  readonly meaning: string;
  /** Who does what next. */
  readonly nextStep: string;
  readonly ifNobodyActs: string;
}

export const entry = (
  kind: ErrorKind,
  owner: FailureOwner,
  remedy: FailureRemedy,
  meaning: string,
  nextStep: string,
  ifNobodyActs: string,
): ErrorEntry => ({ kind, owner, remedy, meaning, nextStep, ifNobodyActs });

export const waits = 'Nothing is lost; work waits and goes on by itself.';
export const stands = 'This one record stays as it is; all others go on.';
