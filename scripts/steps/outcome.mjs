/**
 * What a step of `npm test` came to.
 * @typedef {{ what: string, reason: string, command: string }} Skip
 * @typedef {{ passed: number, failed: number, skips: Skip[], faults: string[] }} Outcome
 */

/** @returns {Outcome} */
export function passOnce() {
  return { passed: 1, failed: 0, skips: [], faults: [] };
}

/**
 * @param {string} fault What went wrong, as the person should read it.
 * @returns {Outcome}
 */
export function failOnce(fault) {
  return { passed: 0, failed: 1, skips: [], faults: [fault] };
}

/**
 * @param {string} what
 * @param {string} reason
 * @param {string} command The command that would run it.
 * @returns {Outcome}
 */
export function skipOnce(what, reason, command) {
  return { passed: 0, failed: 0, skips: [{ what, reason, command }], faults: [] };
}

/**
 * @param {Outcome[]} outcomes
 * @returns {Outcome}
 */
export function addUp(outcomes) {
  return {
    passed: outcomes.reduce((sum, one) => sum + one.passed, 0),
    failed: outcomes.reduce((sum, one) => sum + one.failed, 0),
    skips: outcomes.flatMap((one) => one.skips),
    faults: outcomes.flatMap((one) => one.faults),
  };
}
