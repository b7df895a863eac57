import { existsSync } from 'node:fs';
import { aptInstall } from './install.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser for the end-to-end tests, or undefined. */
export function findBrowser() {
  return [process.env.CHERRY_BRIDGE_BROWSER, ...PLACES].find((place) => place && existsSync(place));
}

/**
 * As findBrowser; on Debian as root it installs Chromium first.
 * @param {(line: string) => void} log
 */
export async function ensureBrowser(log) {
  const found = findBrowser();
  if (found !== undefined) {
    return found;
  }
  await aptInstall(['chromium'], log);
  return findBrowser();
}
