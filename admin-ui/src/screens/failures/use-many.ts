import { __, _n, sprintf } from '@wordpress/i18n';
import { useRef, useState } from 'react';
import type { FailureRow } from '@cherry-bridge/sync-runner/contracts';
import { actOnFailure, readFailure } from '../../api/routes.ts';
import type { FailureWish } from '../../api/routes.ts';
import { useSay } from '../../components/notices.tsx';
import { numberText } from '../../model/clock.ts';
import { isUnderWay } from '../../model/failure.ts';
import { spokenFault } from '../spoken-fault.ts';

const LOOK_MS = 2000;
/** How long the first of many may take before the rest is left alone. */
const FIRST_TRY_MS = 120_000;

export interface Many {
  /** Rows gone through so far; undefined = nothing is running. */
  progress: { done: number; total: number } | undefined;
  /** The same wish for each row, one after the other. */
  each: (rows: FailureRow[], wish: FailureWish) => Promise<void>;
  /** Tries one first and goes on only if that worked. */
  oneFirst: (rows: FailureRow[], wish: FailureWish) => Promise<void>;
  cancel: () => void;
}

/** Works through many rows with progress, Cancel, and an end that names what was not done and why. */
export function useMany(onDone: () => void): Many {
  const say = useSay();
  const [progress, setProgress] = useState<Many['progress']>();
  const isCancelled = useRef(false);

  const each = async (rows: FailureRow[], wish: FailureWish, before = 0) => {
    const total = rows.length + before;
    const faults: string[] = [];
    let done = before;
    if (before === 0) isCancelled.current = false;
    for (const row of rows) {
      if (isCancelled.current) break;
      setProgress({ done, total });
      try {
        await actOnFailure(row.id, wish);
        done += 1;
      } catch (fault) {
        faults.push(spokenFault(fault));
      }
    }
    setProgress(undefined);
    say({ tone: faults.length === 0 ? 'good' : 'fault', text: endText(done, total, faults) });
    onDone();
  };

  const oneFirst = async (rows: FailureRow[], wish: FailureWish) => {
    const [first, ...rest] = rows;
    if (first === undefined) return;
    isCancelled.current = false;
    setProgress({ done: 0, total: rows.length });
    try {
      await actOnFailure(first.id, wish);
      const answer = await firstAnswer(first.id, isCancelled);
      if (answer.isDone) return await each(rest, wish, 1);
      say({
        tone: 'fault',
        text: sprintf(
          /* translators: %s: why */ __('The first one was not done, so the rest was left alone. %s', 'cherry-bridge'),
          answer.reason,
        ),
      });
    } catch (fault) {
      say({ tone: 'fault', text: spokenFault(fault) });
    }
    setProgress(undefined);
    onDone();
  };
  return { progress, each, oneFirst, cancel: () => (isCancelled.current = true) };
}

async function firstAnswer(
  id: number,
  isCancelled: { current: boolean },
): Promise<{ isDone: boolean; reason: string }> {
  const endMs = Date.now() + FIRST_TRY_MS;
  while (Date.now() < endMs && !isCancelled.current) {
    await new Promise((resolve) => window.setTimeout(resolve, LOOK_MS));
    const { row } = await readFailure(id);
    if (row.tab === 'fixed' || row.command?.state === 'done') return { isDone: true, reason: '' };
    if (!isUnderWay(row.command)) return { isDone: false, reason: row.command?.reason ?? '' };
  }
  return {
    isDone: false,
    reason: isCancelled.current
      ? __('You cancelled it.', 'cherry-bridge')
      : __('The runner has not answered. Your request is kept.', 'cherry-bridge'),
  };
}

function endText(done: number, total: number, faults: string[]): string {
  const text = sprintf(
    /* translators: 1: done, 2: all */
    _n('%1$s of %2$s record is through.', '%1$s of %2$s records are through.', total, 'cherry-bridge'),
    numberText(done),
    numberText(total),
  );
  return faults.length === 0 ? text : `${text} ${[...new Set(faults)].slice(0, 3).join(' ')}`;
}
