import { bufferHoldsBack } from './story/line-4-buffer.ts';
import { ordersArriveOnce } from './story/line-5-orders.ts';
import { parcelIsTold } from './story/line-6-parcel.ts';
import { skuIsRefused } from './story/line-3-sku-lock.ts';
import { stockFollows } from './story/line-2-stock.ts';
import type { LineResult, StoryContext, StoryLine } from './story/story-line.ts';
import { styleBecomesProduct } from './story/line-1-style.ts';
import type { World } from './world.ts';

const LINES: readonly StoryLine[] = [
  styleBecomesProduct,
  stockFollows,
  skuIsRefused,
  bufferHoldsBack,
  ordersArriveOnce,
  parcelIsTold,
];

/** Runs the lines in order; one that fails is told with its reason, and the next ones still run. */
export async function tellStory(context: StoryContext): Promise<LineResult[]> {
  const results: LineResult[] = [];
  for (const [index, line] of LINES.entries()) {
    const startedAt = Date.now();
    const result = await line(context).catch((error: Error): LineResult => ({
      line: index + 1,
      what: line.name,
      isMet: false,
      figure: error.message,
    }));
    results.push(result);
    context.log(
      `${result.isMet ? 'ok    ' : 'FAILED'} ${result.line}. ${result.what}: ${result.figure} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`,
    );
  }
  return results;
}

/** Runs the scripted story on a world whose runner is not started yet; gives the exit code. */
export async function runStory(world: World): Promise<number> {
  const log = (line: string): void => console.log(line);
  await world.startRunner();
  log(`The story, on ${world.shop.kind === 'woocommerce' ? 'real WooCommerce' : 'the stand-in shop'}:`);
  const results = await tellStory({ world, log });
  const met = results.filter(({ isMet }) => isMet).length;
  log(`${met} of ${results.length} lines of the story hold.`);
  return met === results.length ? 0 : 1;
}
