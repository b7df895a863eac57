import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { isAbort, request, ScreenError } from './request.ts';

export interface Query<T> {
  /** The last good answer; stays while a newer one is asked for and when that fails. */
  answer: T | undefined;
  /** The answer belongs to another filter or page, and the newer one is on its way. */
  isOld: boolean;
  isAsking: boolean;
  /** Asking has taken more than 300 ms: time for grey rows. */
  isSlow: boolean;
  fault: ScreenError | undefined;
  /** Wall clock of the last good answer, ms since 1970; 0 = none yet. */
  answeredAtMs: number;
  again: () => void;
}

const SLOW_MS = 300;

interface Held<T> {
  path: string;
  answer: T;
  answeredAtMs: number;
}

interface QueryOptions<T> {
  /** Ask again each so many ms while the page is visible; 0 = never. */
  everyMs?: number;
  first?: T;
}

/** Reads one route and keeps it fresh. `path` null asks nothing. */
export function useQuery<S extends z.ZodType>(
  schema: S,
  path: string | null,
  { everyMs = 30_000, first }: QueryOptions<z.infer<S>> = {},
): Query<z.infer<S>> {
  const [held, setHeld] = useState<Held<z.infer<S>> | undefined>(
    first === undefined || path === null ? undefined : { path, answer: first, answeredAtMs: Date.now() },
  );
  const [fault, setFault] = useState<ScreenError | undefined>();
  const [isAsking, setIsAsking] = useState(false);
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((n) => n + 1), []);
  const skipFirst = useRef(first !== undefined);

  useEffect(() => {
    if (path === null) return undefined;
    if (skipFirst.current) {
      skipFirst.current = false;
      return undefined;
    }
    const stop = new AbortController();
    setIsAsking(true);
    request(schema, path, { signal: stop.signal }).then(
      (answer) => {
        setHeld({ path, answer, answeredAtMs: Date.now() });
        setFault(undefined);
        setIsAsking(false);
      },
      (reason: unknown) => {
        if (isAbort(reason) || stop.signal.aborted) return;
        setFault(reason instanceof ScreenError ? reason : new ScreenError(String(reason), 0));
        setIsAsking(false);
      },
    );
    return () => stop.abort();
  }, [schema, path, round]);

  useRepeat(again, path === null ? 0 : everyMs);
  const isSlow = useSlow(isAsking);
  return {
    answer: held?.answer,
    isOld: held !== undefined && held.path !== path,
    isAsking,
    isSlow,
    fault,
    answeredAtMs: held?.answeredAtMs ?? 0,
    again,
  };
}

/** Calls `step` each `everyMs` while the page can be seen, and once when it comes back into view. */
export function useRepeat(step: () => void, everyMs: number): void {
  useEffect(() => {
    if (everyMs <= 0) return undefined;
    const timer = window.setInterval(() => {
      if (!document.hidden) step();
    }, everyMs);
    const seen = () => {
      if (!document.hidden) step();
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [step, everyMs]);
}

function useSlow(isAsking: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isAsking) {
      setIsSlow(false);
      return undefined;
    }
    const timer = window.setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => window.clearTimeout(timer);
  }, [isAsking]);
  return isSlow;
}
