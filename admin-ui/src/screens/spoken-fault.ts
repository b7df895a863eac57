import { ScreenError } from '../api/request.ts';

/** A fault as one or two sentences for a notice or beside a field. */
export function spokenFault(fault: unknown): string {
  if (fault instanceof ScreenError) return `${fault.message} ${fault.fix}`.trim();
  return String(fault);
}
