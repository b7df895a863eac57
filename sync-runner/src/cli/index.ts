import { Command, CommanderError } from 'commander';
import { isSyncError } from '#errors/sync-error.ts';
import { runnerVersion } from '#compose.ts';
import { addDoctor } from './commands/doctor.ts';
import { addExplain } from './commands/explain.ts';
import { addOnce } from './commands/once.ts';
import { addOutbox } from './commands/outbox.ts';
import { addPair } from './commands/pair.ts';
import { addPlan } from './commands/plan.ts';
import { addRun } from './commands/run.ts';
import { addSimulate } from './commands/simulate.ts';
import { describeFailure } from './describe-failure.ts';
import { composeExitCode } from './exit-code.ts';
import type { CliWorld } from './session.ts';
import { Session } from './session.ts';

const words = [addRun, addOnce, addPlan, addExplain, addOutbox, addDoctor, addPair, addSimulate];

/** Help is wanted, not wrong. */
const helpCodes = ['commander.helpDisplayed', 'commander.version'];

const buildProgram = (session: Session): Command => {
  const program = new Command('cherry-bridge')
    .description('Keeps a WooCommerce shop and the Blue Cherry ERP in step.')
    .version(runnerVersion)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => session.world.stdout.write(text),
      // The sentence is told once, by `tellMisuse`, in the form that was asked for.
      writeErr: () => undefined,
    });
  for (const add of words) add(program, session);
  passOn(program);
  return program;
};

/** Commander copies these settings to a word when it is made, but not to those inside it. */
const passOn = (command: Command): void => {
  for (const child of command.commands) {
    child.copyInheritedSettings(command);
    passOn(child);
  }
};

const tellMisuse = (program: Command, error: CommanderError): string => {
  const known = program.commands.map((command) => command.name()).join(', ');
  if (error.code === 'commander.help') return `Say what to do: ${known}. "cherry-bridge --help" explains each.`;
  const sentence = error.message
    .replace(/^error: /, '')
    .replace(/\s+/g, ' ')
    .trim();
  const closed = /[.?)]$/.test(sentence) ? sentence : `${sentence}.`;
  const named = `${closed.charAt(0).toUpperCase()}${closed.slice(1)}`;
  return error.code === 'commander.unknownCommand'
    ? `${named} Known words: ${known}.`
    : `${named} "cherry-bridge --help" shows how.`;
};

/** One word of the command line. Gives the exit code (docs: README, "What each word does"); never throws. */
export const runCli = async (argv: readonly string[], world: CliWorld): Promise<number> => {
  const session = new Session(world, argv.includes('--json'));
  const program = buildProgram(session);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      if (helpCodes.includes(error.code)) return 0;
      session.fail(2, [tellMisuse(program, error)]);
    } else if (isSyncError(error)) {
      const { sentence, ending } = describeFailure(error);
      session.fail(composeExitCode(ending), [sentence]);
    } else {
      session.fail(1, [
        `The runner met a fault of its own and stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ]);
    }
  }
  return session.exitCode;
};
