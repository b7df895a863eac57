import type { Command } from 'commander';
import { readDataDir } from '#config/env.ts';
import { readText } from '#config/read-text.ts';
import { describeAddressFault, trimAddress } from '#config/web-address.ts';
import { pairWithShop } from '#compose.ts';
import { describeFailure } from '../describe-failure.ts';
import type { Session } from '../session.ts';

const pair = async (session: Session, url: string, code: string): Promise<void> => {
  const { dataDir, faults } = readDataDir(session.world.env, readText);
  const fault = describeAddressFault(url, false);
  const all = fault === '' ? faults : [`The shop’s address ${fault}`, ...faults];
  if (all.length > 0) return session.fail(2, all);
  try {
    const { words, path } = await pairWithShop({ shopUrl: trimAddress(url), code, dataDir });
    const phrase = words.join(' ');
    session.say(`Paired. These four words must be the same on the shop’s screen: ${phrase}`);
    session.say(`If they are not, somebody stands in between: delete ${path} and revoke the key in the shop.`);
    session.answer(0, { ok: true, words, path });
  } catch (error) {
    const { sentence, ending } = describeFailure(error);
    // A code that is refused was typed wrong or is too old: wrong use, whatever the kind of the error.
    session.fail(ending.isUnreachable ? 3 : 2, [sentence]);
  }
};

export const addPair = (program: Command, session: Session): void => {
  program
    .command('pair')
    .description('trade the one-time code of the set-up screen for a key')
    .argument('<shop url>', 'address of the shop')
    .argument('<code>', 'the one-time code')
    .option('--json', 'one JSON object')
    .action((url: string, code: string) => pair(session, url, code));
};
