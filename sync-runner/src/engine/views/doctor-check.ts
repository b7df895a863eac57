import type { ErrorCode } from '#contracts/codes.ts';
import { errorRegistry } from '#errors/registry.ts';
import { isSyncError } from '#errors/sync-error.ts';
import type { Clock } from '#ports/clock.ts';
import type { ControlPort } from '#ports/control.ts';
import type { ErpPort } from '#ports/erp.ts';
import type { LedgerReader } from '#ports/ledger.ts';
import type { ShopPort } from '#ports/shop.ts';

export interface DoctorCheck {
  /** Stable word, e.g. "shop-key". */
  readonly check: string;
  readonly side: 'runner' | 'shop' | 'erp';
  readonly state: 'ok' | 'warn' | 'fail';
  /** What was found. */
  readonly sentence: string;
  /** What to do; "" = nothing. An `ok` row may carry advice here. */
  readonly fix: string;
  /** The error that was met, null = none. */
  readonly code: ErrorCode | null;
}

export interface DoctorPorts {
  readonly shop: ShopPort;
  readonly control: ControlPort;
  readonly erp: ErpPort;
  /** null = the database does not answer; that is told by a check of its own. */
  readonly ledger: LedgerReader | null;
  readonly clock: Clock;
}

export const composeCheck = (
  side: DoctorCheck['side'],
  check: string,
  state: DoctorCheck['state'],
  sentence: string,
  fix = '',
  code: ErrorCode | null = null,
): DoctorCheck => ({ check, side, state, sentence, fix, code });

/** One question to a far side: its answer, or the failed check that says why there is none. */
export const tryAsk = async <T>(
  side: DoctorCheck['side'],
  check: string,
  ask: () => Promise<T>,
): Promise<{ readonly answer: T; readonly failed: null } | { readonly answer: null; readonly failed: DoctorCheck }> => {
  try {
    return { answer: await ask(), failed: null };
  } catch (error) {
    if (!isSyncError(error)) throw error;
    return {
      answer: null,
      failed: composeCheck(side, check, 'fail', error.message, errorRegistry[error.code].nextStep, error.code),
    };
  }
};
