import { describe, expect, it } from 'vitest';
import { FlowStatus } from '@cherry-bridge/sync-runner/contracts';
import { ownerText, statusLook } from './status.ts';

describe('status on screen', () => {
  it('tells every status apart by shape and by word, never by colour alone', () => {
    const looks = FlowStatus.options.map(statusLook);
    expect(new Set(looks.map((look) => look.shape)).size).toBe(looks.length);
    expect(new Set(looks.map((look) => look.word)).size).toBe(looks.length);
  });

  it('shows who fixes it in words, and a person by name', () => {
    expect(ownerText('erp-team')).toBe('Blue Cherry team');
    expect(ownerText('Maria')).toBe('Maria');
  });
});
