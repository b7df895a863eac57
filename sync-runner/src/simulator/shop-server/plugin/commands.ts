import { CommandAnswer, CommandRequest, CommandsAnswer, CommandUpdate, type Command } from '#contracts/index.ts';
import type { z } from 'zod';
import type { ShopWorld } from '../state/world.ts';
import { WpError } from '../wp/errors.ts';
import { recordActivity, utc } from './activity.ts';
import { acceptBody, bridgeRoute, MANAGE, SUPPORT, SYNC, VIEW } from './route.ts';

const isWaiting = (command: Command): boolean => command.state === 'asked' || command.state === 'picked-up';

/** Writes a person's wish down; the same wish that still waits is the same command. */
export const askCommand = (
  world: ShopWorld,
  wish: Pick<Command, 'kind' | 'flow' | 'subject' | 'reason'>,
  askedBy: string,
): Command => {
  const { commands } = world.bridge;
  const twin = commands.find(
    (row) => isWaiting(row) && row.kind === wish.kind && row.flow === wish.flow && row.subject === wish.subject,
  );
  if (twin) return twin;
  const command: Command = {
    ...wish,
    id: (world.bridge.commandId += 1),
    asked_by: askedBy,
    asked_at_utc: utc(world.clock.nowMs()),
    state: 'asked',
    answer: '',
    answered_at_utc: null,
  };
  commands.push(command);
  recordActivity(world, {
    who: askedBy,
    kind: 'command',
    door: 'screen',
    subject: wish.subject || (wish.flow ?? ''),
    what: `${askedBy} asked the runner: ${wish.kind}.`,
    reason: wish.reason,
  });
  return command;
};

const ask = (world: ShopWorld, body: unknown, name: string): CommandAnswer => {
  const { kind, flow, subject, reason } = acceptBody(CommandRequest as z.ZodType<z.infer<typeof CommandRequest>>, body);
  return { version: 1, command: askCommand(world, { kind, flow, subject, reason }, name) };
};

const update = (world: ShopWorld, id: unknown, body: unknown): CommandAnswer => {
  const change = acceptBody(CommandUpdate, body);
  const command = world.bridge.commands.find((row) => row.id === Number(id));
  if (!command)
    throw new WpError(
      'cherry_bridge_unknown_command',
      'No wish has this number; it may be long done. Pull the open ones again.',
      404,
    );
  if (!isWaiting(command)) return { version: 1, command };
  command.state = change.state;
  command.answer = change.answer;
  command.answered_at_utc = change.state === 'picked-up' ? null : utc(world.clock.nowMs());
  return { version: 1, command };
};

export const commandRoutes = [
  bridgeRoute(['GET'], 'commands', VIEW, CommandsAnswer, (world) => ({
    version: 1,
    commands: world.bridge.commands.filter(isWaiting).slice(0, 100),
  })),
  bridgeRoute(['POST'], 'commands', [...SUPPORT, ...MANAGE], CommandAnswer, (world, request) =>
    ask(world, request.body, request.actor.name),
  ),
  bridgeRoute(['POST'], 'commands/:id', SYNC, CommandAnswer, (world, request) =>
    update(world, request.params.id, request.body),
  ),
];
