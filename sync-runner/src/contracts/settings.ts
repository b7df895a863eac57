import { z } from 'zod';
import { FlowMode } from './codes.ts';
import { CountNumber, UtcInstant, VersionOne } from './common.ts';

const flowSettings = (intervalDefault: number) =>
  z.object({
    mode: FlowMode.default('rehearsing'),
    /** null = not paused. */
    paused_until_utc: UtcInstant.nullable().default(null),
    /** Seconds between two looks. */
    interval_s: z.int().min(5).max(86400).default(intervalDefault),
    /** When it went live; orders placed before are sent only by backfill. */
    live_since_utc: UtcInstant.nullable().default(null),
  });

export const FlowsSettings = z.object({
  products: flowSettings(300).prefault({}),
  inventory: flowSettings(300).prefault({}),
  orders: flowSettings(30).prefault({}),
  fulfilment: flowSettings(120).prefault({}),
  reconciliation: flowSettings(3600).prefault({}),
});

const settingsMembers = {
  flows: FlowsSettings.prefault({}),
  orders: z
    .object({
      /** Without `wc-`. */
      statuses: z.array(z.string().min(1).max(20)).min(1).max(20).default(['processing']),
      /** Exported without a paid date: cash on delivery and the like. */
      trusted_gateways: z.array(z.string().min(1).max(60)).max(50).default([]),
      minimum_age_s: z.int().min(0).max(86400).default(0),
    })
    .prefault({}),
  products: z
    .object({
      /** What happens in the shop when the ERP closes a style. */
      inactive: z.enum(['draft', 'private', 'keep']).default('draft'),
      publish: z.enum(['publish', 'draft']).default('publish'),
    })
    .prefault({}),
  brakes: z
    .object({
      shrunken_percent: z.int().min(1).max(100).default(90),
      mass_zero_percent: z.int().min(1).max(100).default(10),
      mass_zero_skus: z.int().min(1).max(100000).default(20),
    })
    .prefault({}),
  fulfilment: z
    .object({
      /** Seconds a mail waits for a tracking number before it goes without. */
      no_tracking_limit_s: z.int().min(0).max(2592000).default(14400),
      /** Seconds until a shipment that is not told becomes an exception. */
      not_told_limit_s: z.int().min(0).max(2592000).default(1800),
    })
    .prefault({}),
  sku_guard: z.object({ mode: z.enum(['enforce', 'warn', 'off']).default('enforce') }).prefault({}),
  data: z.object({ remove_on_uninstall: z.boolean().default(false) }).prefault({}),
};

/** Everything a person may change. An empty object is a full set of defaults: `Settings.parse({ version: 1 })`. */
export const Settings = z.object({
  version: VersionOne.default(1),
  /** Rises by one at each save; a save names the revision it started from. */
  revision: CountNumber.default(0),
  /** Rises when any buffer rule changes, so the runner knows when to pull `buffers`. */
  buffers_revision: CountNumber.default(0),
  ...settingsMembers,
});
export type Settings = z.infer<typeof Settings>;

/** `PUT settings`: only the members to change, deep; an older revision is answered 409 with both values. */
export const SettingsPut = z.object({
  version: VersionOne,
  revision: CountNumber,
  change: z.object({
    flows: z
      .object({
        products: flowChange(),
        inventory: flowChange(),
        orders: flowChange(),
        fulfilment: flowChange(),
        reconciliation: flowChange(),
      })
      .partial()
      .optional(),
    orders: z
      .object({
        statuses: z.array(z.string().min(1).max(20)).min(1).max(20),
        trusted_gateways: z.array(z.string().min(1).max(60)).max(50),
        minimum_age_s: z.int().min(0).max(86400),
      })
      .partial()
      .optional(),
    products: z
      .object({ inactive: z.enum(['draft', 'private', 'keep']), publish: z.enum(['publish', 'draft']) })
      .partial()
      .optional(),
    brakes: z
      .object({
        shrunken_percent: z.int().min(1).max(100),
        mass_zero_percent: z.int().min(1).max(100),
        mass_zero_skus: z.int().min(1).max(100000),
      })
      .partial()
      .optional(),
    fulfilment: z
      .object({ no_tracking_limit_s: z.int().min(0).max(2592000), not_told_limit_s: z.int().min(0).max(2592000) })
      .partial()
      .optional(),
    sku_guard: z
      .object({ mode: z.enum(['enforce', 'warn', 'off']) })
      .partial()
      .optional(),
    data: z.object({ remove_on_uninstall: z.boolean() }).partial().optional(),
  }),
});
export type SettingsPut = z.infer<typeof SettingsPut>;

function flowChange() {
  return z
    .object({
      mode: FlowMode,
      paused_until_utc: UtcInstant.nullable(),
      interval_s: z.int().min(5).max(86400),
    })
    .partial();
}
