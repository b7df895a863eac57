import { describe, expect, it } from 'vitest';
import { type Bench, composeIntent, LATER_MS } from './bench.suite.ts';

/** What a person may do, and what a process may that lost its claim. */
export const describePeople = (bench: Bench): void => {
  describe('a person', () => {
    const order = composeIntent({ subject: 'W1-1' });

    it('retries a refused order: it is sent again', async () => {
      await bench.enqueue(order);
      await bench.finish(await bench.claimOne(), 'refused');
      expect(await bench.store.outbox.retry(order.id)).toBe(true);
      expect((await bench.claimOne()).intent).toMatchObject({ state: 'intended', attempts: 2 });
    });

    it('retries an unclear order: it is looked up, not sent', async () => {
      await bench.enqueue(order);
      const claim = await bench.claimOne();
      await bench.markSent(claim);
      await bench.postpone(claim, 'unclear', Date.now() + LATER_MS);
      expect(await bench.store.outbox.retry(order.id)).toBe(true);
      expect((await bench.claimOne()).intent.state).toBe('unclear');
    });

    it('retries a held order that had been sent: it is looked up first, since it may be over there', async () => {
      await bench.enqueue(order);
      const claim = await bench.claimOne();
      await bench.markSent(claim);
      await bench.finish(claim, 'held');
      expect(await bench.store.outbox.retry(order.id)).toBe(true);
      expect((await bench.claimOne()).intent.state).toBe('unclear');
    });

    it('retries an order that was released before', async () => {
      await bench.enqueue(order);
      await bench.finish(await bench.claimOne(), 'held');
      await bench.store.outbox.release(order.id);
      expect(await bench.store.outbox.retry(order.id)).toBe(true);
      expect((await bench.claimOne()).intent.subject).toBe('W1-1');
    });

    it('is told no where there is nothing to act on', async () => {
      await bench.enqueue(order);
      await bench.finish(await bench.claimOne());
      expect(await bench.store.outbox.retry(order.id)).toBe(false);
      expect(await bench.store.outbox.release(order.id)).toBe(false);
      expect(await bench.store.outbox.drop(order.id, 'late')).toBe(false);
      expect(await bench.store.outbox.retry('no such id')).toBe(false);
      expect(await bench.store.outbox.show('no such id')).toBeNull();
    });
  });

  describe('several processes', () => {
    const order = composeIntent({ subject: 'W1-1' });

    it('refuse what a process says about a claim that was taken over', async () => {
      const other = await bench.openAnother();
      await bench.enqueue(order);
      const lost = await bench.claimOne('orders', other);
      await bench.markSent(lost, other);
      await other.close();
      expect(await bench.store.outbox.recover()).toBe(1);
      const taken = await bench.claimOne();
      expect(taken.intent).toMatchObject({ state: 'unclear', attempts: 2 });
      await expect(bench.finish({ ...taken, jobTry: lost.jobTry })).rejects.toMatchObject({ code: 'CLAIM_LOST' });
      await expect(bench.markSent({ ...lost })).rejects.toMatchObject({ code: 'CLAIM_LOST' });
      await expect(bench.postpone(lost, 'intended', Date.now())).rejects.toMatchObject({ code: 'CLAIM_LOST' });
      await bench.finish(taken);
      await expect(bench.finish(taken)).rejects.toMatchObject({ code: 'CLAIM_LOST' });
    });

    it('free nothing that a living process holds', async () => {
      const other = await bench.openAnother();
      await bench.enqueue(order);
      await bench.claimOne('orders', other);
      expect(await bench.store.outbox.recover()).toBe(0);
    });

    it('give back as it was what a dead process had taken and not sent', async () => {
      const other = await bench.openAnother();
      await bench.enqueue(order);
      await bench.claimOne('orders', other);
      await other.close();
      expect(await bench.store.outbox.recover()).toBe(1);
      expect((await bench.claimOne()).intent).toMatchObject({ state: 'intended', attempts: 2, unclearSinceMs: null });
    });
  });
};
