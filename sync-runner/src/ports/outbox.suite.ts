import { describe } from 'vitest';
import { type OutboxFixture, setUpBench } from './outbox-suite/bench.suite.ts';
import { describeLanes } from './outbox-suite/lanes.suite.ts';
import { describePeople } from './outbox-suite/people.suite.ts';
import { describeWishes } from './outbox-suite/wishes.suite.ts';

export type { OutboxFixture, StoreView } from './outbox-suite/bench.suite.ts';

/** The promises of ports/outbox.ts, for every implementation. `open` gives an empty store. */
export const describeOutbox = (name: string, open: () => Promise<OutboxFixture>): void => {
  describe(`outbox: ${name}`, () => {
    const bench = setUpBench(open);
    describeWishes(bench);
    describeLanes(bench);
    describePeople(bench);
  });
};
