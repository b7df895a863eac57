import { textMax } from './wire.ts';

/** One text that did not fit: which, how long it was, how long it is now. Never the text itself. */
export interface Shortening {
  readonly field: string;
  readonly fromLength: number;
  readonly toLength: number;
}

/**
 * The rule for over-long texts, in one place:
 * 1. line breaks and control characters become one blank;
 * 2. a street that is too long goes on in the second line; a text is cut at a blank in its last third, else hard;
 * 3. what was cut goes to the order's notes, named, where it still fits whole; else it is dropped and logged;
 * 4. mail addresses and phone numbers are never cut: half of one is wrong, so it moves as a whole;
 * 5. keys and codes are never cut: such an order is refused.
 */
export interface Fitter {
  fit(field: string, member: string, text: string): string;
  /** Whole or not at all. */
  fitWhole(field: string, member: string, text: string): string;
  /** Something that found no place of its own. */
  leaveOver(field: string, text: string): void;
  /** The notes with everything left over that still fits. */
  composeNotes(notes: string): string;
  readonly shortenings: readonly Shortening[];
}

export const cleanText = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();

/** Cuts at a blank in the last third, else hard, never inside a character. */
export const splitText = (text: string, max: number): { readonly kept: string; readonly rest: string } => {
  if (text.length <= max) return { kept: text, rest: '' };
  const blank = text.lastIndexOf(' ', max);
  let at = blank >= (max * 2) / 3 ? blank : max;
  const isHalfCharacter = at > 0 && /[\ud800-\udbff]/.test(text.charAt(at - 1));
  if (isHalfCharacter) at -= 1;
  return { kept: text.slice(0, at).trimEnd(), rest: text.slice(at).trim() };
};

export const readMax = (member: string): number => textMax[member] ?? 20;

export const createFitter = (): Fitter => {
  const shortenings: Shortening[] = [];
  const leftOver: string[] = [];

  const record = (field: string, text: string, kept: string): void => {
    shortenings.push({ field, fromLength: text.length, toLength: kept.length });
  };
  const leaveOver = (field: string, text: string): void => {
    if (text !== '') leftOver.push(`${field}: ${text}`);
  };

  return {
    shortenings,
    leaveOver,
    fit: (field, member, given) => {
      const text = cleanText(given);
      const { kept, rest } = splitText(text, readMax(member));
      if (rest !== '') {
        record(field, text, kept);
        leaveOver(`${field} goes on`, rest);
      }
      return kept;
    },
    fitWhole: (field, member, given) => {
      const text = cleanText(given);
      if (text.length <= readMax(member)) return text;
      record(field, text, '');
      leaveOver(field, text);
      return '';
    },
    composeNotes: (given) => {
      const max = readMax('notes');
      const notes = cleanText(given);
      let { kept } = splitText(notes, max);
      if (kept.length < notes.length) record('notes', notes, kept);
      for (const each of leftOver) {
        const longer = kept === '' ? each : `${kept} | ${each}`;
        if (longer.length <= max) kept = longer;
      }
      return kept;
    },
  };
};
