import { __, sprintf } from '@wordpress/i18n';
import { useState } from 'react';
import { readSettings, savePause } from '../../api/routes.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useSay } from '../../components/notices.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { clockText } from '../../model/clock.ts';
import { snoozeChoices } from '../../model/failure.ts';
import { useFrame } from '../frame-context.ts';
import { spokenFault } from '../spoken-fault.ts';

/** Until when a flow rests. It goes on by itself; Undo ends the pause at once. */
export function PauseDialog({ flow, title, onClose }: { flow: string; title: string; onClose: () => void }) {
  const { overview, nowMs } = useFrame();
  const say = useSay();
  const choices = snoozeChoices(nowMs);
  const [place, setPlace] = useState('0');
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState('');

  const onPause = async () => {
    const untilUtc = choices[Number(place)]?.untilUtc ?? null;
    setIsBusy(true);
    setFault('');
    try {
      const settings = await readSettings();
      const saved = await savePause(settings.revision, flow, untilUtc);
      say({
        tone: 'good',
        text: sprintf(
          /* translators: 1: flow, 2: a time */
          __('%1$s is paused until %2$s, then goes on by itself.', 'cherry-bridge'),
          title,
          untilUtc === null ? '' : clockText(untilUtc, nowMs),
        ),
        undo: async () => {
          await savePause(saved.revision, flow, null);
          overview.again();
        },
      });
      overview.again();
      onClose();
    } catch (reason) {
      setFault(spokenFault(reason));
      setIsBusy(false);
    }
  };

  return (
    <Dialog title={sprintf(/* translators: %s: flow */ __('Pause %s', 'cherry-bridge'), title)} onClose={onClose}>
      <p>
        {__(
          'Nothing of this flow is written until then. What happens meanwhile is kept and follows afterwards.',
          'cherry-bridge',
        )}
      </p>
      <SelectField
        label={__('Goes on', 'cherry-bridge')}
        value={place}
        options={choices.map((choice, index) => ({ value: String(index), label: choice.label }))}
        onChange={setPlace}
      />
      {fault !== '' && (
        <p className="cb-field__fault" role="alert">
          {fault}
        </p>
      )}
      <div className="cb-buttons">
        <Button look="primary" isBusy={isBusy} onClick={() => void onPause()}>
          {sprintf(/* translators: %s: flow */ __('Pause %s', 'cherry-bridge'), title)}
        </Button>
        <Button onClick={onClose}>{__('Cancel', 'cherry-bridge')}</Button>
      </div>
    </Dialog>
  );
}
