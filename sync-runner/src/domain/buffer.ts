/** A rule that holds units back from the shop. Later scopes beat earlier ones: shop, category, SKU. */
export interface BufferRule {
  readonly scope: 'shop' | 'sku';
  /** "" for the whole shop, else the SKU. */
  readonly key: string;
  readonly kind: 'off' | 'fixed';
  readonly unitsEach: number;
}

export interface BufferCandidateTrace {
  readonly scope: 'shop' | 'sku';
  readonly label: string;
  readonly kind: 'off' | 'fixed';
  readonly unitsEach: number;
  readonly isWinner: boolean;
  readonly note: string;
}

export interface BufferVerdict {
  /** What the winning rule asks for, before it is cut to what is there. */
  readonly unitsEach: number;
  readonly candidates: readonly BufferCandidateTrace[];
}

const describe = (rule: BufferRule): string =>
  rule.kind === 'off' ? 'holds nothing back' : `holds ${rule.unitsEach} back`;

/** The winning rule for one SKU and, for the why-trace, every rule that was considered. */
export const decideBuffer = (shopRule: BufferRule | undefined, skuRule: BufferRule | undefined): BufferVerdict => {
  const rules = [shopRule, skuRule].filter((rule) => rule !== undefined);
  const winner = skuRule ?? shopRule;
  const candidates = rules.map((rule) => ({
    scope: rule.scope,
    label: rule.scope === 'shop' ? 'Whole shop' : 'This SKU',
    kind: rule.kind,
    unitsEach: rule.kind === 'off' ? 0 : rule.unitsEach,
    isWinner: rule === winner,
    note:
      rule === winner
        ? `It ${describe(rule)}: the most specific rule wins.`
        : `It ${describe(rule)}, but the rule of this SKU is more specific.`,
  }));
  return { unitsEach: winner === undefined || winner.kind === 'off' ? 0 : winner.unitsEach, candidates };
};
