import { z } from 'zod';
import { overlayDeep } from '#adapters/bluecherry/profile.ts';
import { overlayConfig, startConfig } from '../../world/config.ts';
import type { Session } from '../serve.ts';
import { openSession, readProfile } from '../session.ts';

/** The defaults of POST reset; a start of the program has its own. */
export const ResetBody = z.strictObject({
  seed: z.int().default(1),
  size: z
    .strictObject({
      styles: z.int().min(1).max(99_000).default(40),
      colours: z.int().min(1).max(99).default(4),
      sizes: z.int().min(1).max(99).default(6),
    })
    .prefault({}),
  start: z.string().optional(),
  noise: z.enum(['default', 'none']).default('default'),
  clock: z
    .strictObject({ mode: z.enum(['manual', 'real']).default('manual'), rate: z.number().positive().default(1) })
    .prefault({}),
  keys: z.array(z.string().min(1)).min(1).default(['test']),
  profile: z.unknown().optional(),
  config: z.unknown().optional(),
});

export const DEFAULT_START = '2025-03-03 08:00:00';

/** Builds the world a reset asks for, over the profile of the start. Throws a sentence; the old world then stays. */
export const resetSession = (body: unknown, startProfile: unknown): Session => {
  const asked = ResetBody.parse(body ?? {});
  const start = asked.start ?? (asked.clock.mode === 'real' ? undefined : DEFAULT_START);
  return openSession(
    {
      seed: asked.seed,
      size: asked.size,
      start,
      clock: asked.clock,
      profile: readProfile(overlayDeep(startProfile ?? {}, asked.profile)),
      config: overlayConfig(startConfig(asked.noise), asked.config ?? {}),
    },
    asked.keys,
  );
};
