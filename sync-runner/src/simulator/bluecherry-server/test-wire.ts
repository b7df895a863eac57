import type { RunningErpSimulator } from './index.ts';
import { startErpSimulator } from './index.ts';

export interface WireAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** Parsed, or undefined where it is no JSON. */
  json: unknown;
}

/** A simulator on free ports for tests: quiet, and its clock stands still at 2025-03-03 08:00:00 New York time. */
export interface TestWire {
  simulator: RunningErpSimulator;
  get(pathAndQuery: string, key?: string): Promise<WireAnswer>;
  post(path: string, body: unknown, key?: string): Promise<WireAnswer>;
  /** The result of a control call; throws its error. A body makes it a POST. */
  control<T = Record<string, unknown>>(call: string, body?: unknown): Promise<T>;
  /** The error sentence of a control call that must fail. */
  refused(call: string, body?: unknown): Promise<string>;
}

export const openTestWire = async (reset: Record<string, unknown> = {}): Promise<TestWire> => {
  const simulator = await startErpSimulator({ port: 0, controlPort: 0, clock: 'virtual', noise: 'none', styles: 1 });
  const call = async (url: string, init: RequestInit): Promise<WireAnswer> => {
    const response = await fetch(url, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parseLoose(text) };
  };
  const send = async (name: string, body: unknown): Promise<{ ok: boolean; result: unknown; error: string }> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await call(`${simulator.controlUrl}/_sim/${name}`, init);
    return answer.json as { ok: boolean; result: unknown; error: string };
  };
  const wire: TestWire = {
    simulator,
    get: (path, key = 'test') =>
      call(`${simulator.url}${path}`, { headers: key === '' ? {} : { 'Ocp-Apim-Subscription-Key': key } }),
    post: (path, body, key = 'test') =>
      call(`${simulator.url}${path}`, {
        method: 'POST',
        headers: { 'Ocp-Apim-Subscription-Key': key, 'Content-Type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async control<T>(name: string, body?: unknown): Promise<T> {
      const outcome = await send(name, body);
      if (!outcome.ok) throw new Error(outcome.error);
      return outcome.result as T;
    },
    async refused(name, body) {
      const outcome = await send(name, body);
      if (outcome.ok) throw new Error(`${name} was not refused`);
      return outcome.error;
    },
  };
  await wire.control('reset', { noise: 'none', size: { styles: 6, colours: 4, sizes: 6 }, ...reset });
  return wire;
};

const parseLoose = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const ADDRESS = {
  name: 'Ann Shopper',
  addr1: '1 Main St',
  addr2: '',
  city: 'Albany',
  state: 'NY',
  zipcode: '12207',
  country: 'US',
  contact: '',
  email: 'ann@example.com',
  phone: '',
};

/** The order of bluecherry.md 4.4, typed from there, with its blocks filled in. */
export const documentOrder = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  po_num: 'W1-10234',
  altpo: '#10234',
  ord_type: 'WEB',
  division: '01',
  customer: 'WEB',
  store: '0001',
  location: '',
  start_date: '2025-03-03',
  end_date: '2025-04-02',
  term: 'CC',
  shipper: 'UPG',
  hold_code: '',
  notes: '',
  curr_code: 'USD',
  merch_amt: '59.98',
  disc_amt: '6.00',
  frgt_amt: '5.00',
  tax_amt: '4.72',
  misc_amt: '-10.00',
  insu_amt: '0.00',
  total_amt: '53.70',
  orderAddress: [
    { addr_type: 'BT', ...ADDRESS },
    { addr_type: 'ST', ...ADDRESS },
  ],
  orderDetail: [documentLine()],
  orderCharge: [
    { chg_code: 'FRT', chg_type: 'SHIP', chg_desc: '', amt: '5.00', tax_amt: '0.40' },
    { chg_code: 'GC', chg_type: 'GIFTCARD', chg_desc: '', amt: '-10.00', tax_amt: '0.00' },
  ],
  ...change,
});

export const documentLine = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  line_seq: 1,
  division: '01',
  style: '00101',
  color_code: '010',
  lbl_code: '',
  dimension: '',
  size_desc: 'XS',
  upc: '800101010010',
  ord_qty: 2,
  price: '29.99',
  ext_amt: '59.98',
  disc_amt: '6.00',
  tax_amt: '4.32',
  notes: '',
  ...change,
});

/** `{"version":"1.0","data":[…]}` of an answer or list. */
export const dataOf = (answer: WireAnswer): Record<string, unknown>[] =>
  (answer.json as { data: Record<string, unknown>[] }).data;

/** Header rows of a document answer. */
export const headersOf = (answer: WireAnswer): Record<string, unknown>[] =>
  (answer.json as { data: { header: Record<string, unknown>[] } }).data.header;

/** Rows of a child of a header row. */
export const rowsOf = (header: Record<string, unknown> | undefined, child: string): Record<string, unknown>[] =>
  (header?.[child] as { rows: Record<string, unknown>[] }).rows;
