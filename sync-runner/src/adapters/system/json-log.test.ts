import { expect, it } from 'vitest';
import { SyncError } from '#errors/sync-error.ts';
import { createJsonLog } from './json-log.ts';

const capture = (level = 'info') => {
  const lines: string[] = [];
  const log = createJsonLog({
    level,
    stream: { write: (line: string) => void lines.push(line) },
    base: { runner: 'r1' },
  });
  return { log, lines, read: () => JSON.parse(lines.at(-1) ?? 'null') as Record<string, unknown> };
};

it('writes one JSON line: level, time, sentence and fields', () => {
  const { log, lines, read } = capture();
  log.warn('The order waits.', { reference: 'W1-1', attempts: 2 });
  expect(lines).toHaveLength(1);
  expect(read()).toMatchObject({
    level: 'warn',
    message: 'The order waits.',
    reference: 'W1-1',
    attempts: 2,
    runner: 'r1',
    time: expect.stringMatching(/Z$/),
  });
});

it('leaves out what is below its level', () => {
  const { log, lines } = capture('warn');
  log.info('Nothing.');
  log.debug('Nothing.');
  expect(lines).toEqual([]);
});

it.each([
  ['a shop secret', { shopSecret: 'marker' }],
  ['a key of the gateway', { headers: { 'Ocp-Apim-Subscription-Key': 'marker' } }],
  ['a header', { request: { headers: { Authorization: 'Basic marker' } } }],
  ['a password', { database: { password: 'marker' } }],
  ['a buyer', { order: { billing: { name: 'marker' } } }],
  ['a name', { first_name: 'marker' }],
  ['a mail', { customer: { email: 'marker' } }],
  ['an address line', { to: [{ line1: 'marker' }] }],
  ['a phone', { phone: 'marker' }],
  ['a WooCommerce key in a text', { text: 'used ck_marker1234 for it' }],
  ['a password in an address', { text: 'postgres://user:marker@db/shop' }],
  ['a mail in a text', { text: 'to marker@example.org' }],
  ['a key in a query', { url: 'https://shop/wp-json?consumer_secret=marker&page=2' }],
  ['a token in a sentence of an error', { cause: new Error('Bearer marker.marker was refused') }],
  ['a cause of a cause', { cause: new Error('outer', { cause: new Error('cs_marker1234') }) }],
])('never shows %s', (_, fields) => {
  const { log, lines } = capture();
  log.error('It failed.', fields);
  expect(lines.join('')).not.toContain('marker');
});

it('shows what an error is', () => {
  const { log, read } = capture();
  log.error('It failed.', {
    cause: new SyncError({ code: 'ERP_TIMEOUT_READ', message: 'No answer in 30 s.', subject: 'W1-1' }),
  });
  expect(read()['cause']).toMatchObject({
    code: 'ERP_TIMEOUT_READ',
    kind: 'transient',
    subject: 'W1-1',
    message: 'No answer in 30 s.',
  });
});
