import type { World } from '../world.ts';
import type { Style } from './style-reads.ts';

/** What one line of the story came to. */
export interface LineResult {
  line: number;
  what: string;
  isMet: boolean;
  /** The figures seen, in words. */
  figure: string;
}

/** What the lines hand on to one another. */
export interface StoryContext {
  world: World;
  log: (line: string) => void;
  /** The style of line 1. */
  style?: Style;
  /** Shop ids of the orders of line 5. */
  orderIds?: number[];
}

export type StoryLine = (context: StoryContext) => Promise<LineResult>;
