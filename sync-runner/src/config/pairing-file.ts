import { join } from 'node:path';
import { z } from 'zod';
import type { ReadText } from './config.ts';
import { describeReadFault } from './file-values.ts';

/** What `pair` keeps in the data folder, readable by its owner only. */
export const PairingFile = z.object({ url: z.url(), key: z.string().min(1), secret: z.string().min(1) });
export type PairingFile = z.infer<typeof PairingFile>;

export const readPairingPath = (dataDir: string): string => join(dataDir, 'pairing.json');

export type PairingOutcome =
  | { readonly found: 'pairing'; readonly pairing: PairingFile }
  | { readonly found: 'nothing' }
  | { readonly found: 'fault'; readonly fault: string };

/** The key that was traded for a pairing code, if there is one. */
export const readPairing = (dataDir: string, read: ReadText): PairingOutcome => {
  const path = readPairingPath(dataDir);
  let text: string;
  try {
    text = read(path);
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code === 'ENOENT') return { found: 'nothing' };
    return {
      found: 'fault',
      fault: `The pairing file ${path} cannot be used: ${describeReadFault(error)}. Pair again with "cherry-bridge pair".`,
    };
  }
  const parsed = PairingFile.safeParse(parseJson(text));
  if (!parsed.success) {
    return {
      found: 'fault',
      fault: `The pairing file ${path} is damaged. Pair again with "cherry-bridge pair <shop url> <code>".`,
    };
  }
  return { found: 'pairing', pairing: parsed.data };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
