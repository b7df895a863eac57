import type { Profile } from '#adapters/bluecherry/profile.ts';
import { parseProfile } from '#adapters/bluecherry/profile.ts';
import { openFaults } from '../faults/script.ts';
import type { WorldPlan } from '../seed/start-world.ts';
import { startWorld } from '../seed/start-world.ts';
import { openCallLog } from './call-log.ts';
import { startRotation } from './error-body.ts';
import { openGateway } from './gateway.ts';
import { openStockCache } from './read-stock.ts';
import type { Session } from './serve.ts';
import { openShape } from './shape.ts';

/** A fresh world behind fresh doors. Throws a sentence for a start that cannot be. */
export const openSession = (plan: WorldPlan, keyList: readonly string[]): Session => {
  const keys = new Set(keyList);
  const world = startWorld(plan);
  return {
    world,
    shape: openShape(plan.profile, plan.config.pad_spaces),
    gateway: openGateway(keys),
    keys,
    faults: openFaults(),
    rotation: startRotation(),
    log: openCallLog(keys),
    stockCache: openStockCache(),
  };
};

/** Throws one sentence with every fault of the profile. */
export const readProfile = (overlay: unknown): Profile => {
  const parsed = parseProfile(overlay);
  if (parsed.outcome === 'parsed') return parsed.profile;
  throw new Error(parsed.faults.map(({ path, problem, fix }) => `profile.${path} ${problem}: ${fix}`).join('; '));
};
