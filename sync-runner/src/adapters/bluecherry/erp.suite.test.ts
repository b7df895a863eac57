import { createSystemClock } from '#adapters/system/system-clock.ts';
import { describeErpPort } from '#ports/erp.suite.ts';
import type { ErpUnderTest } from '#ports/erp.suite.ts';
import type { ErpPort } from '#ports/erp.ts';
import { startErpSimulator } from '#simulator/bluecherry-server/index.ts';
import { createBlueCherryErp } from './index.ts';
import { parseProfile } from './profile.ts';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Port and simulator read the same profile; only the client's pace and time-outs are made short for tests. */
const openErp = async (overlay: Record<string, unknown> = {}): Promise<ErpUnderTest> => {
  const simulator = await startErpSimulator({
    port: 0,
    controlPort: 0,
    profile: overlay,
    clock: 'virtual',
    noise: 'none',
  });
  const parsed = parseProfile(overlay);
  if (parsed.outcome !== 'parsed') throw new Error(JSON.stringify(parsed.faults));
  const limits = { ...parsed.profile.limits, per_min: 60_000, total_ms: 1500 };
  const open = () =>
    createBlueCherryErp({
      url: simulator.url,
      subscriptionKey: 'test',
      profile: { ...parsed.profile, limits },
      // Twenty times faster: the waits between quick tries cost nothing here.
      clock: createSystemClock(20),
      log: quiet,
    });
  let current = open();
  // Each test gets a fresh client: a pause or an open breaker must not leak into the next one.
  const erp = new Proxy({} as ErpPort, {
    get: (_none, member) => (current as unknown as Record<PropertyKey, unknown>)[member],
  });
  return {
    erp,
    controlUrl: simulator.controlUrl,
    reset: async () => {
      current.close();
      current = open();
      const body = {
        size: { styles: 8, colours: 2, sizes: 4 },
        noise: 'none',
        profile: overlay,
        config: { timeout_ms: 400 },
      };
      const answer = await fetch(`${simulator.controlUrl}/_sim/reset`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    close: async () => {
      current.close();
      await simulator.stop();
    },
  };
};

describeErpPort('Blue Cherry as documented', () => openErp());
describeErpPort('Blue Cherry with flat answers, bare keys and its own names', () =>
  openErp({
    envelope: { layout: 'flat', answer: 'top' },
    routes: { salesOrder: 'orders', ats: 'availability' },
    children: { orderdetail: 'lines', cartonheader: 'cartons' },
    fields: { salesOrder: { po_num: 'cust_po', ord_qty: 'qty_ordered' }, ats: { ots: 'available' } },
    stock: { time: 'header' },
  }),
);
describeErpPort('Blue Cherry with numbered children, answers item by item and small pages', () =>
  openErp({
    envelope: { layout: 'numbered', level3: 'rows-x' },
    orders: { array: 'per_item' },
    paging: { documents: 3, lists: 40 },
  }),
);
