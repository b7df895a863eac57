import { describe, expect, it } from 'vitest';
import type { Intent } from '#domain/intent.ts';
import type { Claim } from '../outbox.ts';
import { type Bench, composeIntent, LATER_MS } from './bench.suite.ts';

/** Order within a lane, and what a newer wish does to an older one. */
export const describeLanes = (bench: Bench): void => {
  describe('a lane', () => {
    const create = composeIntent({ subject: 'W1-1', lane: 'order-1' });
    const cancel = composeIntent({ entity: 'cancel', subject: 'W1-1', lane: 'order-1' });
    const other = composeIntent({ subject: 'W1-2', lane: 'order-2' });

    it('gives its wishes in the order they came, one at a time, also out of one transaction', async () => {
      const wishes = ['a', 'b', 'c', 'd', 'e'].map((entity) =>
        composeIntent({ entity, subject: 'W1-9', lane: 'order-9' }),
      );
      await bench.store.ledger.transact(async (tx) => {
        for (const wish of wishes) await tx.outbox.enqueue(wish, 'once');
      });
      const seen: string[] = [];
      for (const _ of wishes) {
        const claims = await bench.store.outbox.claim('orders', 20);
        expect(claims).toHaveLength(1);
        seen.push(...claims.map((claim) => claim.intent.entity));
        await bench.finish(claims[0] as Claim);
      }
      expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    });

    it('waits while its first order is postponed; other lanes go on', async () => {
      const atMs = Date.now() + LATER_MS;
      await bench.enqueue(create);
      await bench.postpone(await bench.claimOne(), 'intended', atMs);
      await bench.enqueue(cancel);
      await bench.enqueue(other);
      const claims = await bench.store.outbox.claim('orders', 20);
      expect(claims.map((claim) => claim.intent.subject)).toEqual(['W1-2']);
      await bench.finish(claims[0] as Claim);
      expect(await bench.store.outbox.nextDueAtMs('orders')).toBe(atMs);
      expect(await bench.store.outbox.tally('orders')).toMatchObject({ waiting: 2, postponed: 2, held: 0 });
    });

    it.each(['refused', 'held'] as const)(
      'stands still behind a %s order until a person releases it',
      async (state) => {
        await bench.enqueue(create);
        await bench.enqueue(cancel);
        await bench.finish(await bench.claimOne(), state);
        expect(await bench.store.outbox.claim('orders', 20)).toEqual([]);
        expect(await bench.store.outbox.tally('orders')).toMatchObject({ waiting: 1, held: 1 });
        expect(await bench.store.outbox.release(create.id)).toBe(true);
        expect((await bench.claimOne()).intent.entity).toBe('cancel');
        expect(await bench.stateOf(create)).toBe(state);
      },
    );

    it('goes on when its held order is dropped, and the reason is kept', async () => {
      await bench.enqueue(create);
      await bench.enqueue(cancel);
      await bench.finish(await bench.claimOne(), 'held');
      expect(await bench.store.outbox.drop(create.id, 'entered by hand')).toBe(true);
      expect((await bench.store.outbox.show(create.id))?.intent).toMatchObject({
        state: 'dropped',
        lastError: expect.stringContaining('entered by hand'),
      });
      expect((await bench.claimOne()).intent.entity).toBe('cancel');
    });

    it('has room for a wish that follows from the one that ends, in the same transaction', async () => {
      await bench.enqueue(create);
      const claim = await bench.claimOne();
      await bench.store.ledger.transact(async (tx) => {
        await tx.outbox.enqueue(cancel, 'once');
        await tx.outbox.finish(claim, 'confirmed', '');
      });
      expect((await bench.claimOne()).intent.entity).toBe('cancel');
    });
  });

  describe('latest wins', () => {
    const version = (text: string): Intent =>
      composeIntent({ flow: 'products', entity: 'style', subject: '00190', version: text });

    it('makes an older wish void that was not sent', async () => {
      await bench.enqueue(version('a'), 'latest');
      expect(await bench.enqueue(version('b'), 'latest')).toBe('added');
      const claims = await bench.store.outbox.claim('products', 20);
      expect(claims.map((claim) => claim.intent.key)).toEqual([version('b').key]);
      expect(await bench.stateOf(version('a'))).toBe('superseded');
    });

    it('waits for an older wish that is at work, and for one whose outcome is unclear', async () => {
      await bench.enqueue(version('a'), 'latest');
      const older = await bench.claimOne('products');
      await bench.markSent(older);
      await bench.enqueue(version('b'), 'latest');
      expect(await bench.store.outbox.claim('products', 20)).toEqual([]);
      await bench.postpone(older, 'unclear', Date.now() - 1);
      const lookUp = await bench.claimOne('products');
      expect(lookUp.intent).toMatchObject({ key: version('a').key, state: 'unclear' });
      await bench.finish(lookUp);
      expect((await bench.claimOne('products')).intent.key).toBe(version('b').key);
    });

    it('replaces one that was refused: the newer content is the answer to it', async () => {
      await bench.enqueue(version('a'), 'latest');
      await bench.finish(await bench.claimOne('products'), 'refused');
      await bench.enqueue(version('b'), 'latest');
      expect((await bench.claimOne('products')).intent.key).toBe(version('b').key);
    });

    it('writes a content again that was written before another one', async () => {
      for (const text of ['a', 'b', 'a']) {
        expect(await bench.enqueue(version(text), 'latest')).toBe('added');
        const claim = await bench.claimOne('products');
        expect(claim.intent).toMatchObject({ key: version(text).key, attempts: 1 });
        await bench.markSent(claim);
        await bench.finish(claim);
      }
    });

    it('does not repeat a refused content by itself', async () => {
      await bench.enqueue(version('a'), 'latest');
      await bench.finish(await bench.claimOne('products'), 'refused');
      expect(await bench.enqueue(version('a'), 'latest')).toBe('repeated');
      expect(await bench.store.outbox.claim('products', 20)).toEqual([]);
    });
  });
};
