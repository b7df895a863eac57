import type { z } from 'zod';
import { deniedStatus, type Actor } from '../wp/auth.ts';
import { WpError } from '../wp/errors.ts';
import type { WpAnswer, WpMethod, WpRequest, WpRoute } from '../wp/request.ts';
import type { ShopWorld } from '../state/world.ts';

const BASE = 'wc-cherry-bridge/v1';

const NO_LOGIN =
  'This route needs a login: send a WooCommerce REST key of a user with the role "Cherry Bridge runner", over https.';
const NO_RIGHT =
  'Your user may not do this. Ask an administrator for the Cherry Bridge right that this screen or runner needs.';

export const assertAnyCap = (actor: Actor, caps: readonly string[]): void => {
  if (caps.some((cap) => actor.caps.has(cap))) return;
  throw new WpError('cherry_bridge_forbidden', actor.by === 'nobody' ? NO_LOGIN : NO_RIGHT, deniedStatus(actor));
};

/** A message on arrival: version first, then the contract; the first fault is named with its field. */
export const acceptBody = <T>(schema: z.ZodType<T>, body: unknown): T => {
  if (typeof body !== 'object' || body === null)
    throw new WpError(
      'cherry_bridge_no_json',
      'The request has no JSON object as its body. Send one, with the header Content-Type: application/json.',
      400,
    );
  const { version } = body as { version?: unknown };
  if (version !== undefined && version !== 1)
    throw new WpError(
      'cherry_bridge_unknown_version',
      'The member "version" names a message version this plugin does not take; it takes 1. Update the older of runner and plugin.',
      400,
      { field: 'version', fix: 'Send version 1, or update the older side.' },
    );
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = (issue?.path ?? [])
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
  const fix = `${issue?.message ?? 'Send the shape of the contract'}.`;
  throw new WpError(
    'cherry_bridge_contract_refused',
    `The request was refused because of ${field === '' ? 'the body' : `"${field}"`}: ${fix} Nothing was changed.`,
    400,
    { field, fix },
  );
};

/** One route of the plugin: who may, then its work; answers are checked by their contract. */
export const bridgeRoute = <T>(
  methods: WpMethod[],
  path: string,
  caps: readonly string[],
  answerSchema: z.ZodType<T>,
  work: (world: ShopWorld, request: WpRequest) => T,
): WpRoute => ({
  methods,
  path: `${BASE}/${path}`,
  run: (world, request): WpAnswer => {
    if (caps.length > 0) assertAnyCap(request.actor, caps);
    return { body: answerSchema.parse(work(world, request)), headers: { 'Cache-Control': 'no-store' } };
  },
});

export const SYNC = ['cherry_bridge_sync'] as const;
export const VIEW = ['cherry_bridge_view', 'cherry_bridge_sync'] as const;
export const SUPPORT = ['cherry_bridge_support', 'cherry_bridge_manage'] as const;
export const MANAGE = ['cherry_bridge_manage'] as const;
export const SETTINGS = ['cherry_bridge_settings'] as const;
