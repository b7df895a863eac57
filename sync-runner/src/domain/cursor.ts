/** Where a poll stands. `stamp` is the far side's own time text; `passes` counts polls, for the periodic deep re-read. */
export interface Cursor {
  readonly stamp: string | null;
  readonly passes: number;
}

export const startCursor: Cursor = { stamp: null, passes: 0 };
