import { describe, expect, it } from 'vitest';
import type { StockRow } from '@cherry-bridge/sync-runner/contracts';
import { bufferCell, readUnits, shopChange, shopRuleText, skuChange } from './buffer.ts';

const row = (facts: Partial<StockRow>) =>
  ({ held_back: 0, rule_scope: 'none', rule_label: null, own_rule: null, ...facts }) as StockRow;

describe('a buffer typed by a person', () => {
  it('reads whole units, and empty as no rule of its own', () => {
    expect(readUnits(' 3 ')).toEqual({ ok: true, units: 3 });
    expect(readUnits('')).toEqual({ ok: true, units: null });
  });

  it.each(['-1', '2.5', '1e3', 'three', '100001'])('refuses %s with a sentence', (text) => {
    expect(readUnits(text)).toEqual({
      ok: false,
      sentence: 'Type a whole number of units from 0 to 100,000, or leave it empty.',
    });
  });

  it('clears, switches off or sets the rule of one SKU', () => {
    expect(skuChange('A-1', null)).toEqual({ scope: 'sku', key: 'A-1', kind: 'clear', units: 0 });
    expect(skuChange('A-1', 0)).toEqual({ scope: 'sku', key: 'A-1', kind: 'off', units: 0 });
    expect(skuChange('A-1', 3)).toEqual({ scope: 'sku', key: 'A-1', kind: 'fixed', units: 3 });
    expect(shopChange(2)).toEqual({ scope: 'shop', key: '', kind: 'fixed', units: 2 });
  });
});

describe('the buffer column', () => {
  it('shows the units held back and the rule that won', () => {
    const cell = bufferCell(row({ held_back: 2, rule_scope: 'shop', rule_label: 'Whole shop' }));
    expect(cell).toEqual({ units: '2', rule: 'Whole shop', coming: '' });
  });

  it('tells a saved rule from one that is in force', () => {
    expect(bufferCell(row({ own_rule: { kind: 'fixed', units: 3 } })).coming).toBe('3 from the next run');
    const inForce = row({ held_back: 3, rule_scope: 'sku', own_rule: { kind: 'fixed', units: 3 } });
    expect(bufferCell(inForce).coming).toBe('');
    expect(bufferCell(row({ held_back: 3, rule_scope: 'sku' })).coming).toBe('own rule removed, from the next run');
  });

  it('shows a dash before the first write', () => {
    expect(bufferCell(row({ held_back: null, rule_scope: null })).units).toBe('–');
  });

  it('says the shop-wide rule in words', () => {
    expect(shopRuleText({ kind: 'off', units: 0 })).toBe('Whole shop: no units are held back.');
    expect(shopRuleText({ kind: 'fixed', units: 1 })).toBe('Whole shop: 1 unit of every SKU is held back.');
    expect(shopRuleText({ kind: 'fixed', units: 2 })).toBe('Whole shop: 2 units of every SKU are held back.');
  });
});
