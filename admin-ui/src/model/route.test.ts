import { describe, expect, it } from 'vitest';
import { changedParams, pageOf, parseRoute, routeHash } from './route.ts';

describe('the address of a screen', () => {
  it('carries filter, page and open panel, so that a link can be shared', () => {
    const hash = routeHash('stock', { search: '00412 BLK&M', page: '3', open: 'A/B-1' });
    expect(parseRoute(hash)).toEqual({ tab: 'stock', params: { search: '00412 BLK&M', page: '3', open: 'A/B-1' } });
  });

  it('is plain where nothing is filtered', () => {
    expect(routeHash('failures', { search: '', page: undefined })).toBe('#/failures');
  });

  it('opens the overview for a tab that does not exist', () => {
    expect(parseRoute('#/shipments?open=4').tab).toBe('overview');
    expect(parseRoute('').tab).toBe('overview');
  });

  it('goes back to page one when the filter changes, and stays on its page when a panel opens', () => {
    const before = { page: '7', search: 'coat' };
    expect(changedParams(before, { filter: 'differs' })['page']).toBeUndefined();
    expect(changedParams(before, { open: 'SKU-1' })['page']).toBe('7');
    expect(changedParams(before, { page: '8' })['page']).toBe('8');
  });

  it('never asks for a page or size the server does not answer', () => {
    expect(pageOf({ page: '100000', per_page: '7' })).toEqual({ page: 200, perPage: 50 });
    expect(pageOf({ page: '-4', per_page: '100' })).toEqual({ page: 1, perPage: 100 });
    expect(pageOf({ page: 'two' })).toEqual({ page: 1, perPage: 50 });
  });
});
