import type { Actor } from '../wp/auth.ts';
import { WpError } from '../wp/errors.ts';
import type { ShopWorld } from '../state/world.ts';
import { recordActivity } from './activity.ts';

/** What a REST write does to the SKU of one product, as the guard sees it. */
export interface SkuAttempt {
  door: string;
  productId: number;
  oldSku: string;
  newSku: string;
  isNew: boolean;
}

export const lockedSentence = ({ isNew, oldSku, newSku }: SkuAttempt): string => {
  const cure = 'products start in Blue Cherry. Enter the style there; it arrives in this shop by itself.';
  if (isNew && newSku === '') return `The product was not created: ${cure}`;
  if (isNew) return `SKU ${newSku} was not created: ${cure}`;
  return `The SKU was not changed from "${oldSku}" to "${newSku}": Blue Cherry owns SKUs. Change it there; it arrives in this shop by itself.`;
};

type Verdict = 'guard-off' | 'runner-key' | 'warned' | 'erp-owns-skus';

const judge = (world: ShopWorld, actor: Actor): Verdict => {
  const { mode } = world.bridge.settings.sku_guard;
  if (mode === 'off') return 'guard-off';
  if (actor.by === 'key' && actor.caps.has('cherry_bridge_create_skus')) return 'runner-key';
  return mode === 'warn' ? 'warned' : 'erp-owns-skus';
};

const record = (world: ShopWorld, actor: Actor, attempt: SkuAttempt, verdict: Verdict): void => {
  const { door, oldSku, newSku, isNew } = attempt;
  const name = newSku === '' ? 'a product without SKU' : newSku;
  const isBlocked = verdict === 'erp-owns-skus';
  const created = isNew ? `${name} was created through ${door}.` : `SKU ${oldSku} became ${name} through ${door}.`;
  recordActivity(world, {
    who: actor.name,
    kind: isBlocked ? 'sku-blocked' : 'sku-allowed',
    door,
    subject: newSku === '' ? oldSku : newSku,
    what: isBlocked
      ? `Through ${door} someone tried to make ${name}. Refused: products start in Blue Cherry.`
      : created,
    before: oldSku,
    after: newSku,
    reason: verdict,
  });
};

/**
 * The SKU guard at the REST doors, as the plugin's pure decision has it: the runner's key may create and change SKUs
 * (recorded), everybody else is refused while the mode is `enforce` and only noted while it is `warn`.
 */
export const guardSku = (world: ShopWorld, actor: Actor, attempt: SkuAttempt): void => {
  if (!attempt.isNew && attempt.oldSku === attempt.newSku) return;
  const verdict = judge(world, actor);
  if (verdict !== 'guard-off') record(world, actor, attempt, verdict);
  if (verdict === 'erp-owns-skus') throw new WpError('cherry_bridge_sku_locked', lockedSentence(attempt), 403);
};
