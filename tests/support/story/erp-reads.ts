import { call } from '../shop-access.ts';
import type { World } from '../world.ts';
import { awaitState } from './await-state.ts';

/** One GET on the ERP's own wire; gives `data` of the envelope. */
export async function askErp<T>(world: World, path: string): Promise<T> {
  const answer = await call<{ data: T }>('GET', `${world.erpUrl}/api/${path}`, {
    headers: { 'Ocp-Apim-Subscription-Key': 'test' },
  });
  if (answer.status >= 400) {
    throw new Error(`GET /api/${path} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`);
  }
  return answer.body.data;
}

const filter = (field: string, value: string): string => `$filter=${encodeURIComponent(`${field} eq '${value}'`)}`;

interface WireSize {
  color_code: string;
  size_desc: string;
  upc: string;
}

/** UPC of each SKU (`division|style|colour|label|dimension|size`) of a style. */
export async function readUpcs(world: World, style: string): Promise<Map<string, string>> {
  const data = await askErp<{
    header: Array<{
      styledetail: {
        rows: Array<{
          division: string;
          lbl_code: string;
          dimension: string;
          stylecolorsizes: { 'rows-i': WireSize[] };
        }>;
      };
    }>;
  }>(world, `style?${filter('style', style)}&_include=all`);
  const colours = data.header.flatMap((header) => header.styledetail.rows);
  return new Map(
    colours.flatMap((colour) =>
      colour.stylecolorsizes['rows-i'].map((size): [string, string] => [
        [colour.division, style, size.color_code, colour.lbl_code, colour.dimension, size.size_desc].join('|'),
        size.upc,
      ]),
    ),
  );
}

interface WireStock {
  division: string;
  style: string;
  color_code: string;
  lbl_code: string;
  dimension: string;
  size_desc: string;
  location: string;
  ots: number;
}

/** Units to sell per SKU over the web warehouses, from the ERP's last count. */
export async function readAts(world: World, style: string): Promise<Map<string, number>> {
  const rows = await askErp<WireStock[]>(world, `ats?${filter('style', style)}&_pgsize=500`);
  const sums = new Map<string, number>();
  for (const row of rows.filter(({ location }) => location === 'W1' || location === 'W2')) {
    const sku = [row.division, row.style, row.color_code, row.lbl_code, row.dimension, row.size_desc].join('|');
    sums.set(sku, (sums.get(sku) ?? 0) + Number(row.ots));
  }
  return sums;
}

export interface WireOrder {
  pkey: number;
  ord_num: string;
  po_num: string;
  ord_status: string;
  total_amt: string;
}

/** Every sales order with exactly this reference. */
export async function readSalesOrders(world: World, reference: string): Promise<WireOrder[]> {
  const data = await askErp<{ header: WireOrder[] }>(world, `salesOrder?${filter('po_num', reference)}&_include=all`);
  return data.header.filter((order) => order.po_num.trim() === reference);
}

/** A stock batch that holds everything booked until now: it counts as of one second ago, so that second is let pass. */
export async function runStockBatch(world: World): Promise<void> {
  const readNow = async (): Promise<number> =>
    Date.parse(((await world.sim('GET', '/clock')) as { utc: string }).utc.replace(/ (?=\d)/, 'T'));
  const bookedAt = await readNow();
  await awaitState('two more seconds on the clock of the ERP', 30_000, async () =>
    (await readNow()) >= bookedAt + 2000 ? true : null,
  );
  await world.sim('POST', '/batch', { action: 'ats' });
}
