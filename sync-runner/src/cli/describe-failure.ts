import { isSyncError } from '#errors/sync-error.ts';
import type { Ending } from './exit-code.ts';
import { cleanEnding } from './exit-code.ts';

/** What an error of one flow means for the whole word. A fault of our own is thrown on. */
export const describeFailure = (
  error: unknown,
): { readonly sentence: string; readonly code: string; readonly ending: Ending } => {
  if (!isSyncError(error)) throw error;
  const { message: sentence, code, kind } = error;
  if (kind === 'auth' || kind === 'config') return { sentence, code, ending: { ...cleanEnding, isMisused: true } };
  if (kind === 'transient' || kind === 'rate-limited')
    return { sentence, code, ending: { ...cleanEnding, isUnreachable: true } };
  return { sentence, code, ending: { ...cleanEnding, hasFindings: true } };
};
