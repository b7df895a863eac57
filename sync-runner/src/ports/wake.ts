/** Who schedules: at most one process at a time, over any number of them. */
export interface WakePort {
  /** True while this process holds the lead (a session lock of the database: it ends with the process). */
  holdsLead(): Promise<boolean>;
  /** Tells waiting workers of any process that there is work in a flow. */
  notify(flow: string): Promise<void>;
  /** Resolves when there may be work, after `timeoutMs` on the wall clock, or on abort. */
  waitForWork(timeoutMs: number, signal: AbortSignal): Promise<void>;
}
