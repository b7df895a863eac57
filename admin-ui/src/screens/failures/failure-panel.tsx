import { __ } from '@wordpress/i18n';
import { useCallback, useState } from 'react';
import type { FailureDetailAnswer } from '@cherry-bridge/sync-runner/contracts';
import { useFailure } from '../../api/routes.ts';
import { CommandSteps } from '../../components/command-steps.tsx';
import { FaultNote } from '../../components/fault-note.tsx';
import { GreyRows } from '../../components/list-frame.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { failureRights, isUnderWay, offeredActions } from '../../model/failure.ts';
import { useFrame } from '../frame-context.ts';
import { useRoute } from '../use-route.ts';
import { actionOfLetter } from './action-letters.ts';
import { FailureActions } from './failure-actions.tsx';
import { FailureFacts } from './failure-facts.tsx';

interface FailurePanelProps {
  id: number;
  onChanged: () => void;
  onClose: () => void;
  onStep: (step: 1 | -1) => void;
}

const CALM_MS = 30_000;
/** While the runner has a wish of ours in hand the panel looks more often, so that "Done" is seen. */
const WATCHING_MS = 2000;

/** Meaning, effect, the suggested step, what happens if nobody acts, and every try. */
export function FailurePanel({ id, onChanged, onClose, onStep }: FailurePanelProps) {
  const { boot } = useFrame();
  const { params, change } = useRoute();
  const [isWatching, setIsWatching] = useState(false);
  const failure = useFailure(id, isWatching ? WATCHING_MS : CALM_MS);
  const answer = failure.answer?.row.id === id ? failure.answer : undefined;
  const isBusy = answer !== undefined && isUnderWay(answer.row.command);
  if (isBusy !== isWatching) {
    setIsWatching(isBusy);
    if (!isBusy) onChanged();
  }
  const { again } = failure;
  const refresh = useCallback(() => {
    again();
    onChanged();
  }, [again, onChanged]);
  const onKey = (letter: string) => {
    const offered = answer === undefined ? [] : offeredActions(answer.row, failureRights(boot.caps));
    const action = actionOfLetter(letter, offered);
    if (action !== undefined) change({ act: action }, true);
    return action !== undefined;
  };
  return (
    <SidePanel
      title={answer?.row.title ?? __('Failure', 'cherry-bridge')}
      subject={answer === undefined ? '' : String(id)}
      onClose={onClose}
      onStep={onStep}
      onKey={onKey}
    >
      {failure.fault !== undefined && (
        <FaultNote
          fault={failure.fault}
          what={__('This failure could not be loaded.', 'cherry-bridge')}
          onAgain={again}
        />
      )}
      {answer === undefined && failure.fault === undefined && <GreyRows isShown={failure.isSlow} />}
      {answer !== undefined && <PanelBody answer={answer} act={params['act'] ?? ''} onDone={refresh} />}
    </SidePanel>
  );
}

function PanelBody({ answer, act, onDone }: { answer: FailureDetailAnswer; act: string; onDone: () => void }) {
  const { nowMs } = useFrame();
  const { row, link, events } = answer;
  return (
    <>
      <FailureFacts row={row} link={link} />
      {row.command !== null && <CommandSteps command={row.command} nowMs={nowMs} />}
      <FailureActions key={row.id} row={row} act={act} onDone={onDone} />
      <h3>{__('What happened so far', 'cherry-bridge')}</h3>
      {events.length === 0 && <p className="cb-muted">{__('No try is recorded yet.', 'cherry-bridge')}</p>}
      {events.length > 0 && <Timeline events={events} nowMs={nowMs} />}
    </>
  );
}
