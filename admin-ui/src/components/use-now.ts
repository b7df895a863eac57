import { useEffect, useState } from 'react';

/** The present in ms since 1970, moving on every few seconds so that ages on screen stay true. */
export function useNow(everyMs = 5000): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Date.now()), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
