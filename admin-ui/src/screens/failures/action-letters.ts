import type { FailureAction } from '../../model/failure.ts';

const LETTERS: Record<string, FailureAction[]> = {
  r: ['retry', 'look-up'],
  a: ['assign'],
  s: ['snooze', 'unsnooze'],
  i: ['ignore', 'unignore'],
};

/** `r a s i`: a letter only ever does what the row offers, so `r` on an unclear row looks it up. */
export function actionOfLetter(letter: string, offered: FailureAction[]): FailureAction | undefined {
  return LETTERS[letter]?.find((action) => offered.includes(action));
}
