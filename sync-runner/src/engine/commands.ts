import { FlowName } from '#contracts/codes.ts';
import type { Command } from '#contracts/command.ts';
import type { StoredIntent } from '#domain/intent.ts';
import type { EnginePorts } from './passes.ts';

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

const findIntents = async ({ outbox }: EnginePorts, flow: FlowName, subject: string): Promise<StoredIntent[]> => {
  const rows = await outbox.list({
    flow,
    subject,
    states: ['intended', 'sent', 'unclear', 'refused', 'held'],
    limit: 50,
  });
  return rows.filter((intent) => intent.subject === subject);
};

/** Retry and look-up are one thing here: an unclear intent is looked up by its nature, any other is sent. */
const retrySubject = async (ports: EnginePorts, command: Command, effects: CommandEffects): Promise<Answer> => {
  const parsed = parseFailureKey(command.subject);
  if (parsed === null) return { state: 'not-done', answer: `"${command.subject}" names no failure row.` };
  const intents = await findIntents(ports, parsed.flow, parsed.subject);
  let retried = 0;
  for (const intent of intents) if (await ports.outbox.retry(intent.id)) retried += 1;
  effects.runSoon(parsed.flow);
  if (retried > 0) return { state: 'done', answer: `Tried again: ${retried} ${retried === 1 ? 'write' : 'writes'}.` };
  return { state: 'done', answer: 'It is read again in the next pass.' };
};

const perform = async (ports: EnginePorts, command: Command, effects: CommandEffects): Promise<Answer> => {
  switch (command.kind) {
    case 'wake':
    case 'run-now':
    case 'check-now': {
      const flow = command.flow ?? parseFailureKey(command.subject)?.flow ?? 'orders';
      effects.runSoon(flow);
      return { state: 'done', answer: `The flow ${flow} runs now.` };
    }
    case 'retry':
    case 'look-up':
      return retrySubject(ports, command, effects);
    case 'release':
    case 'approve-snapshot':
    case 'reject-snapshot':
      return { state: 'not-done', answer: 'This runner does not know how to do that yet.' };
  }
};

/** A person's wishes: picked up, done or not done with its reason. The same wish twice is one in the plugin. */
export const answerCommands = async (ports: EnginePorts, effects: CommandEffects): Promise<number> => {
  const commands = await ports.control.readCommands();
  for (const command of commands) {
    await ports.control.answerCommand(command.id, { state: 'picked-up', answer: '' });
    const { state, answer } = await perform(ports, command, effects);
    await ports.control.answerCommand(command.id, { state, answer });
    ports.log.info('A wish was answered', { command: command.id, kind: command.kind, state });
  }
  return commands.length;
};
