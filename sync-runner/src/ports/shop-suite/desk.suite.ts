import { beforeAll, describe, expect, it } from 'vitest';
import { BuffersAnswer, BuffersSaved } from '#contracts/buffer.ts';
import { CommandAnswer, CommandsAnswer } from '#contracts/command.ts';
import {
  FailureActionAnswer,
  FailureCausesAnswer,
  FailureDetailAnswer,
  FailureListAnswer,
  FailuresAnswer,
} from '#contracts/failure.ts';
import { OverviewAnswer } from '#contracts/overview.ts';
import { PairingStarted, PairingTraded } from '#contracts/pairing.ts';
import { ReportAnswer } from '#contracts/report.ts';
import { Settings } from '#contracts/settings.ts';
import { makeProduct } from './fixtures.suite.ts';
import { freshWord, openShopDoor, type ShopAddress, type ShopDoor } from './shop-door.suite.ts';

const base = 'wc-cherry-bridge/v1';

const failure = (key: string, extra: object = {}) => ({
  key,
  flow: 'orders',
  code: 'ORDER_HELD',
  kind: 'rejected',
  subject: { type: 'order', id: '10482', label: 'Order 10482' },
  title: `Order 10482 cannot go: ${key}.`,
  meaning: 'The order waits.',
  next_step: 'Add the SKU in Blue Cherry.',
  if_nobody_acts: 'The parcel is late.',
  owner: 'erp-team',
  remedy: 'retry',
  attempts: 1,
  next_try_at_utc: null,
  first_seen_at_utc: '2026-03-03T09:00:00Z',
  last_seen_at_utc: '2026-03-03T09:00:00Z',
  money: { amount: '24.00', currency: 'USD' },
  units: 1,
  detail: '',
  ...extra,
});

