import { __ } from '@wordpress/i18n';
import { FaultNote } from '../components/fault-note.tsx';
import { StatusMark } from '../components/status-mark.tsx';
import { shownStatus } from '../model/freshness.ts';
import { useFrame } from './frame-context.ts';

/** The one sentence on top of every screen, written by the shop; an old one says how old it is. */
export function HealthSentence() {
  const { overview, freshness } = useFrame();
  const { answer, fault, again } = overview;
  return (
    <div className="cb-health">
      {answer !== undefined && freshness !== undefined && (
        <p className="cb-health__sentence">
          <StatusMark status={shownStatus(answer.status, freshness)} size={20} />
          <span>{answer.sentence}</span>
        </p>
      )}
      {answer === undefined && fault === undefined && <p className="cb-health__sentence">&nbsp;</p>}
      {freshness !== undefined && freshness.kind !== 'fresh' && freshness.kind !== 'never-heard' && (
        <p className="cb-health__stale">{freshness.sentence}</p>
      )}
      {fault !== undefined && (
        <FaultNote
          fault={fault}
          what={__('The state of the bridge could not be read.', 'cherry-bridge')}
          onAgain={again}
        />
      )}
    </div>
  );
}
