import { describe, expect, it } from 'vitest';
import { ActivityKind } from '@cherry-bridge/sync-runner/contracts';
import { activityKindTitle, changeText } from './activity.ts';

describe('activity on screen', () => {
  it('has a word for every kind, a refused SKU among them', () => {
    for (const kind of ActivityKind.options) expect(activityKindTitle(kind)).not.toBe('');
    expect(activityKindTitle('sku-blocked')).toBe('SKU refused');
  });

  it('shows before and after, and names an empty side', () => {
    expect(changeText({ before: '0', after: '3' })).toBe('0 → 3');
    expect(changeText({ before: '', after: '3' })).toBe('nothing → 3');
    expect(changeText({ before: '', after: '' })).toBe('–');
  });
});
