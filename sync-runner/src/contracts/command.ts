import { z } from 'zod';
import { FlowName } from './codes.ts';
import { UtcInstant, VersionOne } from './common.ts';

export const CommandKind = z.enum([
  'wake',
  'run-now',
  'retry',
  'look-up',
  'check-now',
  'release',
  'approve-snapshot',
  'reject-snapshot',
]);
export type CommandKind = z.infer<typeof CommandKind>;
export const CommandState = z.enum(['asked', 'picked-up', 'done', 'not-done']);
export type CommandState = z.infer<typeof CommandState>;

export const Command = z.object({
  id: z.int().min(1),
  kind: CommandKind,
  flow: FlowName.nullable(),
  /** Failure key, order id or snapshot id; "" for a whole flow. The same wish twice is one. */
  subject: z.string().max(190),
  reason: z.string().max(300),
  asked_by: z.string().max(100),
  asked_at_utc: UtcInstant,
  state: CommandState,
  /** The runner's answer, one sentence. */
  answer: z.string().max(400),
  answered_at_utc: UtcInstant.nullable(),
});
export type Command = z.infer<typeof Command>;

/** `GET commands`: those still `asked` or `picked-up`, oldest first, at most 100. */
export const CommandsAnswer = z.object({ version: VersionOne, commands: z.array(Command).max(100) });
export type CommandsAnswer = z.infer<typeof CommandsAnswer>;

/** `POST commands` (a person): ask the runner for something. */
export const CommandRequest = z.object({
  version: VersionOne,
  kind: CommandKind,
  flow: FlowName.nullable().default(null),
  subject: z.string().max(190).default(''),
  reason: z.string().max(300).default(''),
});
export type CommandRequest = z.infer<typeof CommandRequest>;

/** `POST commands/{id}` (the runner). */
export const CommandUpdate = z.object({
  version: VersionOne,
  state: z.enum(['picked-up', 'done', 'not-done']),
  answer: z.string().max(400),
});
export type CommandUpdate = z.infer<typeof CommandUpdate>;

export const CommandAnswer = z.object({ version: VersionOne, command: Command });
export type CommandAnswer = z.infer<typeof CommandAnswer>;
