import { randomBytes } from 'node:crypto';
import { PairingRequest, PairingStarted, PairingTraded } from '#contracts/index.ts';
import type { ShopWorld } from '../state/world.ts';
import { assertCap, type Actor } from '../wp/auth.ts';
import { WpError } from '../wp/errors.ts';
import { recordActivity, utc } from './activity.ts';
import { acceptBody, bridgeRoute } from './route.ts';

const WORDS = [
  'amber',
  'basket',
  'cedar',
  'denim',
  'ember',
  'fabric',
  'garnet',
  'hem',
  'indigo',
  'jersey',
  'knit',
  'linen',
  'merino',
  'needle',
  'olive',
  'poplin',
];
const LIFE_MS = 600_000;

const start = (world: ShopWorld, actor: Actor): PairingStarted => {
  assertCap(
    actor,
    'cherry_bridge_settings',
    'cherry_bridge_forbidden',
    'Pairing is started by a user with the right "cherry_bridge_settings"; ask an administrator.',
  );
  const bytes = randomBytes(10);
  const code = bytes.toString('hex').slice(0, 12).toUpperCase();
  const words = [...bytes.subarray(6)].map((byte) => WORDS[byte % WORDS.length] ?? 'amber');
  const expiresMs = world.clock.nowMs() + LIFE_MS;
  world.bridge.pairings.set(code, { expiresMs, words });
  recordActivity(world, {
    who: actor.name,
    kind: 'pairing',
    door: 'screen',
    subject: 'runner',
    what: `${actor.name} made a pairing code.`,
  });
  return {
    version: 1,
    code,
    expires_at_utc: utc(expiresMs),
    words,
    command: `cherry-bridge pair ${world.url} ${code}`,
  };
};

const trade = (world: ShopWorld, code: string): PairingTraded => {
  const known = world.bridge.pairings.get(code);
  if (!known || known.expiresMs < world.clock.nowMs())
    throw new WpError(
      'cherry_bridge_code_refused',
      'This code is wrong, used or older than ten minutes. Start pairing again on the Settings tab and use the new code.',
      403,
      { field: 'code' },
    );
  world.bridge.pairings.delete(code);
  recordActivity(world, {
    who: 'the runner',
    kind: 'pairing',
    subject: 'runner',
    what: 'A runner traded a pairing code for a key.',
  });
  return { version: 1, url: world.url, key: 'ck_stand_in', secret: 'cs_stand_in', words: known.words };
};

export const pairingRoutes = [
  bridgeRoute<PairingStarted | PairingTraded>(
    ['POST'],
    'pairing',
    [],
    PairingStarted.or(PairingTraded),
    (world, request) => {
      const { action, code } = acceptBody(PairingRequest, request.body);
      return action === 'start' ? start(world, request.actor) : trade(world, code ?? '');
    },
  ),
];
