import { resolve } from 'node:path';
import { z } from 'zod';
import type { Config, ConfigOutcome, ReadText } from './config.ts';
import type { EnvironmentValues } from './file-values.ts';
import { describeReadFault, readFileValues } from './file-values.ts';
import { readPairing } from './pairing-file.ts';
import { describeAddressFault, isLoopback, trimAddress } from './web-address.ts';

const address = (isPlainAllowed: boolean) =>
  z
    .string('is missing.')
    .superRefine((text, context) => {
      const fault = describeAddressFault(text, isPlainAllowed);
      if (fault !== '') context.addIssue({ code: 'custom', message: fault });
    })
    .transform(trimAddress);

const wholeNumber = (min: number, max: number, fallback: number, fault: string) =>
  z
    .string()
    .regex(/^\d{1,6}$/, fault)
    .transform(Number)
    .refine((value) => value >= min && value <= max, fault)
    .default(fallback);

const isDatabaseAddress = (text: string): boolean =>
  URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol);

/** Messages are the rest of a sentence that opens with the name. */
const Environment = z.object({
  DATABASE_URL: z
    .string()
    .refine(
      isDatabaseAddress,
      'is not a PostgreSQL address. Write postgres://user:password@host:5432/database, or leave it out to use the embedded one.',
    )
    .optional(),
  CHERRY_BRIDGE_SCHEMA: z
    .string()
    .regex(
      /^(?!pg_)[a-z_][a-z0-9_]{0,39}$/,
      'may hold small letters, digits and "_", at most 40, not beginning with a digit or "pg_".',
    )
    .default('cherry_bridge'),
  SHOP_URL: address(false).optional(),
  SHOP_KEY: z.string().regex(/^\S+$/, 'holds a space or line break. Copy the key again.').optional(),
  SHOP_SECRET: z.string().regex(/^\S+$/, 'holds a space or line break. Copy the secret again.').optional(),
  ERP_URL: address(true).optional(),
  ERP_SUBSCRIPTION_KEY: z.string().regex(/^\S+$/, 'holds a space or line break. Copy the key again.').optional(),
  CHERRY_BRIDGE_ROLE: z.enum(['all', 'scheduler', 'worker'], 'must be all, scheduler or worker.').default('all'),
  METRICS_PORT: wholeNumber(0, 65535, 9464, 'must be a port from 1 to 65535, or 0 for none.'),
  CHERRY_BRIDGE_CLOCK_RATE: z
    .string()
    .regex(/^\d{1,4}(\.\d{1,3})?$/, 'must be a number from 1 to 1000.')
    .transform(Number)
    .refine((value) => value >= 1 && value <= 1000, 'must be a number from 1 to 1000.')
    .default(1),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error.').default('info'),
});
type Environment = z.infer<typeof Environment>;

const parseEnvironment = (values: EnvironmentValues, faults: string[]): Environment => {
  const parsed = Environment.safeParse(values);
  if (parsed.success) return parsed.data;
  const faulty = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  for (const issue of parsed.error.issues) faults.push(`${String(issue.path[0])} ${issue.message}`);
  // What is faulty is told already; the rest is checked on, so that a person sees the whole list at once.
  return Environment.parse(Object.fromEntries(Object.entries(values).filter(([name]) => !faulty.has(name))));
};

