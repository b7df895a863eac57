import { FlowName } from '#contracts/codes.ts';
import type { Command } from '#contracts/command.ts';
import type { StoredIntent } from '#domain/intent.ts';
import { findFlow } from '#flows/index.ts';
import type { EnginePorts } from './passes.ts';
import { recallPolicy } from './policy.ts';
import { isPaused } from './schedule.ts';

export interface CommandEffects {
  /** Makes a flow due at once. */
  runSoon(flow: FlowName): void;
}

interface Answer {
  readonly state: 'done' | 'not-done';
  readonly answer: string;
}

/** A failure key is `flow:CODE:subject`. */
const parseFailureKey = (key: string): { flow: FlowName; subject: string } | null => {
  const [flow, , ...subject] = key.split(':');
  const parsed = FlowName.safeParse(flow);
  return parsed.success && subject.length > 0 ? { flow: parsed.data, subject: subject.join(':') } : null;
};

const openStates = ['intended', 'sent', 'unclear', 'refused', 'held'] as const;

/** The writes behind a failure row. A note's row names its flow and then the note (`flow:note:W1-5`). */
const findIntents = async ({ outbox }: EnginePorts, flow: FlowName, subject: string): Promise<StoredIntent[]> => {
  const names = [...new Set([subject, subject.replace(/^flow:/, '')])];
  const found = await Promise.all(
    names.map((name) => outbox.list({ flow, subject: name, states: openStates, limit: 50 })),
  );
  return found.flat();
};

/** Puts each write behind a row in motion with one word of the outbox; says how many moved. */
const moveSubject = async (
  ports: EnginePorts,
  command: Command,
  effects: CommandEffects,
  move: (id: string) => Promise<boolean>,
): Promise<{ readonly moved: number; readonly unknown: Answer | null }> => {
  const parsed = parseFailureKey(command.subject);
  if (parsed === null)
    return { moved: 0, unknown: { state: 'not-done', answer: `"${command.subject}" names no failure row.` } };
  let moved = 0;
  for (const { id } of await findIntents(ports, parsed.flow, parsed.subject)) if (await move(id)) moved += 1;
  effects.runSoon(parsed.flow);
  if (moved > 0) await ports.wake.notify(parsed.flow);
  return { moved, unknown: null };
};

const countWrites = (count: number): string => `${count} ${count === 1 ? 'write' : 'writes'}`;

/** Retry and look-up are one thing here: an unclear intent is looked up by its nature, any other is sent. */
const retrySubject = async (ports: EnginePorts, command: Command, effects: CommandEffects): Promise<Answer> => {
  const { moved, unknown } = await moveSubject(ports, command, effects, (id) => ports.outbox.retry(id));
  if (unknown !== null) return unknown;
  return moved > 0
    ? { state: 'done', answer: `Tried again: ${countWrites(moved)}.` }
    : {
        state: 'done',
        answer: 'No write of it waits. The flow looks again now, and it goes on once what its row names is corrected.',
      };
};

const releaseSubject = async (ports: EnginePorts, command: Command, effects: CommandEffects): Promise<Answer> => {
  const { moved, unknown } = await moveSubject(ports, command, effects, (id) => ports.outbox.release(id));
  if (unknown !== null) return unknown;
  return moved > 0
    ? { state: 'done', answer: `Set aside: ${countWrites(moved)}. What waited behind goes on.` }
    : { state: 'not-done', answer: 'Nothing waits behind it, so there is nothing to release.' };
};

/** Makes a flow due, and says so only where it will run. */
const runFlow = async (ports: EnginePorts, command: Command, effects: CommandEffects): Promise<Answer> => {
  const flow = command.flow ?? parseFailureKey(command.subject)?.flow ?? 'orders';
  if (findFlow(flow) === undefined)
    return { state: 'not-done', answer: `The flow ${flow} is not part of this version.` };
  const { settings } = await recallPolicy(ports);
  if (isPaused(settings, flow, ports.clock.nowMs()))
    return { state: 'not-done', answer: `The flow ${flow} is paused. End the pause first.` };
  effects.runSoon(flow);
  return {
    state: 'done',
    answer:
      settings.flows[flow].mode === 'live'
        ? `The flow ${flow} runs now.`
        : `The flow ${flow} rehearses now; it writes nothing before it is live.`,
  };
};

const perform = async (ports: EnginePorts, command: Command, effects: CommandEffects): Promise<Answer> => {
  switch (command.kind) {
    case 'wake':
    case 'run-now':
    case 'check-now':
      return runFlow(ports, command, effects);
    case 'retry':
    case 'look-up':
      return retrySubject(ports, command, effects);
    case 'release':
      return releaseSubject(ports, command, effects);
    case 'approve-snapshot':
    case 'reject-snapshot':
      return { state: 'not-done', answer: 'This runner does not know how to do that yet.' };
  }
};

/** A person's wishes: picked up, done or not done with its reason. The same wish twice is one in the plugin. */
export const answerCommands = async (ports: EnginePorts, effects: CommandEffects): Promise<number> => {
  const commands = await ports.control.readCommands();
  for (const command of commands) {
    try {
      await ports.control.answerCommand(command.id, { state: 'picked-up', answer: '' });
      const { state, answer } = await perform(ports, command, effects);
      await ports.control.answerCommand(command.id, { state, answer });
      ports.log.info('A wish was answered', { command: command.id, kind: command.kind, state });
    } catch (error) {
      // It stays in the plugin's inbox and comes again; the wishes behind it do not wait for it.
      const message = error instanceof Error ? error.message : String(error);
      ports.log.warn('A wish could not be answered and comes again', { command: command.id, message });
    }
  }
  return commands.length;
};
