import { entry } from './entry.ts';

/** Troubles of the runner itself. */
export const ownEntries = {
  STORE_UNREACHABLE: entry(
    'transient',
    'host',
    'none',
    'The runner’s own database does not answer.',
    'Check the database and its disk.',
    'Nothing moves until it is back; nothing is lost.',
  ),
  CLAIM_LOST: entry(
    'conflict',
    'itself',
    'none',
    'Another process took over this piece of work.',
    'Nothing to do.',
    'Nothing.',
  ),
  CONFIG_INVALID: entry(
    'config',
    'host',
    'none',
    'The runner’s configuration cannot work.',
    'Correct every fault in the list.',
    'The runner does not start.',
  ),
  INVARIANT_BROKEN: entry(
    'invariant',
    'host',
    'none',
    'The runner found a fault of its own and stopped before doing harm.',
    'Send the log to support.',
    'The affected work stays where it is.',
  ),
} as const;
