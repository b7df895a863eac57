import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ErrorCode, ErrorKind } from '#contracts/codes.ts';
import { kindRules } from './kinds.ts';
import { errorRegistry } from './registry.ts';

const page = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'docs', 'errors.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
const written = new Map(
  rows.filter(([code = '']) => /^[A-Z][A-Z_]+$/.test(code)).map(([code = '', ...cells]) => [code, cells]),
);
const kinds = rows.map(([kind = '']) => kind).filter((kind) => /^[a-z-]+$/.test(kind));

describe('the error registry', () => {
  it('has an entry for every code of the contracts, and no other', () => {
    expect(Object.keys(errorRegistry).sort()).toEqual([...ErrorCode.options].sort());
  });

  it.each(ErrorCode.options)('%s is in docs/errors.md with the same kind and words', (code) => {
    const { kind, meaning, nextStep } = errorRegistry[code];
    expect(written.get(code)).toEqual([kind, meaning, nextStep]);
  });

  it('has no code in docs/errors.md that the runner does not know', () => {
    expect([...written.keys()].filter((code) => !Object.hasOwn(errorRegistry, code))).toEqual([]);
  });

  it('has every kind in docs/errors.md, and a rule for each', () => {
    expect([...kinds].filter((kind) => !kind.startsWith('-')).sort()).toEqual([...ErrorKind.options].sort());
    expect(Object.keys(kindRules).sort()).toEqual([...ErrorKind.options].sort());
  });

  it('never sends again what may have been done', () => {
    for (const kind of ErrorKind.options) {
      if (kindRules[kind].isOutcomeUnknown) expect(kindRules[kind].isRetried, kind).toBe(false);
    }
  });

  it('offers a retry for nothing whose outcome is unknown', () => {
    for (const code of ErrorCode.options) {
      const { kind, remedy } = errorRegistry[code];
      if (kindRules[kind].isOutcomeUnknown) expect(remedy, code).toBe('look-up');
    }
  });

  it('speaks in whole sentences', () => {
    for (const code of ErrorCode.options) {
      const { meaning, nextStep, ifNobodyActs } = errorRegistry[code];
      for (const sentence of [meaning, nextStep, ifNobodyActs]) expect(sentence, code).toMatch(/^[A-Z].*\.$/);
    }
  });
});
