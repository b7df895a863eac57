import { expect, test } from 'vitest';
import { defaultProfile, parseProfile, readApiBase } from './profile.ts';

/** The complete default as it stands in bluecherry.md section 3. */
const DOCUMENT = `{"base_url":"https://erp.example/api/","key_header":"Ocp-Apim-Subscription-Key","transport":"rest",
"routes":{},"children":{},"fields":{},"envelope":{"layout":"nested","level3":"rows-i","answer":"items"},
"filter":{"ops":["eq","gt"],"escape":"''"},"paging":{"documents":200,"lists":500},
"formats":{"datetime":"YYYY-MM-DD HH:mm:ss","date":"YYYY-MM-DD","us_date":"MM/DD/YYYY","zone":"America/New_York"},
"money":{"dp":2,"price_dp":4},
"key":{"columns":["division","style","color_code","lbl_code","dimension","size_desc"],"upc_first":true},
"scope":{"division":["01"],"lbl_code":[""],"catg_dest1":[],"season":[]},
"stock":{"figure":"ots","locations":["W1","W2"],"time":"row","count":"header","kind":"header","delta":true,"every_s":900,"compute_s":20},
"po_num":{"prefix":"W1","format":"{prefix}-{id}","pattern":"^[A-Z0-9]{1,6}-[0-9]{1,12}$","max":20},
"ref_num":{"format":"{prefix}-R{id}","max":20},"altpo":{"max":40},
"orders":{"mode":"sync","batch_s":300,"duplicate":"accept","array":"all_or_nothing","end_days":30,"time":"commit_time","defaults":{"ord_type":"WEB","division":"01","customer":"WEB","store":"0001","location":""}},
"codes":{"ship_via":{"*":"UPG"},"term":{"*":"CC"},"charge":{"SHIP":"FRT","FEE":"FEE","GIFTCARD":"GC","INSU":"INS"},"reason":{"*":"REF"},"hold":{"*":"FR"},"status":{}},
"limits":{"per_min":60,"quota_day":0,"connect_ms":5000,"total_ms":40000,"read_lag_s":600},
"files":{"reject":"file"}}`;

test('the default is the one of the document', () => {
  expect(defaultProfile).toEqual(JSON.parse(DOCUMENT));
  expect(parseProfile(undefined)).toEqual({ outcome: 'parsed', profile: defaultProfile });
});

test('an overlay changes what it names; a list replaces, null switches a route off', () => {
  const parsed = parseProfile({ routes: { salesOrder: 'orders', return: null }, stock: { locations: ['W9'] } });
  expect(parsed).toMatchObject({
    outcome: 'parsed',
    profile: { routes: { salesOrder: 'orders', return: null }, stock: { locations: ['W9'], every_s: 900 } },
  });
});

test('every fault is told, each with its path and what to write', () => {
  const parsed = parseProfile({
    orders: { mode: 'later', batch: 1 },
    paging: { lists: 0 },
    formats: { zone: 'Mars/Base' },
    po_num: { pattern: '(' },
    colour: 'red',
  });
  if (parsed.outcome !== 'faulty') throw new Error('not refused');
  expect(parsed.faults.map((fault) => fault.path).sort()).toEqual([
    'colour',
    'formats.zone',
    'orders.batch',
    'orders.mode',
    'paging.lists',
    'po_num.pattern',
  ]);
  expect(parsed.faults.find((fault) => fault.path === 'orders.mode')?.fix).toContain('sync, batch');
});

test('answer top has no place for errors of single items', () => {
  const parsed = parseProfile({ envelope: { answer: 'top' }, orders: { array: 'per_item' } });
  expect(parsed).toMatchObject({ outcome: 'faulty', faults: [{ path: 'orders.array' }] });
});

test('the address may end before /api/, with or without it', () => {
  const base = (base_url: string) => readApiBase({ ...defaultProfile, base_url });
  expect(base('https://erp.example')).toBe('https://erp.example/api/');
  expect(base('https://erp.example/API/')).toBe('https://erp.example/API/');
  expect(base('http://127.0.0.1:4010/')).toBe('http://127.0.0.1:4010/api/');
});
