import { createRoot } from '@wordpress/element';
import { readBoot } from './api/boot.ts';
import { App } from './app.tsx';
import { setLocaleName } from './model/clock.ts';
import './admin.css';

const ROOT_ID = 'cherry-bridge-root';

function start(): void {
  const root = document.getElementById(ROOT_ID);
  if (root === null) return;
  const boot = readBoot();
  setLocaleName(boot.locale);
  createRoot(root).render(<App boot={boot} />);
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
