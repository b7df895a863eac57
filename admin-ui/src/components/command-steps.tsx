import { commandSteps } from '../model/failure.ts';

interface AskedCommand {
  id: number;
  kind: string;
  state: string;
  reason: string;
  asked_at_utc: string;
}

/** "Asked 14:02 → Picked up → Done", announced as it moves. */
export function CommandSteps({ command, nowMs }: { command: AskedCommand; nowMs: number }) {
  const { steps, sentence } = commandSteps(command, nowMs);
  const reached = steps.filter((step) => step.isReached);
  return (
    <div className="cb-steps" role="status">
      <p>
        {steps.map((step, place) => (
          <span key={step.word} className={step.isReached ? 'is-reached' : 'is-ahead'} aria-hidden={!step.isReached}>
            {place > 0 && <span aria-hidden="true"> → </span>}
            {place === reached.length - 1 ? <strong>{step.word}</strong> : step.word}
          </span>
        ))}
      </p>
      {sentence !== '' && <p>{sentence}</p>}
    </div>
  );
}
