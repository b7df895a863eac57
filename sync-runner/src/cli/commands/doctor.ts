import type { Command } from 'commander';
import { readConfig } from '#config/env.ts';
import { readText } from '#config/read-text.ts';
import { errorRegistry } from '#errors/registry.ts';
import type { DoctorCheck } from '#compose.ts';
import { examine } from '#compose.ts';
import { cleanEnding, composeExitCode, joinEndings } from '../exit-code.ts';
import type { Ending } from '../exit-code.ts';
import type { Session } from '../session.ts';
import { runSteps } from '../steps.ts';
import { sayTable } from '../table.ts';

const endCheck = ({ state, code }: DoctorCheck): Ending => {
  if (state !== 'fail') return cleanEnding;
  const kind = code === null ? null : errorRegistry[code].kind;
  return {
    ...cleanEnding,
    isMisused: kind === 'auth' || kind === 'config',
    isUnreachable: kind === 'transient' || kind === 'rate-limited',
    hasFindings: true,
  };
};

const checkEnvironment = async (session: Session): Promise<readonly DoctorCheck[]> => {
  const outcome = readConfig(session.world.env, readText);
  if (outcome.ok) {
    const found: DoctorCheck = {
      check: 'runner-environment',
      side: 'runner',
      state: 'ok',
      sentence: 'The environment is complete.',
      fix: '',
      code: null,
    };
    return [found, ...(await examine(outcome.config))];
  }
  return outcome.faults.map((sentence) => ({
    check: 'runner-environment',
    side: 'runner',
    state: 'fail',
    sentence,
    fix: 'Set the name and start again.',
    code: 'CONFIG_INVALID',
  }));
};

export const addDoctor = (program: Command, session: Session): void => {
  program
    .command('doctor')
    .description('check every precondition on both sides and name the fix for each failure')
    .option('--json', 'one JSON object')
    .action(async () => {
      const [checks = []] = await runSteps(session, [
        { title: 'Look at both sides', work: () => checkEnvironment(session) },
      ]);
      sayTable(
        session,
        ['', 'Check', 'Found', 'To do'],
        checks.map(({ state, check, sentence, fix }) => [state, check, sentence, fix]),
      );
      const failed = checks.filter(({ state }) => state === 'fail').length;
      const warned = checks.filter(({ state }) => state === 'warn').length;
      session.say(
        failed === 0
          ? `Nothing is wrong${warned === 0 ? '' : `; ${warned} to think about`}.`
          : `${failed} to mend, ${warned} to think about.`,
      );
      const code = composeExitCode(joinEndings(checks.map(endCheck)));
      session.answer(code, { ok: code === 0, checks });
    });
};
