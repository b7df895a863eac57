import { z } from 'zod';
import { overlayDeep } from '#adapters/bluecherry/profile.ts';

const probability = z.number().min(0).max(1);
const seconds = z.number().min(0);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** How the pretend ERP behaves. It drives the server; the profile only shapes answers. */
export const SimulatorConfig = z.strictObject({
  ats_every_s: z.number().positive(),
  ats_compute_s: seconds,
  ats_full_at: clockTime,
  /** Calls per key and 60 s window; 0 = no limit. */
  rate_per_min: z.int().min(0),
  rate_fuzz: probability,
  quota_day: z.int().min(0),
  p_5xx: probability,
  p_html: probability,
  p_slow: probability,
  slow_ms: seconds,
  p_commit_fail: probability,
  p_fail: probability,
  timeout_ms: seconds,
  /** Bands of [cumulative share, longest lag in seconds]. */
  lag: z.array(z.tuple([probability, seconds])),
  p_hold: probability,
  p_late_reject: probability,
  p_tax_recalc: probability,
  error_status_200: z.boolean(),
  pad_spaces: z.boolean(),
  /** Local [from, to) each day; null = never. */
  maintenance: z.tuple([clockTime, clockTime]).nullable(),
  cancel_past_end: z.boolean(),
  invoice_s: seconds,
  auto: z.strictObject({
    on: z.boolean(),
    alloc_s: seconds,
    pick_s: seconds,
    ship_s: seconds,
    p_partial: probability,
    p_two_cartons: probability,
    p_no_track: probability,
    track_s: seconds,
    p_edit: probability,
  }),
});
export type SimulatorConfig = z.infer<typeof SimulatorConfig>;

export const defaultConfig: SimulatorConfig = {
  ats_every_s: 900,
  ats_compute_s: 20,
  ats_full_at: '00:30',
  rate_per_min: 60,
  rate_fuzz: 0.1,
  quota_day: 0,
  p_5xx: 0.02,
  p_html: 0.005,
  p_slow: 0.01,
  slow_ms: 30000,
  p_commit_fail: 0.005,
  p_fail: 0.002,
  timeout_ms: 60000,
  lag: [
    [0.9, 5],
    [0.999, 60],
    [1, 600],
  ],
  p_hold: 0.01,
  p_late_reject: 0.01,
  p_tax_recalc: 0.005,
  error_status_200: false,
  pad_spaces: false,
  maintenance: ['02:00', '02:15'],
  cancel_past_end: true,
  invoice_s: 600,
  auto: {
    on: false,
    alloc_s: 300,
    pick_s: 900,
    ship_s: 3600,
    p_partial: 0.1,
    p_two_cartons: 0.2,
    p_no_track: 0.05,
    track_s: 1800,
    p_edit: 0.02,
  },
};

export type Noise = 'default' | 'none';

/** "none" silences chance, lag, rate limit and maintenance; the choices of the unattended warehouse are no noise. */
const quiet: Partial<SimulatorConfig> = {
  p_5xx: 0,
  p_html: 0,
  p_slow: 0,
  p_commit_fail: 0,
  p_fail: 0,
  p_hold: 0,
  p_late_reject: 0,
  p_tax_recalc: 0,
  lag: [],
  rate_per_min: 0,
  rate_fuzz: 0,
  maintenance: null,
};

export const startConfig = (noise: Noise): SimulatorConfig =>
  noise === 'none' ? { ...defaultConfig, ...quiet } : defaultConfig;

/** Throws a sentence that names every faulty member. */
export const overlayConfig = (base: SimulatorConfig, overlay: unknown): SimulatorConfig => {
  const parsed = SimulatorConfig.safeParse(overlayDeep(base, overlay));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `config.${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`${faults.join('; ')}. Correct these members; GET /_sim/config shows valid ones.`);
};
