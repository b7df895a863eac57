import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { FlowName } from '#contracts/codes.ts';
import { IntentState } from '#contracts/codes.ts';
import type { AttemptRow, EnginePorts, StoredIntent } from '#compose.ts';
import { flowNames } from '#compose.ts';
import { composeExitCode, cleanEnding } from '../exit-code.ts';
import type { Session } from '../session.ts';
import { sayTable } from '../table.ts';
import { hideBuyer } from '../wire-names.ts';

const openStates: readonly IntentState[] = ['intended', 'sent', 'unclear', 'refused', 'held'];

const adviceByState: Readonly<Record<IntentState, string>> = {
  intended: 'goes on by itself',
  sent: 'its answer is awaited',
  unclear: 'is looked up before anything is sent again',
  refused: 'correct what its text names, then "outbox retry"; or "outbox drop --reason"',
  held: 'correct what its text names, then "outbox retry"; "outbox release" lets the rest of its lane go on',
  confirmed: 'done',
  noted: 'done',
  dropped: 'dropped by a person',
  superseded: 'a newer wish took its place',
};

const tellTime = (atMs: number | null): string =>
  atMs === null ? '' : `${new Date(atMs).toISOString().slice(0, 19)}Z`;

const parseLimit = (text: string): number => {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000)
    throw new InvalidArgumentError('Write a number from 1 to 10000.');
  return limit;
};

const composeRow = ({ payload: _payload, ...intent }: StoredIntent) => ({
  ...intent,
  nextStep: adviceByState[intent.state],
});

const list = async (
  session: Session,
  ports: EnginePorts,
  filter: { flow?: FlowName; state?: IntentState; limit: number },
): Promise<void> => {
  const { flow, state, limit } = filter;
  const intents = await ports.outbox.list({
    ...(flow === undefined ? {} : { flow }),
    states: state === undefined ? openStates : [state],
    limit,
  });
  const rows = intents.map(composeRow);
  session.say(
    rows.length === 0
      ? 'Nothing waits.'
      : `${rows.length}${rows.length === limit ? ' or more' : ''} intended ${rows.length === 1 ? 'write' : 'writes'}.`,
  );
  sayTable(
    session,
    ['Id', 'Flow', 'What', 'State', 'Tries', 'Since', 'Last answer', 'Next step'],
    rows.map((row) => [
      row.id,
      row.flow,
      `${row.entity} ${row.subject}`,
      row.state,
      String(row.attempts),
      tellTime(row.createdAtMs),
      row.lastError,
      row.nextStep,
    ]),
  );
  const code = composeExitCode({
    ...cleanEnding,
    hasFindings: rows.some((row) => row.state === 'refused'),
    isHeld: rows.some((row) => row.state === 'held'),
  });
  session.answer(code, { ok: code === 0, intents: rows });
};

const tellTry = (row: AttemptRow): string =>
  `Try ${row.attempt}, sent ${tellTime(row.sentAtMs)}${row.endedAtMs === null ? '' : `, ended ${tellTime(row.endedAtMs)}`}: ${row.note || 'no answer is recorded yet'}`;

const show = async (session: Session, ports: EnginePorts, id: string): Promise<void> => {
  const shown = await ports.outbox.show(id);
  if (shown === null)
    return session.fail(2, [
      `No intended write has the id "${id}". "cherry-bridge outbox list" shows those that wait.`,
    ]);
  const { intent, tries, nextTryAtMs } = shown;
  session.say(`${intent.flow} ${intent.entity} ${intent.subject}: ${intent.state}; ${adviceByState[intent.state]}.`);
  session.say(
    `Key ${intent.key}, made ${tellTime(intent.createdAtMs)}, ${intent.attempts} ${intent.attempts === 1 ? 'try' : 'tries'}.`,
  );
  for (const row of tries) session.say(tellTry(row));
  if (nextTryAtMs !== null) session.say(`Goes on at ${tellTime(nextTryAtMs)}.`);
  session.say(JSON.stringify(hideBuyer(intent.payload), null, 2));
  session.answer(0, {
    ok: true,
    intent: { ...intent, payload: hideBuyer(intent.payload), nextStep: adviceByState[intent.state] },
    tries,
    nextTryAtMs,
  });
};

/** A wish of a person for one intent; told apart: done, not possible now, not known. */
const change = async (
  session: Session,
  ports: EnginePorts,
  id: string,
  work: () => Promise<boolean>,
  sentence: string,
): Promise<void> => {
  const shown = await ports.outbox.show(id);
  if (shown === null)
    return session.fail(2, [
      `No intended write has the id "${id}". "cherry-bridge outbox list" shows those that wait.`,
    ]);
  if (!(await work()))
    return session.fail(1, [
      `Nothing was changed: this write is "${shown.intent.state}" (${adviceByState[shown.intent.state]}).`,
    ]);
  session.say(sentence);
  session.answer(0, { ok: true, id, sentence });
};

export const addOutbox = (program: Command, session: Session): void => {
  const outbox = program.command('outbox').description('what waits, why, and what to do');
  outbox
    .command('list')
    .description('intended writes that have not ended')
    .addOption(new Option('--flow <flow>', 'of one flow').choices([...flowNames]))
    .addOption(new Option('--state <state>', 'in one state').choices(IntentState.options))
    .option('--limit <number>', 'how many', parseLimit, 100)
    .option('--json', 'one JSON object')
    .action((filter: { flow?: FlowName; state?: IntentState; limit: number }) =>
      session.use(false, ({ ports }) => list(session, ports, filter)),
    );
  const byId = (
    word: string,
    description: string,
    work: (ports: EnginePorts, id: string, options: { reason: string }) => Promise<void>,
  ): Command =>
    outbox
      .command(word)
      .description(description)
      .argument('<id>', 'id of the intended write')
      .option('--json', 'one JSON object')
      .action((id: string, options: { reason: string }) => session.use(false, ({ ports }) => work(ports, id, options)));
  byId('show', 'one intended write with its tries; buyers are hidden', (ports, id) => show(session, ports, id));
  byId('retry', 'try again now; an unclear one is looked up, not sent', (ports, id) =>
    change(
      session,
      ports,
      id,
      () => ports.outbox.retry(id),
      'It is tried again now; an unclear one is looked up first.',
    ),
  );
  byId('release', 'let the rest of its lane go on and keep this one held', (ports, id) =>
    change(session, ports, id, () => ports.outbox.release(id), 'The rest of its lane goes on; this one stays held.'),
  );
  byId('drop', 'give it up for good', (ports, id, { reason }) =>
    change(session, ports, id, () => ports.outbox.drop(id, reason), `It is dropped and never sent: ${reason}`),
  ).requiredOption('--reason <text>', 'why; kept with it');
};
