import type { SimulatorConfig } from '../world/config.ts';
import type { Random } from '../world/random.ts';
import type { Fault } from './script.ts';

/** The everyday trouble of a far side. Draws the same number of times for every call, whatever comes of it. */
export const drawNoise = (config: SimulatorConfig, random: Random, isOrderPost: boolean): Fault | undefined => {
  const isCommitLost = random.isHit(config.p_commit_fail);
  const isSilent = random.isHit(config.p_fail);
  const isBroken = random.isHit(config.p_5xx);
  const isHtml = random.isHit(config.p_html);
  const isSlow = random.isHit(config.p_slow);
  const flavour = random.between(0, 2);
  if (isOrderPost && isCommitLost) return COMMIT_LOST[flavour]!;
  if (isSilent) return { kind: 'timeout_before', args: {} };
  if (isBroken) return { kind: 'status', args: { code: [500, 502, 504][flavour]!, shape: '3' } };
  if (isHtml) return { kind: 'html', args: { code: 502 } };
  if (isSlow) return { kind: 'slow', args: { ms: config.slow_ms } };
  return undefined;
};

/** The order is in, the caller does not learn it. */
const COMMIT_LOST: readonly Fault[] = [
  { kind: 'timeout_after', args: {} },
  { kind: 'reset_after', args: {} },
  { kind: 'status', args: { code: 502, after: true, shape: '3' } },
];
