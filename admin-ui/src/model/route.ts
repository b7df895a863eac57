export const TABS = ['overview', 'stock', 'failures', 'activity', 'find'] as const;
export type TabName = (typeof TABS)[number];

export interface Route {
  tab: TabName;
  params: Readonly<Record<string, string>>;
}

/** `#/stock?search=00412&page=2` → tab and params. An unknown tab is the overview, so an old link still opens. */
export function parseRoute(hash: string): Route {
  const text = hash.replace(/^#?\/?/, '');
  const cut = text.indexOf('?');
  const name = cut < 0 ? text : text.slice(0, cut);
  const tab = TABS.find((known) => known === name) ?? 'overview';
  const params: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(cut < 0 ? '' : text.slice(cut + 1))) params[key] = value;
  return { tab, params };
}

/** The reverse; empty members are left out, so the plain list has the plain address. */
export function routeHash(tab: TabName, params: Record<string, string | undefined> = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value !== undefined && value !== '') search.set(key, value);
  }
  const text = search.toString();
  return `#/${tab}${text === '' ? '' : `?${text}`}`;
}

/** A change of filter, search or sort starts again on page one; opening a panel keeps the page. */
export function changedParams(
  before: Readonly<Record<string, string>>,
  change: Record<string, string | undefined>,
): Record<string, string | undefined> {
  const keepsPage = Object.keys(change).every((key) => key === 'page' || key === 'open' || key === 'act');
  return { ...before, ...(keepsPage ? {} : { page: undefined }), ...change };
}

export const PAGE_SIZES = [20, 50, 100] as const;
export const LAST_PAGE = 200;

/** Page and size from the address, held within what the server answers. */
export function pageOf(params: Readonly<Record<string, string>>): { page: number; perPage: number } {
  const page = Math.min(LAST_PAGE, Math.max(1, Math.floor(Number(params['page'] ?? '1')) || 1));
  const size = Number(params['per_page']);
  return { page, perPage: PAGE_SIZES.find((known) => known === size) ?? 50 };
}
