import type { Profile } from '#adapters/bluecherry/profile.ts';
import { startAuto } from '../world/auto.ts';
import type { ClockMode } from '../world/clock.ts';
import { startClock } from '../world/clock.ts';
import type { SimulatorConfig } from '../world/config.ts';
import { computeNow, startPlans } from '../world/plans.ts';
import { publishSnapshot } from '../world/snapshots.ts';
import type { World } from '../world/world.ts';
import { openWorld, stampAt } from '../world/world.ts';
import { openZone } from '../world/zone.ts';
import type { CatalogueSize } from './catalogue.ts';
import { seedCatalogue } from './catalogue.ts';
import { seedStock } from './stock.ts';

export interface WorldPlan {
  seed: number;
  size: CatalogueSize;
  /** Local text, or undefined = the machine's time. */
  start: string | undefined;
  clock: { mode: ClockMode; rate: number };
  profile: Profile;
  config: SimulatorConfig;
}

/** The catalogue was last touched a while before the start, so that a poll from the start finds nothing new. */
const CATALOGUE_AGE_MS = 46 * 60 * 60 * 1000;

/** A fresh world with catalogue, stock and one published snapshot. Throws a sentence for a start that is no time. */
export const startWorld = (plan: WorldPlan): World => {
  const zone = openZone(plan.profile.formats.zone);
  const startMs = plan.start === undefined ? Math.floor(Date.now() / 1000) * 1000 : zone.toInstant(plan.start);
  if (startMs === undefined) throw new Error(`start ${plan.start} is no time; write YYYY-MM-DD HH:MM:SS`);
  const clock = startClock(startMs, plan.clock.mode, plan.clock.rate);
  const world = openWorld({ seed: plan.seed, profile: plan.profile, config: plan.config, clock, zone });
  seedCatalogue(world.catalogue, plan.size, stampAt(world, startMs - CATALOGUE_AGE_MS));
  seedStock(world);
  publishSnapshot(world.shelf, computeNow(world));
  startPlans(world);
  startAuto(world);
  return world;
};
