/** What is true at the end of a word. */
export interface Ending {
  /** Wrong use or configuration, a refused key included. */
  readonly isMisused: boolean;
  /** A far side, or the runner's own database, cannot be reached. */
  readonly isUnreachable: boolean;
  /** Findings or failures. */
  readonly hasFindings: boolean;
  /** Something waits for a person, or a flow only rehearses. */
  readonly isHeld: boolean;
}

export const cleanEnding: Ending = { isMisused: false, isUnreachable: false, hasFindings: false, isHeld: false };

export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** Where several are true, the first of 2, 3, 1, 4. Work that only waits for its next try is 0. */
export const composeExitCode = (ending: Ending): ExitCode => {
  if (ending.isMisused) return 2;
  if (ending.isUnreachable) return 3;
  if (ending.hasFindings) return 1;
  return ending.isHeld ? 4 : 0;
};

/** The ending of several parts: whatever is true of one is true of the whole. */
export const joinEndings = (endings: readonly Ending[]): Ending => ({
  isMisused: endings.some((one) => one.isMisused),
  isUnreachable: endings.some((one) => one.isUnreachable),
  hasFindings: endings.some((one) => one.hasFindings),
  isHeld: endings.some((one) => one.isHeld),
});
