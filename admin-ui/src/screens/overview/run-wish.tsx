import { __, sprintf } from '@wordpress/i18n';
import { useCallback, useState } from 'react';
import type { Command } from '@cherry-bridge/sync-runner/contracts';
import { askRunner } from '../../api/routes.ts';
import { useRepeat } from '../../api/use-query.ts';
import { Button } from '../../components/button.tsx';
import { CommandSteps } from '../../components/command-steps.tsx';
import { useSay } from '../../components/notices.tsx';
import { hasRunSince } from '../../model/flow.ts';
import type { FlowCardFacts } from '../../model/flow.ts';
import { useFrame } from '../frame-context.ts';
import { spokenFault } from '../spoken-fault.ts';

const LOOK_MS = 3000;

/** "Run now" is a wish to the runner: asked, and done once the flow's last run began after it. */
export function RunWish({ flow, title }: { flow: FlowCardFacts; title: string }) {
  const { overview, nowMs } = useFrame();
  const say = useSay();
  const [command, setCommand] = useState<Command | undefined>();
  const isDone = command !== undefined && hasRunSince(flow, command.asked_at_utc);
  const { again } = overview;
  useRepeat(again, command !== undefined && !isDone ? LOOK_MS : 0);

  const onAsk = useCallback(async () => {
    try {
      const asked = await askRunner({ kind: 'run-now', flow: flow.flow, subject: '', reason: '' });
      setCommand(asked.command);
      say({
        tone: 'good',
        text: sprintf(/* translators: %s: flow */ __('%s: the runner was asked to run now.', 'cherry-bridge'), title),
      });
    } catch (fault) {
      say({ tone: 'fault', text: spokenFault(fault) });
    }
  }, [flow.flow, say, title]);

  return (
    <>
      {command !== undefined && (
        <CommandSteps
          command={{ ...command, state: isDone ? 'done' : command.state, reason: command.answer }}
          nowMs={nowMs}
        />
      )}
      {(command === undefined || isDone) && (
        <Button
          look="link"
          onClick={() => void onAsk()}
          label={sprintf(/* translators: %s: flow */ __('Run now: %s', 'cherry-bridge'), title)}
        >
          {__('Run now', 'cherry-bridge')}
        </Button>
      )}
    </>
  );
}
