import type { World } from './world.ts';

/** Runs the scripted story on a world whose runner is not started yet; gives the exit code. */
export function runStory(world: World): Promise<number> {
  return Promise.reject(new Error(`The story is not written yet; the world stands at ${world.shop.url}.`));
}
