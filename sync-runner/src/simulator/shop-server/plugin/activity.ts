import type { ActivityRow } from '#contracts/index.ts';
import type { ShopWorld } from '../state/world.ts';

const LIMIT = 20_000;

export const utc = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`;

type NewRow = Pick<ActivityRow, 'who' | 'kind' | 'subject' | 'what'> & Partial<ActivityRow>;

/** One more line of the audit, newest last. */
export const recordActivity = (world: ShopWorld, row: NewRow): void => {
  const { activity } = world.bridge;
  activity.push({
    door: 'rest',
    before: '',
    after: '',
    reason: '',
    ...row,
    id: (world.bridge.activityId += 1),
    at_utc: utc(world.clock.nowMs()),
  });
  if (activity.length > LIMIT) activity.splice(0, activity.length - LIMIT);
};
