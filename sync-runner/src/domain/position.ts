/**
 * The publish rule (docs/decisions/0003): position = ATS + I - held back. The shop's stock moves by the difference of two
 * positions, whatever is in flight. Signs are kept: clipping would forget a debt.
 */
export interface PositionFacts {
  /** Units the ERP counts as sellable, sign kept. */
  readonly atsEach: number;
  /** Units the shop took that the count contains, since this SKU was adopted (I). */
  readonly containedEach: number;
  /** What the winning buffer rule asks to hold back. */
  readonly bufferEach: number;
}

export interface PositionVerdict {
  readonly heldBackEach: number;
  readonly positionEach: number;
}

/** Held back is at most what is there, so that a buffer is never booked as debt. */
export const decidePosition = ({ atsEach, containedEach, bufferEach }: PositionFacts): PositionVerdict => {
  const heldBackEach = Math.min(bufferEach, Math.max(0, atsEach));
  return { heldBackEach, positionEach: atsEach + containedEach - heldBackEach };
};
