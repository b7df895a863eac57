import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { changedParams, parseRoute, routeHash } from '../model/route.ts';
import type { Route, TabName } from '../model/route.ts';

export interface Navigation extends Route {
  /** Filter, sort, page and open panel live in the address. Small steps replace the entry, opening adds one. */
  change: (change: Record<string, string | undefined>, isReplacing?: boolean) => void;
  hrefWith: (change: Record<string, string | undefined>) => string;
  go: (tab: TabName, params?: Record<string, string>) => void;
}

export function useRoute(): Navigation {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  const route = useMemo(() => parseRoute(hash), [hash]);
  const change = useCallback((change: Record<string, string | undefined>, isReplacing = false) => {
    const now = parseRoute(window.location.hash);
    const next = routeHash(now.tab, changedParams(now.params, change));
    if (next === window.location.hash) return;
    if (!isReplacing) {
      window.location.hash = next;
      return;
    }
    window.history.replaceState(window.history.state, '', next);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }, []);
  const hrefWith = useCallback(
    (change: Record<string, string | undefined>) => routeHash(route.tab, changedParams(route.params, change)),
    [route],
  );
  const go = useCallback((tab: TabName, params?: Record<string, string>) => {
    window.location.hash = routeHash(tab, params);
  }, []);
  return { ...route, change, hrefWith, go };
}

function listen(step: () => void): () => void {
  window.addEventListener('hashchange', step);
  return () => window.removeEventListener('hashchange', step);
}
