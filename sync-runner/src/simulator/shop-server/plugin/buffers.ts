import { BufferPreviewAnswer, BuffersAnswer, BuffersRequest, BuffersSaved, type BufferRule } from '#contracts/index.ts';
import type { z } from 'zod';
import { productBySku } from '../products/store.ts';
import type { ShopWorld } from '../state/world.ts';
import { WpError } from '../wp/errors.ts';
import type { Params } from '../wp/params.ts';
import { recordActivity, utc } from './activity.ts';
import { screenPage } from './page.ts';
import { acceptBody, bridgeRoute, MANAGE, SYNC, VIEW } from './route.ts';
import type { PositionState } from './state.ts';

type Change = z.infer<typeof BuffersRequest>['changes'][number];

const nameOf = (change: { scope: string; key: string }): string =>
  `${change.scope}:${change.scope === 'shop' ? '' : change.key}`;

const ruleText = (rule: { kind: string; units: number } | undefined): string =>
  rule ? (rule.kind === 'off' ? 'off' : String(rule.units)) : 'none';

const list = (world: ShopWorld, params: Params): BuffersAnswer => {
  const rules = [...world.bridge.buffers.values()].sort((left, right) => nameOf(left).localeCompare(nameOf(right)));
  const { rows, ...page } = screenPage(world, rules, params);
  return { version: 1, buffers_revision: world.bridge.settings.buffers_revision, rules: rows, ...page };
};

const assertKnown = (world: ShopWorld, change: Change, index: number): void => {
  if (change.scope === 'sku' && !productBySku(world, change.key))
    throw new WpError(
      'cherry_bridge_unknown_sku',
      `SKU ${change.key} is not in this shop. Nothing was changed; correct the SKU and save again.`,
      400,
      { field: `changes[${index}].key`, fix: 'Name a SKU of this shop.' },
    );
};

const save = (world: ShopWorld, body: unknown, name: string): BuffersSaved => {
  const request = acceptBody(BuffersRequest as z.ZodType<z.infer<typeof BuffersRequest>>, body);
  request.changes.forEach((change, index) => assertKnown(world, change, index));
  const { bridge } = world;
  const saved: BufferRule[] = [];
  const cleared: string[] = [];
  const undo: Change[] = [];
  for (const change of request.changes) {
    const before = bridge.buffers.get(nameOf(change));
    const key = change.scope === 'shop' ? '' : change.key;
    undo.unshift(
      before
        ? { scope: change.scope, key, kind: before.kind, units: before.units }
        : { scope: change.scope, key, kind: 'clear', units: 0 },
    );
    if (change.kind === 'clear') {
      bridge.buffers.delete(nameOf(change));
      cleared.push(key);
    } else {
      const rule: BufferRule = {
        scope: change.scope,
        key,
        kind: change.kind,
        units: change.kind === 'off' ? 0 : change.units,
        updated_at_utc: utc(world.clock.nowMs()),
        updated_by: name,
      };
      bridge.buffers.set(nameOf(change), rule);
      saved.push(rule);
    }
    const subject = key === '' ? 'the whole shop' : key;
    const after = bridge.buffers.get(nameOf(change));
    recordActivity(world, {
      who: name,
      kind: 'buffer',
      door: 'screen',
      subject,
      what: `${name} set the buffer of ${subject} from ${ruleText(before)} to ${ruleText(after)}.`,
      before: ruleText(before),
      after: ruleText(after),
      reason: request.reason,
    });
  }
  bridge.settings.buffers_revision += 1;
  const count = request.changes.length;
  return {
    version: 1,
    buffers_revision: bridge.settings.buffers_revision,
    saved,
    cleared,
    undo,
    sentence: `${count} buffer ${count === 1 ? 'rule was' : 'rules were'} saved. The runner applies ${count === 1 ? 'it' : 'them'} at its next look.`,
  };
};

const unitsFor = (rules: ReadonlyMap<string, { kind: string; units: number }>, sku: string): number => {
  const rule = rules.get(`sku:${sku}`) ?? rules.get('shop:');
  return !rule || rule.kind === 'off' ? 0 : rule.units;
};

const heldBack = (position: PositionState, units: number): number =>
  Math.min(units, Math.max(0, position.why?.ats ?? 0));

const preview = (world: ShopWorld, body: unknown): BufferPreviewAnswer => {
  const request = acceptBody(BuffersRequest as z.ZodType<z.infer<typeof BuffersRequest>>, body);
  const after = new Map<string, { kind: string; units: number }>(world.bridge.buffers);
  for (const change of request.changes) {
    if (change.kind === 'clear') after.delete(nameOf(change));
    else after.set(nameOf(change), change);
  }
  let withheld = 0;
  let sellable = 0;
  const soldOut: string[] = [];
  for (const position of world.bridge.positions.values()) {
    const product = world.products.get(position.productId);
    const shown = Math.max(0, product?.stockQuantity ?? 0);
    const more =
      heldBack(position, unitsFor(after, position.sku)) -
      heldBack(position, unitsFor(world.bridge.buffers, position.sku));
    sellable += shown;
    withheld += more;
    if (shown > 0 && (product?.stockQuantity ?? 0) - more <= 0) soldOut.push(position.sku);
  }
  return {
    version: 1,
    units_withheld: withheld,
    value: null,
    skus_sold_out: soldOut.length,
    sold_out: soldOut.slice(0, 50),
    sentence: `This withholds ${Math.abs(withheld)} ${withheld < 0 ? 'fewer' : 'more'} units; ${soldOut.length} SKUs would show as sold out.`,
    needs_confirmation: withheld > sellable * 0.05,
  };
};

export const bufferRoutes = [
  bridgeRoute(['GET'], 'buffers', [...SYNC, ...VIEW], BuffersAnswer, (world, request) => list(world, request.params)),
  bridgeRoute(['PUT'], 'buffers', MANAGE, BuffersSaved, (world, request) =>
    save(world, request.body, request.actor.name),
  ),
  bridgeRoute(['POST'], 'buffers/preview', MANAGE, BufferPreviewAnswer, (world, request) =>
    preview(world, request.body),
  ),
];
