import { __ } from '@wordpress/i18n';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { FailureWish } from '../../api/routes.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { actionTitle, snoozeChoices } from '../../model/failure.ts';
import type { FailureAction } from '../../model/failure.ts';
import { useFrame } from '../frame-context.ts';

interface ActionFormProps {
  action: FailureAction;
  /** Names object, number and effect: "Ignore order 10482". */
  sendLabel: string;
  startWord: string;
  isBusy: boolean;
  onSend: (wish: FailureWish) => void;
  onCancel: () => void;
}

/** The one word an action needs: a name, a time, or a reason. Esc drops it and stays in the panel. */
export function ActionForm({ action, sendLabel, startWord, isBusy, onSend, onCancel }: ActionFormProps) {
  const { nowMs } = useFrame();
  const form = useRef<HTMLFormElement>(null);
  const [word, setWord] = useState(startWord);
  const [place, setPlace] = useState('0');
  const [fault, setFault] = useState('');
  const choices = snoozeChoices(nowMs);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), []);

  const send = () => {
    if (action === 'assign') onSend({ action: 'assign', assignee: word.trim() });
    else if (action === 'snooze')
      onSend({ action: 'snooze', until_utc: choices[Number(place)]?.untilUtc, reason: word.trim() });
    else if (word.trim() === '') setFault(__('Say why, so that the next person knows.', 'cherry-bridge'));
    else onSend({ action: 'ignore', reason: word.trim() });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onCancel();
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className="cb-panel__form"
      aria-label={actionTitle(action)}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {action === 'snooze' && (
        <SelectField
          label={__('Comes back', 'cherry-bridge')}
          value={place}
          options={choices.map((choice, index) => ({ value: String(index), label: choice.label }))}
          onChange={setPlace}
        />
      )}
      <TextField
        label={wordLabel(action)}
        value={word}
        onChange={setWord}
        fault={fault}
        hint={action === 'ignore' ? __('It comes back if the facts change or the count doubles.', 'cherry-bridge') : ''}
        maxLength={action === 'assign' ? 100 : 300}
      />
      <div className="cb-buttons">
        <Button look="primary" isSubmit isBusy={isBusy}>
          {sendLabel}
        </Button>
        <Button onClick={onCancel}>{__('Cancel', 'cherry-bridge')}</Button>
      </div>
    </form>
  );
}

function wordLabel(action: FailureAction): string {
  if (action === 'assign') return __('Who takes care of it (empty: nobody)', 'cherry-bridge');
  return action === 'snooze' ? __('Reason (may stay empty)', 'cherry-bridge') : __('Reason', 'cherry-bridge');
}
