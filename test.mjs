#!/usr/bin/env node
/**
 * `npm test`: installs what it needs, runs every check and test, closes with `N passed, N failed, N skipped`.
 * `--only check,unit,php,build,real-shop,e2e` runs a part.
 */
import './scripts/assert-node.mjs';

const { ensureNodeModules } = await import('./scripts/install.mjs');
const { STEPS } = await import('./scripts/steps/all.mjs');
const { addUp, failOnce, skipOnce } = await import('./scripts/steps/outcome.mjs');

const log = (line) => console.log(line);
const only = readOnly(process.argv.slice(2));

try {
  await ensureNodeModules(log);
} catch (error) {
  console.error(error.message);
  close(failOnce('The npm packages could not be installed.'));
}
close(await runSteps());

/** @returns {string[]} names of the steps to run. */
function readOnly(args) {
  const all = STEPS.map((step) => step.name);
  const value = args[0] === '--only' ? args[1] : args[0]?.startsWith('--only=') ? args[0].slice(7) : undefined;
  const wanted = args.length === 0 ? all : (value ?? '').split(',');
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) {
    console.error(`Use: npm test [-- --only ${all.join(',')}]`);
    process.exit(2);
  }
  // A step brings along what it cannot do without.
  const needed = STEPS.filter((step) => wanted.includes(step.name)).flatMap((step) => step.needs ?? []);
  return all.filter((name) => wanted.includes(name) || needed.includes(name));
}

async function runSteps() {
  const outcomes = [];
  const failed = new Set();
  for (const step of STEPS.filter((one) => only.includes(one.name))) {
    log(`\n== ${step.name}`);
    const missing = (step.needs ?? []).find((name) => failed.has(name));
    const outcome =
      missing === undefined
        ? await runStep(step)
        : skipOnce(`the step ${step.name}`, `the step ${missing} failed`, `npm test -- --only ${step.name}`);
    if (outcome.failed > 0) {
      failed.add(step.name);
    }
    log(`-- ${step.name}: ${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skips.length} skipped`);
    outcomes.push(outcome);
  }
  return addUp(outcomes);
}

async function runStep(step) {
  try {
    return await step.run(log);
  } catch (error) {
    return failOnce(`the step ${step.name} broke: ${error.stack}`);
  }
}

/** Prints failures, skips and the closing line; ends the program. */
function close(outcome) {
  for (const fault of outcome.faults) {
    log(`\nFAILED ${fault}`);
  }
  if (outcome.skips.length > 0) {
    log('');
  }
  for (const skip of outcome.skips) {
    log(
      `Skipped: ${skip.what}. Reason: ${skip.reason}${skip.reason.endsWith('.') ? '' : '.'} To run it: ${skip.command}`,
    );
  }
  log(`\n${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skips.length} skipped`);
  process.exit(outcome.failed > 0 ? 1 : 0);
}
