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

export const lockedSentence = (attempt: SkuAttempt): string => {
  const name = attempt.newSku === '' ? 'without a SKU' : attempt.newSku;
  if (attempt.isNew)
    return attempt.newSku === ''
      ? 'A product without a SKU cannot be created here: products start in Blue Cherry. Enter the style there; it arrives in the shop by itself.'
      : `SKU ${name} cannot be created here: products start in Blue Cherry. Enter the style there; it arrives in the shop by itself.`;
  return `SKU ${attempt.oldSku} cannot be changed here: Blue Cherry owns it. Change it there; the shop follows by itself.`;
};

/**
 * The SKU guard at the REST doors: the runner's key may create and change SKUs (recorded), everybody else is refused
 * while the mode is `enforce` and only noted while it is `warn`.
 */
export const guardSku = (world: ShopWorld, actor: Actor, attempt: SkuAttempt): void => {
  if (!attempt.isNew && attempt.oldSku === attempt.newSku) return;
  const { mode } = world.bridge.settings.sku_guard;
  if (mode === 'off') return;
  const subject = attempt.newSku || attempt.oldSku;
  const common = { who: actor.name, door: attempt.door, subject, before: attempt.oldSku, after: attempt.newSku };
  if (actor.by === 'key' && actor.caps.has('cherry_bridge_create_skus')) {
    recordActivity(world, {
      ...common,
      kind: 'sku-allowed',
      what: `${actor.name} wrote SKU ${subject}.`,
      reason: 'The runner creates what Blue Cherry holds.',
    });
    return;
  }
  const sentence = lockedSentence(attempt);
  if (mode === 'warn') {
    recordActivity(world, {
      ...common,
      kind: 'sku-allowed',
      what: `${actor.name} wrote SKU ${subject}; the guard only warns.`,
      reason: sentence,
    });
    return;
  }
  recordActivity(world, {
    ...common,
    kind: 'sku-blocked',
    what: `${actor.name} tried to write SKU ${subject}. Refused.`,
    reason: sentence,
  });
  throw new WpError('cherry_bridge_sku_locked', sentence, 403);
};
