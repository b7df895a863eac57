import { expect, test } from 'vitest';
import type { FlowContext } from '../flow.ts';
import { pollShipments } from './poll.ts';

const pollFrom = async (stamps: Readonly<Record<string, string | null>>): Promise<string | null | undefined> => {
  let asked: string | null | undefined;
  const context = {
    erp: {
      facts: { hasShipments: true, stockEveryS: 900 },
      rewindStamp: (stamp: string, seconds: number) =>
        new Date(Date.parse(`${stamp.replace(' ', 'T')}Z`) - seconds * 1000)
          .toISOString()
          .slice(0, 19)
          .replace('T', ' '),
      readShipments: async function* (since: string | null) {
        asked = since;
        yield await Promise.resolve({ records: [], quarantined: [] });
      },
    },
    ledger: {
      cursor: (_: string, name: string) =>
        Promise.resolve(stamps[name] === undefined ? null : { stamp: stamps[name], passes: 1 }),
    },
  } as unknown as FlowContext;
  await pollShipments(context);
  return asked;
};

test('the first pass reads everything, a later one two batches back', async () => {
  expect(await pollFrom({})).toBeNull();
  expect(await pollFrom({ shipments: '2025-03-04 10:00:00' })).toBe('2025-03-04 09:30:00');
});

test('a dispatch that waits for its order is read again, however old its stamp is', async () => {
  expect(await pollFrom({ shipments: '2025-03-04 10:00:00', unsettled: '2025-03-03 06:00:00' })).toBe(
    '2025-03-03 05:59:59',
  );
  expect(await pollFrom({ shipments: '2025-03-04 10:00:00', unsettled: null })).toBe('2025-03-04 09:30:00');
});

test('what waits for more than thirty days is followed no further back', async () => {
  expect(await pollFrom({ shipments: '2025-03-31 10:00:00', unsettled: '2025-01-01 00:00:00' })).toBe(
    '2025-03-01 10:00:00',
  );
});
