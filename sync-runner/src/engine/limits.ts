/** Every limit of the engine, each with its reason. Durations are our time (they follow the clock rate). */

/** Settings, buffers and wishes are pulled this often: a person waits for the answer (inventory-and-delivery 15). */
export const controlPullMs = 10_000;
/** A report this often keeps "unknown" (three missed, at least 2 min) meaningful. */
export const reportEveryMs = 15_000;
/** Dead processes are looked for this often; their lock is free at once, so this bounds the delay. */
export const recoverEveryMs = 30_000;
/** Nothing on a schedule runs more often than this on the wall, whatever the clock rate. */
export const scheduleFloorWallMs = 1_000;
/** Workers look for due work at least this often on the wall; a notice wakes them earlier. */
export const workPollWallMs = 500;
/** Intents taken at once: few enough that a kill leaves few to look up. */
export const claimBatch = 20;
/** `once` sits out a pause up to this long on the wall; a longer one is left to the next pass. */
export const pauseSatOutWallMs = 30_000;
/** First wait of a failed write; doubles to the cap, full jitter (stack.md 4). */
export const backoffFirstMs = 5_000;
export const backoffCapMs = 600_000;
/** A write that still fails after this long is shown to people although it goes on by itself (goal 14). */
export const shownAfterMs = 300_000;
/** One send and its look-ups (after 30 s, at the end of the wait); more tries than this are a second round. */
export const lookUpsOfOneSend = 3;
/** A limit that names no time is left alone this long; it says nothing about the write itself, so nothing backs off. */
export const limitRestMs = 5_000;
/** A repeat of an unclear write that may be repeated as it is. */
export const repeatUnclearMs = 10_000;
/** Failures told to the plugin in one message. */
export const failuresPerReport = 100;
/** Service stop: what is under way may end within this (doors: SIGTERM within 10 s). */
export const stopGraceWallMs = 8_000;
