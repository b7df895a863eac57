import type { RouteQuery } from '../api/request.ts';
import type { Sort } from '../components/list-shape.ts';
import { pageOf } from '../model/route.ts';
import type { Navigation } from './use-route.ts';

/** Page, size, sort and search of the address as the list routes want them. */
export function listQuery(params: Navigation['params'], sort: Sort, names: string[]): RouteQuery {
  const { page, perPage } = pageOf(params);
  const query: RouteQuery = { page, per_page: perPage, orderby: sort.by, order: sort.order };
  for (const name of names) query[name] = params[name];
  return query;
}

/** The sort of the address, else the list's own default. */
export function sortOf(params: Navigation['params'], start: Sort): Sort {
  const order = params['order'] === 'asc' || params['order'] === 'desc' ? params['order'] : start.order;
  return { by: params['orderby'] ?? start.by, order };
}

/** The row one step on in the list, for j and k inside a panel; "" at the ends. */
export function neighbourKey(keys: string[], openKey: string, step: 1 | -1): string {
  return keys[keys.indexOf(openKey) + step] ?? '';
}
