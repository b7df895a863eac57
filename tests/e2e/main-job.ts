import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openScreen } from '../support/browser.ts';
import { askShop, managerAuth } from '../support/story/shop-reads.ts';
import type { LineResult, StoryContext } from '../support/story/story-line.ts';
import { tellStory } from '../support/story.ts';
import { startWorld, type World } from '../support/world.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  violations: Array<{ id: string; nodes: unknown[] }>;
}

/** Accessibility faults inside our own part of the page; WordPress's frame is WordPress's. */
async function findAxeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const result = await page.evaluate<AxeResult>(
    `axe.run('#cherry-bridge-root', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })`,
  );
  return result.violations.map(({ id, nodes }) => `${id} (${nodes.length})`);
}

/** The story, and the screens over what it left behind. The same on both shops. */
export function describeMainJob(shop: 'stand-in' | 'woocommerce', port: number): void {
  describe(`the main job on ${shop === 'woocommerce' ? 'real WooCommerce' : 'the stand-in'}`, () => {
    let world: World;
    let browser: Browser;
    let results: LineResult[];
    const context: Partial<StoryContext> = {};

    beforeAll(async () => {
      world = await startWorld({ shop, styles: 2, port, clockRate: 20, noise: 'none' });
      await world.startRunner();
      results = await tellStory(
        Object.assign(context, { world, log: (line: string) => console.log(line) }) as StoryContext,
      );
      browser = await openBrowser();
    }, 1_500_000);

    afterAll(async () => {
      await browser?.close();
      await world?.stop();
    }, 120_000);

    test.each([1, 2, 3, 4, 5, 6])('line %i of the story holds', (line) => {
      const result = results.find((each) => each.line === line);
      expect(result?.isMet, result?.figure).toBe(true);
    });

    test('Overview says in one sentence how things stand, with a card for each flow', async () => {
      const { page, faults } = await openScreen(browser, world, '#/overview');
      const text = () => page.innerText('#cherry-bridge-root');
      await expect.poll(text, { timeout: 60_000 }).toMatch(/Products/i);
      for (const flow of [/Inventory|Stock/i, /Orders/i, /Fulfilment|Shipments|Dispatches/i])
        expect(await text()).toMatch(flow);
      expect(faults).toEqual([]);
      expect(await findAxeFaults(page)).toEqual([]);
      await page.close();
    });

    test('Stock buffers finds a SKU, shows its figures and explains them', async () => {
      const sku = context.style?.skus[3] ?? '';
      const { page, faults } = await openScreen(browser, world, `#/stock?search=${encodeURIComponent(sku)}`);
      const root = page.locator('#cherry-bridge-root');
      await expect.poll(() => root.innerText(), { timeout: 60_000 }).toContain(sku);
      // Stock moves while we look, and the screen reads again each 30 seconds: shown and told agree within that time.
      const readRow = async () => {
        const path = `wc-cherry-bridge/v1/stock?search=${encodeURIComponent(sku)}`;
        const answer = await askShop<{ rows: Array<{ in_shop: number; held_back: number }> }>(
          world,
          'GET',
          path,
          undefined,
          managerAuth(world),
        );
        return answer.rows[0];
      };
      expect((await readRow())?.held_back).toBe(3);
      const isShown = async () => (await root.innerText()).includes(String((await readRow())?.in_shop));
      await expect.poll(isShown, { timeout: 120_000, interval: 1000 }).toBe(true);
      await root.getByText(sku, { exact: true }).first().click();
      await expect.poll(() => root.innerText(), { timeout: 60_000 }).toMatch(/Blue Cherry counted|Why this number/i);
      expect(faults).toEqual([]);
      expect(await findAxeFaults(page)).toEqual([]);
      await page.close();
    });

    test('Sync failures says that nothing needs anybody', async () => {
      const { page, faults } = await openScreen(browser, world, '#/failures');
      await expect
        .poll(() => page.innerText('#cherry-bridge-root'), { timeout: 60_000 })
        .toMatch(/Nothing needs you|Needs you/i);
      expect(faults).toEqual([]);
      expect(await findAxeFaults(page)).toEqual([]);
      await page.close();
    });

    test('on a phone each screen fits without scrolling sideways', async () => {
      for (const hash of ['#/overview', '#/stock', '#/failures']) {
        const { page } = await openScreen(browser, world, hash, 390);
        const [content, width] = await page.evaluate<[number, number]>(
          '[document.querySelector("#cherry-bridge-root").scrollWidth, window.innerWidth]',
        );
        expect(content, hash).toBeLessThanOrEqual(width);
        await page.close();
      }
    });
  });
}
