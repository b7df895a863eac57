import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { findRoot } from './shop/find-root.ts';

const HEAD = `# Figures

Written by \`npm run bench\`, never by hand. Each section names its command, the commit it ran on and the machine. Rates of one
section were taken in one run, so their ratio counts more than the single figure.
`;

const readCommit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: findRoot(), encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
};

/** Prints the figures of one measurement and keeps them in docs/figures.md, in the place of its last ones. */
export function recordFigures(name: string, rows: Array<[what: string, figure: string]>): void {
  for (const [what, figure] of rows) console.log(`${what.padEnd(66)} ${figure}`);
  const file = join(findRoot(), 'docs', 'figures.md');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : HEAD;
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${arch()}, Node ${process.versions.node}`;
  const section = [
    `## ${name}`,
    '',
    `\`npm run bench -- ${name}\`, commit ${readCommit()}, ${new Date().toISOString().slice(0, 10)}, ${machine}.`,
    '',
    '| What | Figure |',
    '|---|---|',
    ...rows.map(([what, figure]) => `| ${what} | ${figure} |`),
    '',
  ].join('\n');
  const others = text.split(/^(?=## )/m).filter((part) => !part.startsWith(`## ${name}\n`));
  writeFileSync(file, `${others.map((part) => part.trimEnd()).join('\n\n')}\n\n${section}`);
}
