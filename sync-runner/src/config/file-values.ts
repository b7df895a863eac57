import type { ReadText } from './config.ts';

/** Every name the environment may carry; each also as NAME_FILE, a path whose content is the value. */
export const environmentNames = [
  'DATABASE_URL',
  'CHERRY_BRIDGE_DATA',
  'CHERRY_BRIDGE_SCHEMA',
  'SHOP_URL',
  'SHOP_KEY',
  'SHOP_SECRET',
  'ERP_URL',
  'ERP_SUBSCRIPTION_KEY',
  'ERP_PROFILE',
  'CHERRY_BRIDGE_ROLE',
  'METRICS_PORT',
  'CHERRY_BRIDGE_CLOCK_RATE',
  'LOG_LEVEL',
] as const;
export type EnvironmentName = (typeof environmentNames)[number];
export type EnvironmentValues = Partial<Record<EnvironmentName, string>>;

/** The reason of a failed read in everyday words; never the content. */
export const describeReadFault = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ENOENT') return 'it does not exist';
  if (code === 'EACCES' || code === 'EPERM') return 'the runner may not read it';
  if (code === 'EISDIR') return 'it is a folder';
  return error instanceof Error ? error.message : 'it cannot be read';
};

/** The values of all names, from the environment or from the files it names. Empty text counts as absent. */
export const readFileValues = (
  env: NodeJS.ProcessEnv,
  read: ReadText,
): { values: EnvironmentValues; faults: string[] } => {
  const values: EnvironmentValues = {};
  const faults: string[] = [];
  for (const name of environmentNames) {
    const direct = env[name]?.trim() ?? '';
    const path = env[`${name}_FILE`]?.trim() ?? '';
    if (direct !== '' && path !== '') faults.push(`${name} and ${name}_FILE are both set. Keep one of them.`);
    if (direct !== '') values[name] = direct;
    else if (path !== '') {
      try {
        const content = read(path).trim();
        if (content === '') faults.push(`${name}_FILE names ${path}, which is empty. Put the value into that file.`);
        else values[name] = content;
      } catch (error) {
        faults.push(
          `${name}_FILE names ${path}, but ${describeReadFault(error)}. Correct the path or the file's rights.`,
        );
      }
    }
  }
  return { values, faults };
};
