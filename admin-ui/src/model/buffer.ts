import { __, _n, sprintf } from '@wordpress/i18n';
import type { BufferChange, StockRow } from '@cherry-bridge/sync-runner/contracts';
import { numberText } from './clock.ts';

type OwnRule = StockRow['own_rule'];

export const MOST_UNITS = 100_000;

export type EnteredUnits = { ok: true; units: number | null } | { ok: false; sentence: string };

/** What a person typed: empty = no rule of its own, else whole units. */
export function readUnits(text: string): EnteredUnits {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: true, units: null };
  const units = /^\d+$/.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (Number.isInteger(units) && units <= MOST_UNITS) return { ok: true, units };
  return {
    ok: false,
    sentence: sprintf(
      /* translators: %s: the highest number */
      __('Type a whole number of units from 0 to %s, or leave it empty.', 'cherry-bridge'),
      numberText(MOST_UNITS),
    ),
  };
}

/** Empty clears the SKU's own rule, 0 switches its buffer off, any other number holds that many back. */
export function skuChange(sku: string, units: number | null): BufferChange {
  if (units === null) return { scope: 'sku', key: sku, kind: 'clear', units: 0 };
  return { scope: 'sku', key: sku, kind: units === 0 ? 'off' : 'fixed', units };
}

export function shopChange(units: number): BufferChange {
  return { scope: 'shop', key: '', kind: units === 0 ? 'off' : 'fixed', units };
}

export function ownUnits(rule: OwnRule): number | null {
  if (rule === null) return null;
  return rule.kind === 'off' ? 0 : rule.units;
}

export function ownUnitsText(rule: OwnRule): string {
  const units = ownUnits(rule);
  return units === null ? '' : String(units);
}

/** "2 units held back of every SKU" or "no buffer". */
export function shopRuleText(rule: { kind: 'off' | 'fixed'; units: number }): string {
  if (rule.kind === 'off' || rule.units === 0) return __('Whole shop: no units are held back.', 'cherry-bridge');
  return sprintf(
    /* translators: %s: number of units */
    _n(
      'Whole shop: %s unit of every SKU is held back.',
      'Whole shop: %s units of every SKU are held back.',
      rule.units,
      'cherry-bridge',
    ),
    numberText(rule.units),
  );
}

export interface BufferCell {
  /** Units held back by the last write; "–" before the first one. */
  units: string;
  rule: string;
  /** A saved rule the runner has not used yet, else "". */
  coming: string;
}

/** What the buffer column says: units, the rule that won, and a rule that is saved but not yet in force. */
export function bufferCell(row: StockRow): BufferCell {
  const own = ownUnits(row.own_rule);
  const heldByOwn = row.rule_scope === 'sku' ? row.held_back : null;
  const isComing = own !== null ? own !== heldByOwn && own !== row.held_back : row.rule_scope === 'sku';
  return {
    units: row.held_back === null ? '–' : numberText(row.held_back),
    rule: row.rule_label ?? (row.rule_scope === null ? '' : __('No rule', 'cherry-bridge')),
    coming: isComing ? comingText(own) : '',
  };
}

function comingText(own: number | null): string {
  if (own === null) return __('own rule removed, from the next run', 'cherry-bridge');
  return sprintf(/* translators: %s: units */ __('%s from the next run', 'cherry-bridge'), numberText(own));
}
