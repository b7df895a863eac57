import { __ } from '@wordpress/i18n';
import { useState } from 'react';
import { Dialog } from './dialog.tsx';
import { lettersAreOn, switchLetters } from './letter-keys.ts';

/** What the keys do, and the switch for those who do not want letters to act. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const [isOn, setIsOn] = useState(lettersAreOn());
  const keys: [string, string][] = [
    ['/', __('Go to Find', 'cherry-bridge')],
    ['j  k', __('Next row, previous row (also in the panel)', 'cherry-bridge')],
    ['Enter', __('Open the row', 'cherry-bridge')],
    ['x', __('Select the row', 'cherry-bridge')],
    ['e', __('Edit the buffer of the row (Stock buffers)', 'cherry-bridge')],
    ['r  a  s  i', __('Retry, assign, snooze, ignore (Sync failures)', 'cherry-bridge')],
    ['Esc', __('Close the panel, back to the row', 'cherry-bridge')],
    ['?', __('This list', 'cherry-bridge')],
  ];
  return (
    <Dialog title={__('Keys', 'cherry-bridge')} onClose={onClose}>
      <dl className="cb-keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p>
        <label>
          <input
            type="checkbox"
            checked={isOn}
            onChange={() => {
              switchLetters(!isOn);
              setIsOn(!isOn);
            }}
          />{' '}
          {__('Letters act while a list has the focus', 'cherry-bridge')}
        </label>
      </p>
    </Dialog>
  );
}
