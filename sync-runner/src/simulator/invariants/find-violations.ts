import type { World } from '../world/world.ts';
import type { Violation } from './violation.ts';
import { checkLines, checkMembership, checkRevisions, checkSums } from './order-rules.ts';
import { checkFigures, checkQuantities, checkSnapshots } from './stock-rules.ts';

/** V1 to V7 over the whole world; empty = sound. V8 is about credits, which this world has not. */
export const findViolations = (world: World): Violation[] => [
  ...checkSnapshots(world),
  ...checkLines(world),
  ...checkQuantities(world),
  ...checkFigures(world),
  ...checkSums(world),
  ...checkRevisions(world),
  ...checkMembership(world),
];
