import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findRoot } from '../support/shop/find-root.ts';

/** The same tripwires as ESLint's for TypeScript. */
const FILE_LINES_MAX = 300;
const FUNCTION_LINES_MAX = 70;

const FOLDERS = ['plugin/src', 'tests/support/mu-plugins', 'tests/support/php'];

const listPhp = (): string[] =>
  FOLDERS.flatMap((folder) =>
    readdirSync(join(findRoot(), folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.php'))
      .map((name) => join(folder, name)),
  );

/** Code lines only: neither blank nor comment. */
const countCode = (lines: string[]): number => lines.filter((line) => !/^\s*($|\/\/|\/?\*)/.test(line)).length;

/** Named functions with their code lines; a function ends at the brace of its own indent. */
function measureFunctions(source: string): Array<{ name: string; lines: number }> {
  const lines = source.split('\n');
  return lines.flatMap((line, start) => {
    const head = /^(\t*)(?:(?:abstract|final|public|protected|private|static)\s+)*function\s+&?(\w+)/.exec(line);
    if (head === null) {
      return [];
    }
    const end = lines.findIndex((other, index) => index > start && other === `${head[1]}}`);
    return end === -1 ? [] : [{ name: head[2] as string, lines: countCode(lines.slice(start, end + 1)) }];
  });
}

describe('PHP of the plugin and the test bench', () => {
  it('has no file that grew past its limit', () => {
    const long = listPhp()
      .map((file) => ({ file, lines: countCode(readFileSync(join(findRoot(), file), 'utf8').split('\n')) }))
      .filter((one) => one.lines > FILE_LINES_MAX);
    expect(long).toEqual([]);
  });

  it('has no function that grew past its limit', () => {
    const long = listPhp().flatMap((file) =>
      measureFunctions(readFileSync(join(findRoot(), file), 'utf8'))
        .filter((one) => one.lines > FUNCTION_LINES_MAX)
        .map((one) => `${file}: ${one.name}() has ${one.lines} lines`),
    );
    expect(long).toEqual([]);
  });

  it('is measured by a ruler that finds long functions', () => {
    const body = Array.from({ length: 80 }, () => '\t\t$a++;').join('\n');
    const source = `class A {\n\tpublic static function grown(): void {\n${body}\n\t}\n}`;
    expect(measureFunctions(source)).toEqual([{ name: 'grown', lines: 82 }]);
  });
});
