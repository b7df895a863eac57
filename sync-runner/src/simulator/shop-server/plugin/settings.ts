import { Settings, SettingsPut } from '#contracts/index.ts';
import type { ShopWorld } from '../state/world.ts';
import type { Actor } from '../wp/auth.ts';
import { WpError } from '../wp/errors.ts';
import { recordActivity, utc } from './activity.ts';
import { acceptBody, bridgeRoute, SETTINGS, SYNC, VIEW } from './route.ts';

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

const overlay = (base: Tree, change: Tree): Tree => {
  const out: Tree = { ...base };
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) continue;
    const below = out[name];
    out[name] = isTree(value) && isTree(below) ? overlay(below, value) : value;
  }
  return out;
};

/** Every leaf that differs, as "flows.orders.mode". */
const differences = (before: Tree, after: Tree, path = ''): { path: string; before: string; after: string }[] =>
  Object.keys(after).flatMap((name) => {
    const [left, right] = [before[name], after[name]];
    const at = path === '' ? name : `${path}.${name}`;
    if (isTree(left) && isTree(right)) return differences(left, right, at);
    const [leftText, rightText] = [JSON.stringify(left), JSON.stringify(right)];
    return leftText === rightText ? [] : [{ path: at, before: leftText, after: rightText }];
  });

export const putSettings = (world: ShopWorld, actor: Actor, body: unknown): Settings => {
  const put = acceptBody(SettingsPut, body);
  const before = world.bridge.settings;
  if (put.revision !== before.revision)
    throw new WpError(
      'cherry_bridge_settings_moved',
      'Someone saved settings after this page was loaded, so nothing was changed. Look at both values and save again.',
      409,
      { field: 'revision', fix: 'Read the settings again and save from there.', current: before, yours: put.change },
    );
  const after = Settings.parse(overlay(before, put.change as Tree));
  for (const [flow, next] of Object.entries(after.flows)) {
    const was = before.flows[flow as keyof Settings['flows']];
    if (was.mode === 'rehearsing' && next.mode === 'live') next.live_since_utc ??= utc(world.clock.nowMs());
  }
  after.revision = before.revision + 1;
  world.bridge.settings = after;
  for (const row of differences(before, after).filter((line) => line.path !== 'revision'))
    recordActivity(world, {
      who: actor.name,
      kind: row.path.startsWith('flows.') ? 'flow' : 'setting',
      door: 'screen',
      subject: row.path,
      what: `${actor.name} changed ${row.path}.`,
      before: row.before,
      after: row.after,
    });
  return after;
};

export const settingsRoutes = [
  bridgeRoute(['GET'], 'settings', [...SYNC, ...VIEW], Settings, (world) => world.bridge.settings),
  bridgeRoute(['PUT', 'POST'], 'settings', SETTINGS, Settings, (world, request) =>
    putSettings(world, request.actor, request.body),
  ),
];
