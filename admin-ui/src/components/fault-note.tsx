import { __ } from '@wordpress/i18n';
import type { ScreenError } from '../api/request.ts';
import { Button } from './button.tsx';

/** What is missing, that nothing was changed, and Try again; the last good rows stay below it. */
export function FaultNote({ fault, what, onAgain }: { fault: ScreenError; what: string; onAgain: () => void }) {
  return (
    <div className="cb-note cb-note--fault" role="alert">
      <p>
        <strong>{what}</strong> {fault.message} {fault.fix}
      </p>
      <Button look="secondary" onClick={onAgain}>
        {__('Try again', 'cherry-bridge')}
      </Button>
      {fault.detail !== '' && (
        <details>
          <summary>{__('Details', 'cherry-bridge')}</summary>
          <code>{fault.detail}</code>
        </details>
      )}
    </div>
  );
}
