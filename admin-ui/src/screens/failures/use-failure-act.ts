import { useState } from 'react';
import type { FailureRow } from '@cherry-bridge/sync-runner/contracts';
import { actOnFailure } from '../../api/routes.ts';
import type { FailureWish } from '../../api/routes.ts';
import { useSay } from '../../components/notices.tsx';
import { spokenFault } from '../spoken-fault.ts';

/** Sends one action and says what came of it, with Undo where there is a way back. */
export function useFailureAct(row: FailureRow, onDone: () => void) {
  const say = useSay();
  const [isBusy, setIsBusy] = useState(false);

  const start = async (wish: FailureWish): Promise<boolean> => {
    setIsBusy(true);
    try {
      const { sentence } = await actOnFailure(row.id, wish);
      const back = wayBack(wish, row);
      say({ tone: 'good', text: sentence, undo: back === undefined ? undefined : () => undo(back) });
      onDone();
      return true;
    } catch (fault) {
      say({ tone: 'fault', text: spokenFault(fault) });
      return false;
    } finally {
      setIsBusy(false);
    }
  };
  const undo = async (back: FailureWish) => {
    try {
      const { sentence } = await actOnFailure(row.id, back);
      say({ tone: 'good', text: sentence });
    } catch (fault) {
      say({ tone: 'fault', text: spokenFault(fault) });
    }
    onDone();
  };
  return { start, isBusy };
}

/** What asks the runner cannot be called back; the rest can. */
function wayBack(wish: FailureWish, before: FailureRow): FailureWish | undefined {
  if (wish.action === 'assign') return { action: 'assign', assignee: before.assignee ?? '' };
  if (wish.action === 'snooze') return { action: 'unsnooze' };
  if (wish.action === 'ignore') return { action: 'unignore' };
  return undefined;
}
