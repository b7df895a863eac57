import { z } from 'zod';
import { UtcInstant, VersionOne } from './common.ts';

/** `POST pairing` by a person with `cherry_bridge_settings`, body `{version, action: "start"}`: a one-time code, 10 minutes. */
export const PairingStarted = z.object({
  version: VersionOne,
  code: z.string().min(8).max(40),
  expires_at_utc: UtcInstant,
  /** Four words, shown on both sides. */
  words: z.array(z.string()).min(4).max(4),
  command: z.string(),
});
export type PairingStarted = z.infer<typeof PairingStarted>;

/** `POST pairing` without a login, body `{version, action: "trade", code}`. */
export const PairingRequest = z.object({
  version: VersionOne,
  action: z.enum(['start', 'trade']),
  code: z.string().max(40).optional(),
});
export type PairingRequest = z.infer<typeof PairingRequest>;

export const PairingTraded = z.object({
  version: VersionOne,
  url: z.string(),
  key: z.string(),
  secret: z.string(),
  words: z.array(z.string()).min(4).max(4),
});
export type PairingTraded = z.infer<typeof PairingTraded>;

/** Every refusal of a plugin route: WordPress's own error shape, with the field and the fix in the sentence. */
export const RouteError = z.object({
  code: z.string(),
  message: z.string(),
  data: z.object({ status: z.int(), field: z.string().optional(), fix: z.string().optional() }),
});
export type RouteError = z.infer<typeof RouteError>;
