import type { Command } from 'commander';
import { readStory } from '#compose.ts';
import type { Session } from '../session.ts';

export const addExplain = (program: Command, session: Session): void => {
  program
    .command('explain')
    .description(
      'the story of one SKU or one order: each fact, its time, the rule that won, what was sent and answered',
    )
    .argument('<sku|order number>', 'a SKU, an order number ("#10234" is always an order), an order id or a reference')
    .option('--json', 'one JSON object')
    .action((subject: string) =>
      session.use(false, async ({ ports }) => {
        const story = await readStory(ports, subject);
        if (story.kind === 'nothing') return session.fail(2, story.sentences);
        for (const sentence of story.sentences) session.say(sentence);
        session.answer(0, { ok: true, ...story });
      }),
    );
};
