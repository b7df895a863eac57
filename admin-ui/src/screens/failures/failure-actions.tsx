import { useEffect, useRef, useState } from 'react';
import type { FailureRow } from '@cherry-bridge/sync-runner/contracts';
import { Button } from '../../components/button.tsx';
import { actionTitle, failureRights, offeredActions } from '../../model/failure.ts';
import type { FailureAction } from '../../model/failure.ts';
import { useFrame } from '../frame-context.ts';
import { useRoute } from '../use-route.ts';
import { ActionForm } from './action-form.tsx';
import { useFailureAct } from './use-failure-act.ts';

const ASKS_FIRST: readonly FailureAction[] = ['assign', 'snooze', 'ignore'];

/** The buttons of one row, the suggested one first; what needs a word opens its small form below. */
export function FailureActions({ row, act, onDone }: { row: FailureRow; act: string; onDone: () => void }) {
  const { boot } = useFrame();
  const { change } = useRoute();
  const [isShown, setIsShown] = useState<FailureAction | undefined>();
  const { start, isBusy } = useFailureAct(row, onDone);
  const offered = offeredActions(row, failureRights(boot.caps));
  const press = (action: FailureAction) => {
    if (ASKS_FIRST.includes(action)) setIsShown(action);
    else void start({ action });
  };

  // A letter in the list arrives through the address; it is used once and leaves the address again.
  const used = useRef('');
  useEffect(() => {
    const action = offered.find((one) => one === act);
    if (act === '') used.current = '';
    if (action === undefined || used.current === act) return;
    used.current = act;
    change({ act: undefined }, true);
    press(action);
  });

  if (offered.length === 0) return null;
  return (
    <div className="cb-actions">
      <div className="cb-buttons">
        {offered.map((action, place) => (
          <Button
            key={action}
            look={place === 0 && !ASKS_FIRST.includes(action) ? 'primary' : 'secondary'}
            isOff={isBusy}
            onClick={() => press(action)}
          >
            {actionTitle(action)}
          </Button>
        ))}
      </div>
      {isShown !== undefined && (
        <ActionForm
          key={isShown}
          action={isShown}
          sendLabel={`${actionTitle(isShown)}: ${row.subject.label === '' ? row.subject.id : row.subject.label}`}
          startWord={isShown === 'assign' ? (row.assignee ?? boot.userName) : ''}
          isBusy={isBusy}
          onCancel={() => setIsShown(undefined)}
          onSend={(wish) => void start(wish).then((isDone) => isDone && setIsShown(undefined))}
        />
      )}
    </div>
  );
}
