import type { FlowName } from '#contracts/codes.ts';
import type { StoredIntent } from '#domain/intent.ts';
import type { Story, StoryPorts, StoryWrite } from './story-shape.ts';

/** Intents looked through, newest first: more than a person reads, less than a scan hurts. */
const INTENTS_MAX = 500;
/** Writes told in one story. */
const WRITES_MAX = 10;

/** "2026-03-03 09:12:44 UTC" of a wall instant, epoch ms. */
export const tellTime = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

export const tellUnits = (units: number): string => (Math.abs(units) === 1 ? `${units} unit` : `${units} units`);

const showWrite = async (ports: StoryPorts, intent: StoredIntent): Promise<StoryWrite> => {
  const shown = await ports.outbox.show(intent.id);
  return {
    id: intent.id,
    entity: intent.entity,
    state: intent.state,
    createdAtMs: intent.createdAtMs,
    nextTryAtMs: shown?.nextTryAtMs ?? null,
    tries: (shown?.tries ?? []).map(({ attempt, sentAtMs, endedAtMs, note }) => ({
      attempt,
      sentAtMs,
      endedAtMs,
      note,
    })),
  };
};

/** The intended writes of one flow that are about a subject, with their tries; `subject` undefined = look through the newest. */
export const readWrites = async (
  ports: StoryPorts,
  flow: FlowName,
  subject: string | undefined,
  isAbout: (intent: StoredIntent) => boolean = () => true,
): Promise<readonly StoryWrite[]> => {
  const listed = await ports.outbox.list({ flow, limit: INTENTS_MAX, ...(subject === undefined ? {} : { subject }) });
  const writes: StoryWrite[] = [];
  for (const intent of listed
    .filter((one) => (subject === undefined || one.subject === subject) && isAbout(one))
    .slice(0, WRITES_MAX)) {
    writes.push(await showWrite(ports, intent));
  }
  return writes.sort((a, b) => a.createdAtMs - b.createdAtMs);
};

/** What was sent and answered, a sentence a try. */
export const tellWrites = (writes: readonly StoryWrite[]): string[] =>
  writes.flatMap((write) => [
    ...write.tries.map((row) =>
      `Try ${row.attempt} of "${write.entity}" was sent ${tellTime(row.sentAtMs)}: ${row.note === '' ? 'no answer is recorded yet' : row.note}.`.replace(
        /\.\.$/,
        '.',
      ),
    ),
    ...(write.nextTryAtMs === null
      ? []
      : [`"${write.entity}" (${write.state}) goes on at ${tellTime(write.nextTryAtMs)}.`]),
  ]);

/** Open failures of some flows that name one of these ids. */
export const readFailures = async (
  ports: StoryPorts,
  flows: readonly FlowName[],
  ids: readonly string[],
): Promise<Story['failures']> => {
  const failures: { code: string; title: string; nextStep: string }[] = [];
  for (const flow of flows) {
    const keys = await ports.ledger.openFailureKeys(flow);
    for (const key of keys.filter((text) => ids.some((id) => id !== '' && text.includes(id)))) {
      const fact = await ports.ledger.openFailure(key);
      if (fact !== null && ids.includes(fact.subject.id))
        failures.push({ code: fact.code, title: fact.title, nextStep: fact.next_step });
    }
  }
  return failures;
};

export const tellFailures = (failures: Story['failures']): string[] =>
  failures.map((row) => `Open: ${row.title} ${row.nextStep} (${row.code})`);
