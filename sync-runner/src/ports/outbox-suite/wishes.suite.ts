import { describe, expect, it } from 'vitest';
import { type Bench, composeIntent, LATER_MS, type StoreView } from './bench.suite.ts';

/** One wish from its beginning to its end. */
export const describeWishes = (bench: Bench): void => {
  describe('one wish', () => {
    it('goes from intended over sent to confirmed, and is not given out again', async () => {
      const order = composeIntent({ subject: 'W1-1', payload: { reference: 'W1-1', lines: [{ sku: 'A' }] } });
      expect(await bench.enqueue(order)).toBe('added');
      const claim = await bench.claimOne();
      expect(claim.intent).toMatchObject({
        ...order,
        state: 'intended',
        attempts: 1,
        sentAtMs: null,
        unclearSinceMs: null,
      });
      await bench.markSent(claim);
      expect(await bench.stateOf(order)).toBe('sent');
      await bench.finish(claim);
      expect(await bench.stateOf(order)).toBe('confirmed');
      expect(await bench.store.outbox.claim('orders', 20)).toEqual([]);
      expect(await bench.store.outbox.nextDueAtMs('orders')).toBeNull();
    });

    it('asked for twice is one, even after it was done', async () => {
      const order = composeIntent({ subject: 'W1-1' });
      expect(await bench.enqueue(order)).toBe('added');
      expect(await bench.enqueue(order)).toBe('repeated');
      await bench.finish(await bench.claimOne());
      expect(await bench.enqueue(order)).toBe('repeated');
      expect(await bench.store.outbox.claim('orders', 20)).toEqual([]);
    });

    it('that was given up unsent comes back when it is wished again', async () => {
      const order = composeIntent({ subject: 'W1-1', payload: { units: 1 } });
      await bench.enqueue(order);
      await bench.finish(await bench.claimOne(), 'superseded');
      expect(await bench.enqueue({ ...order, payload: { units: 2 } })).toBe('added');
      const again = await bench.claimOne();
      expect(again.intent).toMatchObject({ id: order.id, state: 'intended', sentAtMs: null, payload: { units: 2 } });
    });

    it('that waits unsent or refused takes on the newest content; one under way or unclear keeps what was sent', async () => {
      const order = composeIntent({ subject: 'W1-1', payload: { units: 1 } });
      await bench.enqueue(order);
      await bench.enqueue({ ...order, payload: { units: 2 } });
      const first = await bench.claimOne();
      expect(first.intent.payload).toEqual({ units: 2 });
      await bench.enqueue({ ...order, payload: { units: 3 } });
      await bench.markSent(first);
      await bench.postpone(first, 'unclear', Date.now() - 1);
      await bench.enqueue({ ...order, payload: { units: 3 } });
      const second = await bench.claimOne();
      expect(second.intent.payload).toEqual({ units: 2 });
      await bench.finish(second, 'refused');
      expect(await bench.enqueue({ ...order, payload: { units: 4 } })).toBe('repeated');
      expect((await bench.store.outbox.show(order.id))?.intent).toMatchObject({
        state: 'refused',
        payload: { units: 4 },
      });
      expect(await bench.store.outbox.claim('orders', 20)).toEqual([]);
    });

    it('is given to one of two processes that ask at once', async () => {
      const other = await bench.openAnother();
      await bench.store.ledger.transact(async (tx) => {
        for (let number = 0; number < 40; number += 1)
          await tx.outbox.enqueue(composeIntent({ subject: `W1-${number}` }), 'once');
      });
      const taken: string[] = [];
      const drain = async (view: StoreView): Promise<void> => {
        for (
          let claims = await view.outbox.claim('orders', 7);
          claims.length > 0;
          claims = await view.outbox.claim('orders', 7)
        ) {
          taken.push(...claims.map((claim) => claim.intent.subject));
        }
      };
      await Promise.all([drain(bench.store), drain(other), drain(bench.store), drain(other)]);
      await drain(bench.store);
      expect(new Set(taken).size).toBe(40);
      expect(taken).toHaveLength(40);
    });

    it('that is to start later is not due before', async () => {
      const startAtMs = Date.now() + LATER_MS;
      await bench.enqueue(composeIntent({ subject: 'W1-1' }), 'once', startAtMs);
      expect(await bench.store.outbox.claim('orders', 20)).toEqual([]);
      expect(await bench.store.outbox.nextDueAtMs('orders')).toBe(startAtMs);
    });

    it('keeps each try: when it was sent, when it ended, and what was said', async () => {
      const order = composeIntent({ subject: 'W1-1' });
      await bench.enqueue(order);
      const first = await bench.claimOne();
      await bench.markSent(first);
      await bench.postpone(first, 'unclear', Date.now() - 1);
      const second = await bench.claimOne();
      expect(second.intent).toMatchObject({ state: 'unclear', attempts: 2, lastError: 'not now' });
      expect(second.intent.unclearSinceMs).not.toBeNull();
      await bench.finish(second);
      const shown = await bench.store.outbox.show(order.id);
      expect(shown?.tries).toMatchObject([
        { attempt: 1, note: 'not now', wasSent: true },
        { attempt: 2, note: 'note of confirmed', wasSent: false },
      ]);
      expect(shown?.tries.every((row) => row.endedAtMs !== null && row.endedAtMs >= row.sentAtMs)).toBe(true);
    });
  });

  it('keeps nothing of a transaction that fails: no wish, no end of a wish, no state', async () => {
    const order = composeIntent({ subject: 'W1-1' });
    const note = composeIntent({ entity: 'note', subject: 'W1-1' });
    await bench.enqueue(order);
    const claim = await bench.claimOne();
    const broken = bench.store.ledger.transact(async (tx) => {
      await tx.ledger.apply([{ put: 'cursor', flow: 'orders', name: 'shop', cursor: { stamp: 'x', passes: 1 } }]);
      await tx.outbox.finish(claim, 'confirmed', '');
      await tx.outbox.enqueue(note, 'once');
      throw new Error('the disk is full');
    });
    await expect(broken).rejects.toThrow('the disk is full');
    expect(await bench.store.ledger.cursor('orders', 'shop')).toBeNull();
    expect(await bench.store.outbox.show(note.id)).toBeNull();
    await bench.finish(claim);
    expect(await bench.stateOf(order)).toBe('confirmed');
  });

  it('lists what waits by flow, state and subject', async () => {
    await bench.enqueue(composeIntent({ subject: 'W1-1' }));
    await bench.enqueue(composeIntent({ subject: 'W1-2' }));
    await bench.enqueue(composeIntent({ flow: 'products', subject: '00190' }));
    await bench.finish(await bench.claimOne(), 'held');
    const held = await bench.store.outbox.list({ flow: 'orders', states: ['held'], limit: 10 });
    expect(held.map((intent) => intent.subject)).toEqual(['W1-1']);
    expect(await bench.store.outbox.list({ states: ['intended'], limit: 10 })).toHaveLength(2);
    expect(await bench.store.outbox.list({ limit: 1 })).toHaveLength(1);
    const named = await bench.store.outbox.list({ flow: 'orders', subject: 'W1-1', limit: 1 });
    expect(named.map((intent) => intent.subject)).toEqual(['W1-1']);
  });
};
