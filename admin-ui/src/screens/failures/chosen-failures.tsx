import { __, sprintf } from '@wordpress/i18n';
import { useState } from 'react';
import type { FailureRow } from '@cherry-bridge/sync-runner/contracts';
import type { FailureWish } from '../../api/routes.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { SelectionBar } from '../../components/selection-bar.tsx';
import { numberText } from '../../model/clock.ts';
import { actionForMany, failureRights, manyTitle, MANY_ACTIONS } from '../../model/failure.ts';
import type { FailureAction } from '../../model/failure.ts';
import { useFrame } from '../frame-context.ts';
import { ActionForm } from './action-form.tsx';
import { useMany } from './use-many.ts';

/** Retry, assign, snooze or ignore what is ticked; each button counts only the rows that allow it. */
export function ChosenFailures({
  rows,
  onClear,
  onDone,
}: {
  rows: FailureRow[];
  onClear: () => void;
  onDone: () => void;
}) {
  const { boot } = useFrame();
  const many = useMany(onDone);
  const [asked, setAsked] = useState<{ action: FailureAction; rows: FailureRow[] } | undefined>();
  const rights = failureRights(boot.caps);
  const send = (wish: FailureWish) => {
    if (asked === undefined) return;
    setAsked(undefined);
    onClear();
    void (asked.action === 'retry' ? many.oneFirst(asked.rows, wish) : many.each(asked.rows, wish));
  };
  return (
    <>
      <SelectionBar count={rows.length} onClear={onClear}>
        {MANY_ACTIONS.map((action) => ({ action, rows: actionForMany(action, rows, rights) }))
          .filter((choice) => choice.rows.length > 0)
          .map((choice) => (
            <Button key={choice.action} onClick={() => setAsked(choice)}>
              {manyTitle(choice.action, choice.rows.length)}
            </Button>
          ))}
      </SelectionBar>
      {many.progress !== undefined && (
        <div className="cb-note" role="status">
          {sprintf(
            /* translators: 1: done, 2: all */
            __('%1$s of %2$s', 'cherry-bridge'),
            numberText(many.progress.done),
            numberText(many.progress.total),
          )}{' '}
          <Button look="link" onClick={many.cancel}>
            {__('Cancel the rest', 'cherry-bridge')}
          </Button>
        </div>
      )}
      {asked !== undefined && (
        <Dialog title={`${manyTitle(asked.action, asked.rows.length)}?`} onClose={() => setAsked(undefined)}>
          {asked.action === 'retry' ? (
            <RetryQuestion
              title={manyTitle('retry', asked.rows.length)}
              onSend={send}
              onCancel={() => setAsked(undefined)}
            />
          ) : (
            <ActionForm
              action={asked.action}
              sendLabel={manyTitle(asked.action, asked.rows.length)}
              startWord={asked.action === 'assign' ? boot.userName : ''}
              isBusy={false}
              onSend={send}
              onCancel={() => setAsked(undefined)}
            />
          )}
        </Dialog>
      )}
    </>
  );
}

interface RetryQuestionProps {
  title: string;
  onSend: (wish: FailureWish) => void;
  onCancel: () => void;
}

function RetryQuestion({ title, onSend, onCancel }: RetryQuestionProps) {
  return (
    <>
      <p>{__('One is tried first. The rest follow only if that one works.', 'cherry-bridge')}</p>
      <div className="cb-buttons">
        <Button look="primary" onClick={() => onSend({ action: 'retry' })}>
          {title}
        </Button>
        <Button onClick={onCancel}>{__('Cancel', 'cherry-bridge')}</Button>
      </div>
    </>
  );
}
