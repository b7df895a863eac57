import { readOrderStory } from './order-story.ts';
import { readSkuStory } from './sku-story.ts';
import type { Story, StoryPorts } from './story-shape.ts';

export type { Story, StoryFact, StoryFigures, StoryPorts, StoryWrite } from './story-shape.ts';

const nothing = (subject: string): Story => ({
  kind: 'nothing',
  subject,
  sentences: [
    `Nothing is known of "${subject}": it is neither a SKU Blue Cherry told us nor an order the shop told us.`,
    'Check the spelling. A new style or order is known after the next look at its side; "cherry-bridge once all" looks now.',
  ],
  facts: [],
  rule: '',
  figures: null,
  writes: [],
  failures: [],
});

/** The story of one SKU, or of one order by number ("#10234" or "10234"), shop id or reference. A SKU is looked for first. */
export const readStory = async (ports: StoryPorts, text: string): Promise<Story> => {
  const wanted = text.trim();
  const isNumber = wanted.startsWith('#');
  const sku = isNumber ? null : await readSkuStory(ports, wanted);
  const row = await ports.ledger.findOrder(wanted.replace(/^#/, ''));
  if (sku !== null) {
    const hint = row === null ? [] : [`An order has this number too: cherry-bridge explain "#${row.order.number}".`];
    return { ...sku, sentences: [...sku.sentences, ...hint] };
  }
  return row === null ? nothing(wanted) : readOrderStory(ports, row);
};
