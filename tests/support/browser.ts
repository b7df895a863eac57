import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { World } from './world.ts';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's browser; nothing is downloaded. undefined where the machine has none. */
export const findBrowser = (): string | undefined =>
  process.env['CHERRY_BRIDGE_BROWSER'] ?? PROGRAMS.find((path) => existsSync(path));

export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    throw new Error('No Chromium: install the package chromium, or name one in CHERRY_BRIDGE_BROWSER.');
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...quiet] });
}

/** A page at one screen, logged in where the shop asks for it. `faults` collects what the page complained about. */
export async function openScreen(
  browser: Browser,
  world: World,
  hash: string,
  width = 1280,
): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  const { real, url } = world.shop;
  if (real !== undefined) {
    await page.goto(`${url}/wp-login.php`);
    await page.fill('#user_login', real.adminUser);
    await page.fill('#user_pass', real.adminPassword);
    await page.click('#wp-submit');
    await page.waitForURL(/wp-admin/);
  }
  await page.goto(`${url}/wp-admin/admin.php?page=cherry-bridge${hash}`);
  await page.waitForSelector('#cherry-bridge-root [role="tablist"], #cherry-bridge-root nav, #cherry-bridge-root h1', {
    timeout: 60_000,
  });
  return { page, faults };
}
