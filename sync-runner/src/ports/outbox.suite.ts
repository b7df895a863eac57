import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FlowName } from '#contracts/codes.ts';
import { composeUuid } from '#domain/fingerprint.ts';
import type { Intent } from '#domain/intent.ts';
import type { LedgerPort } from './ledger.ts';
import type { Claim, EnqueueMode, OutboxPort } from './outbox.ts';

/** One process's view of a store. */
export interface StoreView {
  readonly ledger: LedgerPort;
  readonly outbox: OutboxPort;
  close(): Promise<void>;
}

/** An empty store, and further processes on it. */
export interface OutboxFixture extends StoreView {
  openAnother(): Promise<StoreView>;
}

interface IntentParts {
  readonly flow?: FlowName;
  readonly entity?: string;
  readonly subject: string;
  readonly version?: string;
  readonly lane?: string;
  readonly payload?: unknown;
}

const composeIntent = ({
  flow = 'orders',
  entity = 'create',
  subject,
  version = '1',
  lane = subject,
  payload = {},
}: IntentParts): Intent => {
  const key = `${flow}:${entity}:${subject}:${version}`;
  return { id: composeUuid(key), flow, entity, subject, key, lane, payload };
};

const LATER_MS = 3_600_000;

/** The promises of ports/outbox.ts, for every implementation. */
export const describeOutbox = (name: string, open: () => Promise<OutboxFixture>): void => {
  describe(`outbox: ${name}`, () => {
    let store: OutboxFixture;
    const others: StoreView[] = [];

    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      for (const other of others.splice(0)) await other.close();
      await store.close();
    });

    const openAnother = async (): Promise<StoreView> => {
      const other = await store.openAnother();
      others.push(other);
      return other;
    };
    const enqueue = (intent: Intent, mode: EnqueueMode = 'once', startAtMs?: number) =>
      store.ledger.transact((tx) => tx.outbox.enqueue(intent, mode, startAtMs));
    const claimOne = async (flow: FlowName = 'orders', view: StoreView = store): Promise<Claim> => {
      const [claim] = await view.outbox.claim(flow, 1);
      if (claim === undefined) throw new Error('nothing was due');
      return claim;
    };
    const stateOf = async (intent: Intent): Promise<string | undefined> =>
      (await store.outbox.show(intent.id))?.intent.state;
    const markSent = (claim: Claim, view: StoreView = store) => view.ledger.transact((tx) => tx.outbox.markSent(claim));
    const finish = (claim: Claim, state: 'confirmed' | 'refused' | 'held' = 'confirmed', view: StoreView = store) =>
      view.ledger.transact((tx) => tx.outbox.finish(claim, state, `note of ${state}`));
    const postpone = (claim: Claim, state: 'intended' | 'unclear', atMs: number) =>
      store.ledger.transact((tx) => tx.outbox.postpone(claim, state, atMs, 'not now'));

    describe('one wish', () => {
      it('goes from intended over sent to confirmed, and is not given out again', async () => {
        const order = composeIntent({ subject: 'W1-1', payload: { reference: 'W1-1', lines: [{ sku: 'A' }] } });
        expect(await enqueue(order)).toBe('added');
        const claim = await claimOne();
        expect(claim.intent).toMatchObject({
          ...order,
          state: 'intended',
          attempts: 1,
          sentAtMs: null,
          unclearSinceMs: null,
        });
        await markSent(claim);
        expect(await stateOf(order)).toBe('sent');
        await finish(claim);
        expect(await stateOf(order)).toBe('confirmed');
        expect(await store.outbox.claim('orders', 20)).toEqual([]);
        expect(await store.outbox.nextDueAtMs('orders')).toBeNull();
      });

      it('asked for twice is one, even after it was done', async () => {
        const order = composeIntent({ subject: 'W1-1' });
        expect(await enqueue(order)).toBe('added');
        expect(await enqueue(order)).toBe('repeated');
        await finish(await claimOne());
        expect(await enqueue(order)).toBe('repeated');
        expect(await store.outbox.claim('orders', 20)).toEqual([]);
      });

      it('is given to one of two processes that ask at once', async () => {
        const other = await openAnother();
        await store.ledger.transact(async (tx) => {
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
        await Promise.all([drain(store), drain(other), drain(store), drain(other)]);
        await drain(store);
        expect(new Set(taken).size).toBe(40);
        expect(taken).toHaveLength(40);
      });

      it('that is to start later is not due before', async () => {
        const startAtMs = Date.now() + LATER_MS;
        await enqueue(composeIntent({ subject: 'W1-1' }), 'once', startAtMs);
        expect(await store.outbox.claim('orders', 20)).toEqual([]);
        expect(await store.outbox.nextDueAtMs('orders')).toBe(startAtMs);
      });

      it('keeps each try: when it was sent, when it ended, and what was said', async () => {
        const order = composeIntent({ subject: 'W1-1' });
        await enqueue(order);
        const first = await claimOne();
        await markSent(first);
        await postpone(first, 'unclear', Date.now() - 1);
        const second = await claimOne();
        expect(second.intent).toMatchObject({ state: 'unclear', attempts: 2, lastError: 'not now' });
        expect(second.intent.unclearSinceMs).not.toBeNull();
        await finish(second);
        const shown = await store.outbox.show(order.id);
        expect(shown?.tries).toMatchObject([
          { attempt: 1, note: 'not now', wasSent: true },
          { attempt: 2, note: 'note of confirmed', wasSent: false },
        ]);
        expect(shown?.tries.every((row) => row.endedAtMs !== null && row.endedAtMs >= row.sentAtMs)).toBe(true);
      });
    });

    describe('a lane', () => {
      const create = composeIntent({ subject: 'W1-1', lane: 'order-1' });
      const cancel = composeIntent({ entity: 'cancel', subject: 'W1-1', lane: 'order-1' });
      const other = composeIntent({ subject: 'W1-2', lane: 'order-2' });

      it('gives its wishes in the order they came, one at a time, also out of one transaction', async () => {
        const wishes = ['a', 'b', 'c', 'd', 'e'].map((entity) =>
          composeIntent({ entity, subject: 'W1-9', lane: 'order-9' }),
        );
        await store.ledger.transact(async (tx) => {
          for (const wish of wishes) await tx.outbox.enqueue(wish, 'once');
        });
        const seen: string[] = [];
        for (const _ of wishes) {
          const claims = await store.outbox.claim('orders', 20);
          expect(claims).toHaveLength(1);
          seen.push(...claims.map((claim) => claim.intent.entity));
          await finish(claims[0] as Claim);
        }
        expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
      });

      it('waits while its first order is postponed; other lanes go on', async () => {
        const atMs = Date.now() + LATER_MS;
        await enqueue(create);
        await postpone(await claimOne(), 'intended', atMs);
        await enqueue(cancel);
        await enqueue(other);
        const claims = await store.outbox.claim('orders', 20);
        expect(claims.map((claim) => claim.intent.subject)).toEqual(['W1-2']);
        await finish(claims[0] as Claim);
        expect(await store.outbox.nextDueAtMs('orders')).toBe(atMs);
        expect(await store.outbox.tally('orders')).toMatchObject({ waiting: 2, postponed: 2, held: 0 });
      });

      it.each(['refused', 'held'] as const)(
        'stands still behind a %s order until a person releases it',
        async (state) => {
          await enqueue(create);
          await enqueue(cancel);
          await finish(await claimOne(), state);
          expect(await store.outbox.claim('orders', 20)).toEqual([]);
          expect(await store.outbox.tally('orders')).toMatchObject({ waiting: 1, held: 1 });
          expect(await store.outbox.release(create.id)).toBe(true);
          expect((await claimOne()).intent.entity).toBe('cancel');
          expect(await stateOf(create)).toBe(state);
        },
      );

      it('goes on when its held order is dropped, and the reason is kept', async () => {
        await enqueue(create);
        await enqueue(cancel);
        await finish(await claimOne(), 'held');
        expect(await store.outbox.drop(create.id, 'entered by hand')).toBe(true);
        expect((await store.outbox.show(create.id))?.intent).toMatchObject({
          state: 'dropped',
          lastError: expect.stringContaining('entered by hand'),
        });
        expect((await claimOne()).intent.entity).toBe('cancel');
      });

      it('has room for a wish that follows from the one that ends, in the same transaction', async () => {
        await enqueue(create);
        const claim = await claimOne();
        await store.ledger.transact(async (tx) => {
          await tx.outbox.enqueue(cancel, 'once');
          await tx.outbox.finish(claim, 'confirmed', '');
        });
        expect((await claimOne()).intent.entity).toBe('cancel');
      });
    });

    describe('a person', () => {
      const order = composeIntent({ subject: 'W1-1' });

      it('retries a refused order: it is sent again', async () => {
        await enqueue(order);
        await finish(await claimOne(), 'refused');
        expect(await store.outbox.retry(order.id)).toBe(true);
        expect((await claimOne()).intent).toMatchObject({ state: 'intended', attempts: 2 });
      });

      it('retries an unclear order: it is looked up, not sent', async () => {
        await enqueue(order);
        const claim = await claimOne();
        await markSent(claim);
        await postpone(claim, 'unclear', Date.now() + LATER_MS);
        expect(await store.outbox.retry(order.id)).toBe(true);
        expect((await claimOne()).intent.state).toBe('unclear');
      });

      it('retries a held order that had been sent: it is looked up first, since it may be over there', async () => {
        await enqueue(order);
        const claim = await claimOne();
        await markSent(claim);
        await finish(claim, 'held');
        expect(await store.outbox.retry(order.id)).toBe(true);
        expect((await claimOne()).intent.state).toBe('unclear');
      });

      it('retries an order that was released before', async () => {
        await enqueue(order);
        await finish(await claimOne(), 'held');
        await store.outbox.release(order.id);
        expect(await store.outbox.retry(order.id)).toBe(true);
        expect((await claimOne()).intent.subject).toBe('W1-1');
      });

      it('is told no where there is nothing to act on', async () => {
        await enqueue(order);
        await finish(await claimOne());
        expect(await store.outbox.retry(order.id)).toBe(false);
        expect(await store.outbox.release(order.id)).toBe(false);
        expect(await store.outbox.drop(order.id, 'late')).toBe(false);
        expect(await store.outbox.retry('no such id')).toBe(false);
        expect(await store.outbox.show('no such id')).toBeNull();
      });
    });

    describe('latest wins', () => {
      const version = (text: string): Intent =>
        composeIntent({ flow: 'products', entity: 'style', subject: '00190', version: text });

      it('makes an older wish void that was not sent', async () => {
        await enqueue(version('a'), 'latest');
        expect(await enqueue(version('b'), 'latest')).toBe('added');
        const claims = await store.outbox.claim('products', 20);
        expect(claims.map((claim) => claim.intent.key)).toEqual([version('b').key]);
        expect(await stateOf(version('a'))).toBe('superseded');
      });

      it('waits for an older wish that is at work, and for one whose outcome is unclear', async () => {
        await enqueue(version('a'), 'latest');
        const older = await claimOne('products');
        await markSent(older);
        await enqueue(version('b'), 'latest');
        expect(await store.outbox.claim('products', 20)).toEqual([]);
        await postpone(older, 'unclear', Date.now() - 1);
        const lookUp = await claimOne('products');
        expect(lookUp.intent).toMatchObject({ key: version('a').key, state: 'unclear' });
        await finish(lookUp);
        expect((await claimOne('products')).intent.key).toBe(version('b').key);
      });

      it('replaces one that was refused: the newer content is the answer to it', async () => {
        await enqueue(version('a'), 'latest');
        await finish(await claimOne('products'), 'refused');
        await enqueue(version('b'), 'latest');
        expect((await claimOne('products')).intent.key).toBe(version('b').key);
      });

      it('writes a content again that was written before another one', async () => {
        for (const text of ['a', 'b', 'a']) {
          expect(await enqueue(version(text), 'latest')).toBe('added');
          const claim = await claimOne('products');
          expect(claim.intent).toMatchObject({ key: version(text).key, attempts: 1 });
          await markSent(claim);
          await finish(claim);
        }
      });

      it('does not repeat a refused content by itself', async () => {
        await enqueue(version('a'), 'latest');
        await finish(await claimOne('products'), 'refused');
        expect(await enqueue(version('a'), 'latest')).toBe('repeated');
        expect(await store.outbox.claim('products', 20)).toEqual([]);
      });
    });

    describe('several processes', () => {
      const order = composeIntent({ subject: 'W1-1' });

      it('refuse what a process says about a claim that was taken over', async () => {
        const other = await openAnother();
        await enqueue(order);
        const lost = await claimOne('orders', other);
        await markSent(lost, other);
        await other.close();
        others.length = 0;
        expect(await store.outbox.recover()).toBe(1);
        const taken = await claimOne();
        expect(taken.intent).toMatchObject({ state: 'unclear', attempts: 2 });
        await expect(finish({ ...taken, jobTry: lost.jobTry })).rejects.toMatchObject({ code: 'CLAIM_LOST' });
        await expect(markSent({ ...lost })).rejects.toMatchObject({ code: 'CLAIM_LOST' });
        await expect(postpone(lost, 'intended', Date.now())).rejects.toMatchObject({ code: 'CLAIM_LOST' });
        await finish(taken);
        await expect(finish(taken)).rejects.toMatchObject({ code: 'CLAIM_LOST' });
      });

      it('free nothing that a living process holds', async () => {
        const other = await openAnother();
        await enqueue(order);
        await claimOne('orders', other);
        expect(await store.outbox.recover()).toBe(0);
      });

      it('give back as it was what a dead process had taken and not sent', async () => {
        const other = await openAnother();
        await enqueue(order);
        await claimOne('orders', other);
        await other.close();
        others.length = 0;
        expect(await store.outbox.recover()).toBe(1);
        expect((await claimOne()).intent).toMatchObject({ state: 'intended', attempts: 2, unclearSinceMs: null });
      });
    });

    it('keeps nothing of a transaction that fails: no wish, no end of a wish, no state', async () => {
      const order = composeIntent({ subject: 'W1-1' });
      const note = composeIntent({ entity: 'note', subject: 'W1-1' });
      await enqueue(order);
      const claim = await claimOne();
      const broken = store.ledger.transact(async (tx) => {
        await tx.ledger.apply([{ put: 'cursor', flow: 'orders', name: 'shop', cursor: { stamp: 'x', passes: 1 } }]);
        await tx.outbox.finish(claim, 'confirmed', '');
        await tx.outbox.enqueue(note, 'once');
        throw new Error('the disk is full');
      });
      await expect(broken).rejects.toThrow('the disk is full');
      expect(await store.ledger.cursor('orders', 'shop')).toBeNull();
      expect(await store.outbox.show(note.id)).toBeNull();
      await finish(claim);
      expect(await stateOf(order)).toBe('confirmed');
    });

    it('lists what waits by flow and state', async () => {
      await enqueue(composeIntent({ subject: 'W1-1' }));
      await enqueue(composeIntent({ subject: 'W1-2' }));
      await enqueue(composeIntent({ flow: 'products', subject: '00190' }));
      await finish(await claimOne(), 'held');
      const held = await store.outbox.list({ flow: 'orders', states: ['held'], limit: 10 });
      expect(held.map((intent) => intent.subject)).toEqual(['W1-1']);
      expect(await store.outbox.list({ states: ['intended'], limit: 10 })).toHaveLength(2);
      expect(await store.outbox.list({ limit: 1 })).toHaveLength(1);
    });
  });
};