/** Settings, wishes, failures, reports and pairing: what people and runner tell each other. */
export const describeShopDesk = (name: string, address: () => ShopAddress): void => {
  describe(`${name}: desk`, () => {
    let door: ShopDoor;
    const settings = async (): Promise<Settings> => Settings.parse((await door.get(`${base}/settings`)).body);
    const post = (path: string, body: object) => door.post(`${base}/${path}`, { version: 1, ...body });

    beforeAll(() => {
      door = openShopDoor(address());
    });

    it('gives every setting with its default', async () => {
      expect(await settings()).toMatchObject({
        flows: { orders: { interval_s: 30, paused_until_utc: null }, inventory: { interval_s: 300 } },
        products: { publish: 'publish' },
        brakes: { shrunken_percent: 90 },
        fulfilment: { no_tracking_limit_s: 14400 },
      });
    });

    it('changes only what was named, raises the revision and answers an older one with 409 and both values', async () => {
      const before = await settings();
      const change = { fulfilment: { not_told_limit_s: before.fulfilment.not_told_limit_s + 60 } };
      const put = (revision: number) => door.call('admin', 'PUT', `${base}/settings`, { version: 1, revision, change });
      const saved = Settings.parse((await put(before.revision)).body);
      expect(saved).toEqual({
        ...before,
        revision: before.revision + 1,
        fulfilment: { ...before.fulfilment, ...change.fulfilment },
      });
      const late = await put(before.revision);
      expect(late).toMatchObject({
        status: 409,
        body: { code: 'cherry_bridge_settings_moved', data: { current: { revision: saved.revision }, yours: change } },
      });
    });

    it('marks when a flow went live', async () => {
      const put = async (mode: string) => {
        const { revision } = await settings();
        return Settings.parse(
          (
            await door.call('admin', 'PUT', `${base}/settings`, {
              version: 1,
              revision,
              change: { flows: { reconciliation: { mode } } },
            })
          ).body,
        ).flows.reconciliation;
      };
      await put('rehearsing');
      expect(await put('live')).toMatchObject({ mode: 'live', live_since_utc: expect.stringMatching(/Z$/) });
    });

    it('lets nobody but the right person change settings', async () => {
      const { revision } = await settings();
      const body = { version: 1, revision, change: { sku_guard: { mode: 'off' } } };
      expect(await door.call('manager', 'PUT', `${base}/settings`, body)).toMatchObject({
        status: 403,
        body: { code: 'cherry_bridge_forbidden' },
      });
      const wrong = await door.call('admin', 'PUT', `${base}/settings`, {
        ...body,
        change: { flows: { orders: { interval_s: 1 } } },
      });
      expect(wrong).toMatchObject({
        status: 400,
        body: { code: 'cherry_bridge_contract_refused', data: { field: 'change.flows.orders.interval_s' } },
      });
    });

    it('keeps a wish once, gives it to the runner and remembers the answer', async () => {
      const wish = { version: 1, kind: 'run-now', flow: 'orders', subject: freshWord(), reason: 'story' };
      const ask = async () =>
        CommandAnswer.parse((await door.call('manager', 'POST', `${base}/commands`, wish)).body).command;
      const first = await ask();
      expect((await ask()).id).toBe(first.id);
      const open = CommandsAnswer.parse((await door.get(`${base}/commands`)).body).commands;
      expect(open.find(({ id }) => id === first.id)).toMatchObject({ state: 'asked', kind: 'run-now', flow: 'orders' });
      await post(`commands/${first.id}`, { state: 'picked-up', answer: '' });
      const done = CommandAnswer.parse(
        (await post(`commands/${first.id}`, { state: 'done', answer: 'Ran.' })).body,
      ).command;
      expect(done).toMatchObject({ state: 'done', answer: 'Ran.', answered_at_utc: expect.any(String) });
      expect((await ask()).id).not.toBe(first.id);
      expect((await post('commands/999999', { state: 'done', answer: '' })).status).toBe(404);
    });

    it('joins repeats of one failure, closes it and calls its return "again"', async () => {
      const key = freshWord();
      const send = async (open: object[], close: object[] = []) =>
        FailuresAnswer.parse((await post('failures', { open, close })).body);
      const list = async (tab: string) =>
        FailureListAnswer.parse((await door.get(`${base}/failures?tab=${tab}&search=${key}`)).body).rows;
      expect(await send([failure(key)])).toMatchObject({ opened: 1, repeated: 0 });
      expect(await send([failure(key, { attempts: 2, last_seen_at_utc: '2026-03-03T09:05:00Z' })])).toMatchObject({
        opened: 0,
        repeated: 1,
      });
      const rows = FailureListAnswer.parse((await door.get(`${base}/failures?search=${key}`)).body).rows;
      expect(rows).toEqual([
        expect.objectContaining({
          key,
          tab: 'needs-you',
          attempts: 2,
          again: false,
          first_seen_at_utc: '2026-03-03T09:00:00Z',
        }),
      ]);
      expect(await send([], [{ key, closed_at_utc: '2026-03-03T09:10:00Z', reason: 'It arrived.' }])).toMatchObject({
        closed: 1,
      });
      expect(await send([], [{ key, closed_at_utc: '2026-03-03T09:10:00Z', reason: 'It arrived.' }])).toMatchObject({
        closed: 0,
      });
      expect(
        FailureListAnswer.parse((await door.get(`${base}/failures?tab=needs-you&search=${key}`)).body).rows,
      ).toEqual([]);
      expect(await list('')).toEqual([expect.objectContaining({ tab: 'fixed' })]);
      await send([failure(key)]);
      expect(FailureListAnswer.parse((await door.get(`${base}/failures?search=${key}`)).body).rows[0]).toMatchObject({
        again: true,
      });
      await send([], [{ key, closed_at_utc: '2026-03-03T09:20:00Z', reason: 'It arrived.' }]);
    });

    it('never offers a retry while the outcome is unclear, and asks the runner to look', async () => {
      const key = freshWord();
      await post('failures', {
        open: [failure(key, { remedy: 'look-up', code: 'ORDER_OUTCOME_UNKNOWN', kind: 'unknown-outcome' })],
        close: [],
      });
      const [row] = FailureListAnswer.parse((await door.get(`${base}/failures?search=${key}`)).body).rows;
      const act = (action: string) =>
        door.call('manager', 'POST', `${base}/failures/${row?.id}/actions`, { version: 1, action });
      expect((await act('retry')).status).toBe(409);
      expect(FailureActionAnswer.parse((await act('look-up')).body).sentence).not.toBe('');
      const open = CommandsAnswer.parse((await door.get(`${base}/commands`)).body).commands;
      expect(open.find(({ subject }) => subject === key)).toMatchObject({ kind: 'look-up', flow: 'orders' });
      expect(
        FailureDetailAnswer.parse((await door.get(`${base}/failures/${row?.id}`)).body).events.length,
      ).toBeGreaterThan(0);
      expect(
        FailureCausesAnswer.parse((await door.get(`${base}/failures?by=cause&search=${key}`)).body).causes,
      ).toEqual([expect.objectContaining({ code: 'ORDER_OUTCOME_UNKNOWN', records: 1 })]);
      await post('failures', { open: [], close: [{ key, closed_at_utc: '2026-03-03T09:20:00Z', reason: 'Found.' }] });
    });

    it('keeps what fixes itself off the list of those that need a person', async () => {
      const key = freshWord();
      await post('failures', { open: [failure(key, { owner: 'itself' })], close: [] });
      expect(
        FailureListAnswer.parse((await door.get(`${base}/failures?tab=needs-you&search=${key}`)).body).rows,
      ).toEqual([]);
      expect(
        FailureListAnswer.parse((await door.get(`${base}/failures?tab=fixes-itself&search=${key}`)).body).rows,
      ).toHaveLength(1);
      await post('failures', { open: [], close: [{ key, closed_at_utc: '2026-03-03T09:20:00Z', reason: 'Healed.' }] });
    });

    it('saves a buffer, raises the revision, tells how to undo it and refuses nonsense', async () => {
      const made = await makeProduct(door, 1);
      const revision = (await settings()).buffers_revision;
      const put = (changes: object[]) =>
        door.call('manager', 'PUT', `${base}/buffers`, { version: 1, changes, reason: 'story' });
      const saved = BuffersSaved.parse(
        (await put([{ scope: 'sku', key: made.skus[0], kind: 'fixed', units: 3 }])).body,
      );
      expect(saved).toMatchObject({
        buffers_revision: revision + 1,
        undo: [{ scope: 'sku', key: made.skus[0], kind: 'clear' }],
      });
      const rules = BuffersAnswer.parse((await door.get(`${base}/buffers?per_page=100`)).body);
      expect(rules.rules.find(({ key }) => key === made.skus[0])).toMatchObject({ kind: 'fixed', units: 3 });
      expect((await settings()).buffers_revision).toBe(revision + 1);
      await put(saved.undo);
      expect((await put([{ scope: 'sku', key: made.skus[0], kind: 'fixed', units: -1 }])).status).toBe(400);
    });

    it('shows the newest report on the overview', async () => {
      const flow = {
        flow: 'orders',
        mode: 'live',
        status: 'running',
        sentence: 'Fine.',
        interval_s: 30,
        last_run: null,
        waiting: 0,
        oldest_waiting_at_utc: null,
        next_run_at_utc: null,
      };
      const report = {
        runner: { id: 'suite', version: '0.1.0', started_at_utc: '2026-03-03T09:00:00Z' },
        sent_at_utc: '2026-03-03T09:00:00Z',
        report_every_s: 3600,
        flows: [flow],
        snapshot: null,
        orders: { paid: 7, in_erp: 7, waiting: 0, oldest_waiting_at_utc: null },
        erp: { reachable: true, sentence: '' },
      };
      ReportAnswer.parse((await post('reports', report)).body);
      const overview = OverviewAnswer.parse((await door.call('manager', 'GET', `${base}/overview`)).body);
      expect(overview.orders).toMatchObject({ paid: 7, in_erp: 7 });
      expect(overview.flows.find((row) => row.flow === 'orders')).toMatchObject({ sentence: 'Fine.' });
      expect(overview.flows).toHaveLength(5);
    });

    it('trades a pairing code once, with the same four words on both sides', async () => {
      const start = await door.call('admin', 'POST', `${base}/pairing`, { version: 1, action: 'start' });
      const { code, words } = PairingStarted.parse(start.body);
      const trade = () => door.call('nobody', 'POST', `${base}/pairing`, { version: 1, action: 'trade', code });
      const traded = PairingTraded.parse((await trade()).body);
      expect(traded.words).toEqual(words);
      const paired = openShopDoor({ ...address(), key: traded.key, secret: traded.secret });
      expect((await paired.get(`${base}/handshake`)).status).toBe(200);
      expect(await trade()).toMatchObject({ status: 403, body: { code: 'cherry_bridge_code_refused' } });
      expect((await door.call('nobody', 'POST', `${base}/pairing`, { version: 1, action: 'start' })).status).toBe(401);
    });
  });
};
