import { createRoot } from '@wordpress/element';
import { readBoot } from './api/boot.ts';
import { App } from './app.tsx';
import { setLocale } from './model/clock.ts';
import './admin.css';

const ROOT_ID = 'cherry-bridge-root';

function start(): void {
  const root = document.getElementById(ROOT_ID);
  if (root === null) return;
  const boot = readBoot();
  setLocale(boot.locale, boot.timezone);
  // WordPress puts its notices after the page's own heading, so that one stays; a page without one gets ours.
  createRoot(root).render(<App boot={boot} hasHeading={document.querySelector('h1') !== null} />);
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
