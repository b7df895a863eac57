import { describe, expect, it } from 'vitest';
import type { LedgerChange, LedgerPort } from '../ledger.ts';
import { composeFailure } from './fixtures.suite.ts';

/** What the rows of the desk promise. */
export const describeFailures = (read: () => LedgerPort): void => {
  const ledger = (): LedgerPort => read();
  const apply = (...changes: readonly LedgerChange[]) => ledger().transact((tx) => tx.ledger.apply(changes));

  describe('failures', () => {
    const later = {
      last_seen_at_utc: '2026-01-02T00:00:00Z',
      first_seen_at_utc: '2026-01-02T00:00:00Z',
      attempts: 4,
    };

    it('join one row a key, which keeps its first sighting and rises in revision', async () => {
      await apply({ put: 'failure', fact: composeFailure('k') });
      const [first] = await ledger().failuresAfter(0, 10);
      await apply({ put: 'failure', fact: composeFailure('k', later) });
      const rows = await ledger().failuresAfter(first?.revision ?? 0, 10);
      expect(rows).toHaveLength(1);
      expect(rows[0]?.fact).toEqual(composeFailure('k', { ...later, first_seen_at_utc: '2026-01-01T00:00:00Z' }));
      expect(await ledger().failuresAfter(rows[0]?.revision ?? 0, 10)).toEqual([]);
    });

    it('close with a reason, once, and open anew when the trouble comes back', async () => {
      await apply(
        { put: 'failure', fact: composeFailure('k') },
        { put: 'failure-closed', key: 'k', reason: 'healed', atMs: 9 },
      );
      const [closed] = await ledger().failuresAfter(0, 10);
      expect(closed?.closed).toEqual({ atMs: 9, reason: 'healed' });
      expect(await ledger().openFailure('k')).toBeNull();
      await apply(
        { put: 'failure-closed', key: 'k', reason: 'again', atMs: 10 },
        { put: 'failure-closed', key: 'never', reason: '', atMs: 10 },
      );
      expect(await ledger().failuresAfter(closed?.revision ?? 0, 10)).toEqual([]);
      await apply({ put: 'failure', fact: composeFailure('k', later) });
      expect(await ledger().openFailure('k')).toEqual(composeFailure('k', later));
      expect(await ledger().openFailureKeys('orders')).toEqual(['k']);
      expect(await ledger().openFailureKeys('products')).toEqual([]);
    });

    it('are told to the plugin in revisions, whose mark is kept', async () => {
      await apply({ put: 'failure', fact: composeFailure('a') }, { put: 'failure', fact: composeFailure('b') });
      const [first] = await ledger().failuresAfter(0, 1);
      await ledger().transact((tx) => tx.ledger.setReportedRevision(first?.revision ?? 0));
      const rest = await ledger().failuresAfter(await ledger().reportedRevision(), 10);
      expect(rest.map((row) => row.fact.key)).toEqual(['b']);
    });
  });
};
