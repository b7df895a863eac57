import { __ } from '@wordpress/i18n';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { Boot } from './api/boot.ts';
import { useOverview } from './api/routes.ts';
import { Button } from './components/button.tsx';
import { KeysDialog } from './components/keys-dialog.tsx';
import { lettersAreOn } from './components/letter-keys.ts';
import { GreyRows } from './components/list-frame.tsx';
import { Notices } from './components/notices.tsx';
import { isTyping } from './components/side-panel.tsx';
import { useNow } from './components/use-now.ts';
import { freshnessOf } from './model/freshness.ts';
import type { TabName } from './model/route.ts';
import { unreachable } from './model/status.ts';
import { FIND_ID, FindBox } from './screens/find-box.tsx';
import { FrameContext } from './screens/frame-context.ts';
import { HealthSentence } from './screens/health-sentence.tsx';
import { ScreenGuard } from './screens/screen-guard.tsx';
import { TabBar } from './screens/tab-bar.tsx';
import { useRoute } from './screens/use-route.ts';

const OverviewScreen = lazy(() =>
  import(/* webpackChunkName: "screen-overview" */ './screens/overview/overview-screen.tsx').then((part) => ({
    default: part.OverviewScreen,
  })),
);
const StockScreen = lazy(() =>
  import(/* webpackChunkName: "screen-stock" */ './screens/stock/stock-screen.tsx').then((part) => ({
    default: part.StockScreen,
  })),
);
const FailuresScreen = lazy(() =>
  import(/* webpackChunkName: "screen-failures" */ './screens/failures/failures-screen.tsx').then((part) => ({
    default: part.FailuresScreen,
  })),
);
const ActivityScreen = lazy(() =>
  import(/* webpackChunkName: "screen-activity" */ './screens/activity/activity-screen.tsx').then((part) => ({
    default: part.ActivityScreen,
  })),
);
const FindScreen = lazy(() =>
  import(/* webpackChunkName: "screen-find" */ './screens/find/find-screen.tsx').then((part) => ({
    default: part.FindScreen,
  })),
);

const REFRESH_MS = 30_000;

/** The frame of every screen: sentence, Find, tabs, and the screen the address names. */
export function App({ boot, hasHeading }: { boot: Boot; hasHeading: boolean }) {
  const { tab, params } = useRoute();
  const nowMs = useNow();
  const overview = useOverview(boot.first.overview, REFRESH_MS);
  const [areKeysShown, setAreKeysShown] = useState(false);
  useFrameKeys(() => setAreKeysShown(true));
  const { answer, answeredAtMs } = overview;
  const freshness = useMemo(
    () => (answer === undefined ? undefined : freshnessOf(answer, answeredAtMs, nowMs)),
    [answer, answeredAtMs, nowMs],
  );
  const search = tab === 'find' ? (params['search'] ?? '') : '';
  return (
    <FrameContext.Provider value={{ boot, overview, freshness, nowMs }}>
      <Notices>
        <div className="cb-top">
          {hasHeading ? (
            <span className="cb-top__title" />
          ) : (
            <h1 className="cb-top__title">{__('Cherry Bridge', 'cherry-bridge')}</h1>
          )}
          <FindBox key={search} start={search} />
          <Button look="link" onClick={() => setAreKeysShown(true)} className="cb-top__keys">
            {__('Keys', 'cherry-bridge')}
          </Button>
        </div>
        <HealthSentence />
        <TabBar tab={tab} failuresOpen={answer?.failures_open} />
        <ScreenGuard key={tab}>
          <Suspense fallback={<GreyRows isShown={false} />}>
            <ScreenOf tab={tab} />
          </Suspense>
        </ScreenGuard>
        {areKeysShown && <KeysDialog onClose={() => setAreKeysShown(false)} />}
      </Notices>
    </FrameContext.Provider>
  );
}

function ScreenOf({ tab }: { tab: TabName }) {
  switch (tab) {
    case 'overview':
      return <OverviewScreen />;
    case 'stock':
      return <StockScreen />;
    case 'failures':
      return <FailuresScreen />;
    case 'activity':
      return <ActivityScreen />;
    case 'find':
      return <FindScreen />;
    default:
      return unreachable(tab);
  }
}

/** `/` goes to Find and `?` shows the keys, from anywhere in the frame but a field. */
function useFrameKeys(onHelp: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || !lettersAreOn()) return;
      if (event.key === '/') {
        event.preventDefault();
        document.getElementById(FIND_ID)?.focus();
      } else if (event.key === '?') onHelp();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onHelp]);
}
