import type { ErrorCode, ErrorKind } from '#contracts/codes.ts';
import { errorRegistry } from './registry.ts';

export interface SyncErrorParts {
  readonly code: ErrorCode;
  /** Plain sentence: what happened, with field and number. Never a key, name, mail or address. */
  readonly message: string;
  /** What it concerns: an order reference, a SKU, a route. */
  readonly subject?: string;
  /** The far side names when to come back (epoch ms). */
  readonly retryAtMs?: number;
  readonly cause?: unknown;
}

/** The one error of the runner. Adapters translate at their edge; flows never see HTTP. */
export class SyncError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly subject: string;
  readonly retryAtMs: number | undefined;

  constructor(parts: SyncErrorParts) {
    super(parts.message, { cause: parts.cause });
    this.name = 'SyncError';
    this.code = parts.code;
    this.kind = errorRegistry[parts.code].kind;
    this.subject = parts.subject ?? '';
    this.retryAtMs = parts.retryAtMs;
  }
}

export const isSyncError = (error: unknown): error is SyncError => error instanceof SyncError;
