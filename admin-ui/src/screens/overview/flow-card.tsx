import { __, sprintf } from '@wordpress/i18n';
import { useState } from 'react';
import { StatusMark } from '../../components/status-mark.tsx';
import { Button } from '../../components/button.tsx';
import { flowFacts, isPaused } from '../../model/flow.ts';
import type { FlowCardFacts } from '../../model/flow.ts';
import { failureRights } from '../../model/failure.ts';
import { shownStatus } from '../../model/freshness.ts';
import { flowTitle } from '../../model/status.ts';
import { useFrame } from '../frame-context.ts';
import { PauseDialog } from './pause-dialog.tsx';
import { RunWish } from './run-wish.tsx';
import { useGoOn } from './use-go-on.ts';

/** One flow: what it does now, when it last ran, what waits, and the two wishes a person may have. */
export function FlowCard({ flow }: { flow: FlowCardFacts }) {
  const { boot, freshness, nowMs } = useFrame();
  const [isPausing, setIsPausing] = useState(false);
  const goOn = useGoOn(flow.flow);
  const title = flowTitle(flow.flow);
  const status = freshness === undefined ? 'unknown' : shownStatus(flow.status, freshness);
  const mayPause = boot.caps['cherry_bridge_settings'] === true;
  return (
    <article className="cb-card" aria-label={title}>
      <header>
        <h3>{title}</h3>
        <StatusMark status={status} />
      </header>
      <p className="cb-card__sentence">{flow.sentence}</p>
      <dl className="cb-facts">
        {flowFacts(flow, nowMs).map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.text}</dd>
          </div>
        ))}
      </dl>
      <footer>
        {failureRights(boot.caps).support && <RunWish flow={flow} title={title} />}
        {mayPause && isPaused(flow, nowMs) && (
          <Button
            look="link"
            isBusy={goOn.isBusy}
            onClick={() => void goOn.start()}
            label={sprintf(/* translators: %s: flow */ __('Go on: %s', 'cherry-bridge'), title)}
          >
            {__('Go on', 'cherry-bridge')}
          </Button>
        )}
        {mayPause && !isPaused(flow, nowMs) && (
          <Button
            look="link"
            onClick={() => setIsPausing(true)}
            label={sprintf(/* translators: %s: flow */ __('Pause %s', 'cherry-bridge'), title)}
          >
            {__('Pause', 'cherry-bridge')}
          </Button>
        )}
      </footer>
      {isPausing && <PauseDialog flow={flow.flow} title={title} onClose={() => setIsPausing(false)} />}
    </article>
  );
}
