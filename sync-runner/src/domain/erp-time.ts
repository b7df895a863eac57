/**
 * A stamp of the ERP. Its text has no zone; the adapter reads it in the profile's zone. In the repeated autumn hour
 * one text fits two instants, so both ends are kept (epoch ms). Everywhere else they are equal.
 */
export interface ErpTime {
  readonly text: string;
  readonly earliestMs: number;
  readonly latestMs: number;
}

/**
 * Whether something the ERP committed at `commit` is inside a count taken at `asOf` (both on the ERP's one clock).
 * A stamp of the repeated hour counts as inside only once the count is past that hour.
 */
export const isContained = (commit: ErpTime, asOf: ErpTime): boolean => commit.latestMs <= asOf.earliestMs;
