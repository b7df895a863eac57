import type { ErrorKind } from '#contracts/codes.ts';

/** What the engine does next, by kind of error (docs/errors.md). */
export interface KindRule {
  /** Try the same write again by itself. */
  readonly isRetried: boolean;
  /** The far side may have done it: look up before anything is sent again. */
  readonly isOutcomeUnknown: boolean;
  /** The whole connection waits, not only this item. */
  readonly pausesConnection: boolean;
  /** A person sees a row at once; else only when the age limit is passed. */
  readonly isShownAtOnce: boolean;
}

export const kindRules: Readonly<Record<ErrorKind, KindRule>> = {
  transient: { isRetried: true, isOutcomeUnknown: false, pausesConnection: false, isShownAtOnce: false },
  'rate-limited': { isRetried: true, isOutcomeUnknown: false, pausesConnection: true, isShownAtOnce: false },
  'unknown-outcome': { isRetried: false, isOutcomeUnknown: true, pausesConnection: false, isShownAtOnce: false },
  conflict: { isRetried: false, isOutcomeUnknown: false, pausesConnection: false, isShownAtOnce: false },
  rejected: { isRetried: false, isOutcomeUnknown: false, pausesConnection: false, isShownAtOnce: true },
  duplicate: { isRetried: false, isOutcomeUnknown: false, pausesConnection: false, isShownAtOnce: true },
  shape: { isRetried: false, isOutcomeUnknown: false, pausesConnection: false, isShownAtOnce: true },
  auth: { isRetried: true, isOutcomeUnknown: false, pausesConnection: true, isShownAtOnce: true },
  config: { isRetried: false, isOutcomeUnknown: false, pausesConnection: false, isShownAtOnce: true },
  invariant: { isRetried: false, isOutcomeUnknown: false, pausesConnection: false, isShownAtOnce: true },
};
