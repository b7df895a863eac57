import { describe, expect, it } from 'vitest';
import { cleanEnding, composeExitCode, joinEndings } from './exit-code.ts';
import { hideBuyer, toWireNames } from './wire-names.ts';

describe('exit codes', () => {
  it('go by the first of 2, 3, 1, 4 where several are true', () => {
    const all = { isMisused: true, isUnreachable: true, hasFindings: true, isHeld: true };
    expect(composeExitCode(all)).toBe(2);
    expect(composeExitCode({ ...all, isMisused: false })).toBe(3);
    expect(composeExitCode({ ...all, isMisused: false, isUnreachable: false })).toBe(1);
    expect(composeExitCode({ ...cleanEnding, isHeld: true })).toBe(4);
    expect(composeExitCode(cleanEnding)).toBe(0);
  });

  it('of several flows tell whatever is true of one of them', () => {
    expect(
      composeExitCode(
        joinEndings([{ ...cleanEnding, isHeld: true }, cleanEnding, { ...cleanEnding, isUnreachable: true }]),
      ),
    ).toBe(3);
  });
});

describe('the JSON of the command line', () => {
  it('has members in snake_case and instants as UTC text', () => {
    expect(
      toWireNames({ nextTryAtMs: 0, atMs: null, isFull: true, inFlightEach: 2, rows: [{ sentAtMs: 1000 }] }),
    ).toEqual({
      next_try_at_utc: '1970-01-01T00:00:00.000Z',
      at_utc: null,
      is_full: true,
      in_flight: 2,
      rows: [{ sent_at_utc: '1970-01-01T00:00:01.000Z' }],
    });
  });

  it('leaves a payload as it was sent', () => {
    expect(toWireNames({ payload: { shopOrderId: 1 } })).toEqual({ payload: { shopOrderId: 1 } });
  });

  it('never shows the buyer of an order', () => {
    const shown = JSON.stringify(
      hideBuyer({
        draft: {
          reference: 'W1-1',
          notes: 'ring twice',
          billTo: { name: 'Jane Roe', city: 'X', country: 'US' },
          lines: [{ sku: 'A' }],
        },
      }),
    );
    expect(shown).not.toMatch(/Jane|ring twice/);
    expect(shown).toContain('"country":"US"');
    expect(shown).toContain('W1-1');
  });
});