const readShop = (
  given: Environment,
  values: EnvironmentValues,
  dataDir: string,
  read: ReadText,
  faults: string[],
): Config['shop'] => {
  const hasKey = values.SHOP_KEY !== undefined;
  const hasSecret = values.SHOP_SECRET !== undefined;
  if (hasKey !== hasSecret) {
    const [present, absent] = hasKey ? ['SHOP_KEY', 'SHOP_SECRET'] : ['SHOP_SECRET', 'SHOP_KEY'];
    faults.push(
      `${absent} is missing beside ${present}. A WooCommerce REST key has both; set both, or neither after pairing.`,
    );
  }
  const paired = hasKey || hasSecret ? ({ found: 'nothing' } as const) : readPairing(dataDir, read);
  if (paired.found === 'fault') faults.push(paired.fault);
  if (paired.found === 'nothing' && !hasKey && !hasSecret) {
    faults.push('SHOP_KEY and SHOP_SECRET are missing. Set both, or pair with "cherry-bridge pair <shop url> <code>".');
  }
  if (values.SHOP_URL === undefined && paired.found !== 'pairing')
    faults.push('SHOP_URL is missing. Write the shop’s address, like https://shop.example.com.');
  if (paired.found !== 'pairing')
    return { url: given.SHOP_URL ?? '', key: given.SHOP_KEY ?? '', secret: given.SHOP_SECRET ?? '', isPaired: false };
  const { key, secret } = paired.pairing;
  const pairedUrl = trimAddress(paired.pairing.url);
  const pairedFault = describeAddressFault(pairedUrl, false);
  if (pairedFault !== '') faults.push(`The shop’s address in the pairing file ${pairedFault}`);
  if (given.SHOP_URL !== undefined && given.SHOP_URL !== pairedUrl) {
    faults.push(
      `SHOP_URL is ${given.SHOP_URL}, but the stored key was paired with ${pairedUrl}. Pair again with the shop you mean, or correct SHOP_URL.`,
    );
  }
  return { url: given.SHOP_URL ?? pairedUrl, key, secret, isPaired: true };
};

const readProfile = (
  path: string | undefined,
  read: ReadText,
  faults: string[],
): { profile: unknown; profilePath: string } => {
  if (path === undefined) return { profile: {}, profilePath: '' };
  const profilePath = resolve(path);
  let text: string;
  try {
    text = read(profilePath);
  } catch (error) {
    faults.push(
      `ERP_PROFILE names ${profilePath}, but ${describeReadFault(error)}. Correct the path, or leave it out to use the default profile.`,
    );
    return { profile: {}, profilePath };
  }
  try {
    return { profile: JSON.parse(text), profilePath };
  } catch {
    faults.push(
      `ERP_PROFILE names ${profilePath}, which is not JSON. Correct the file, or leave ERP_PROFILE out to use the default profile.`,
    );
    return { profile: {}, profilePath };
  }
};

/** The data folder alone, for words that need nothing else. */
export const readDataDir = (env: NodeJS.ProcessEnv, read: ReadText): { dataDir: string; faults: string[] } => {
  const { values, faults } = readFileValues(
    { CHERRY_BRIDGE_DATA: env.CHERRY_BRIDGE_DATA, CHERRY_BRIDGE_DATA_FILE: env.CHERRY_BRIDGE_DATA_FILE },
    read,
  );
  return { dataDir: resolve(values.CHERRY_BRIDGE_DATA ?? './data'), faults };
};

/** The whole environment, checked once. Gives either a usable configuration or every fault, not the first one. */
export const readConfig = (env: NodeJS.ProcessEnv, read: ReadText): ConfigOutcome => {
  const { values, faults } = readFileValues(env, read);
  const given = parseEnvironment(values, faults);
  const dataDir = resolve(values.CHERRY_BRIDGE_DATA ?? './data');
  const shop = readShop(given, values, dataDir, read, faults);
  if (values.ERP_URL === undefined)
    faults.push('ERP_URL is missing. Write the address of Blue Cherry, like https://erp.example.com/api.');
  if (values.ERP_SUBSCRIPTION_KEY === undefined)
    faults.push('ERP_SUBSCRIPTION_KEY is missing. Write the key of the Blue Cherry gateway.');
  const { profile, profilePath } = readProfile(values.ERP_PROFILE, read, faults);
  const clockRate = given.CHERRY_BRIDGE_CLOCK_RATE;
  if (clockRate > 1 && ![shop.url, given.ERP_URL ?? ''].every((url) => url === '' || isLoopback(url))) {
    faults.push(
      'CHERRY_BRIDGE_CLOCK_RATE may be above 1 only where shop and Blue Cherry both run on this machine (loopback). Set it to 1.',
    );
  }
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    config: {
      database: given.DATABASE_URL === undefined ? { via: 'embedded' } : { via: 'url', url: given.DATABASE_URL },
      dataDir,
      schema: given.CHERRY_BRIDGE_SCHEMA,
      shop,
      erp: { url: given.ERP_URL ?? '', subscriptionKey: given.ERP_SUBSCRIPTION_KEY ?? '', profile, profilePath },
      role: given.CHERRY_BRIDGE_ROLE,
      metricsPort: given.METRICS_PORT,
      clockRate,
      logLevel: given.LOG_LEVEL,
    },
  };
};
