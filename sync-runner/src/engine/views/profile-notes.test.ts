import { expect, it } from 'vitest';
import { composeProfileNotes } from './profile-notes.ts';

const plain = { figure: 'ots', isErpPlain: false, isBatch: false } as const;

it('warns where goods that are not there yet would be sold', () => {
  expect(composeProfileNotes({ ...plain, figure: 'ots_wip' })[0]).toMatchObject({ check: 'erp-figure', state: 'warn' });
  expect(composeProfileNotes(plain).map(({ state }) => state)).toEqual(['ok']);
});

it('warns where the key of Blue Cherry crosses a network in the open', () => {
  expect(
    composeProfileNotes({ ...plain, isErpPlain: true }).find(({ check }) => check === 'erp-plain-http')?.fix,
  ).toContain('ERP_URL');
});
