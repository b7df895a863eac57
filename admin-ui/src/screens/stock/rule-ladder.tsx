import { __, _n, sprintf } from '@wordpress/i18n';
import type { BufferCandidate } from '@cherry-bridge/sync-runner/contracts';
import { numberText } from '../../model/clock.ts';

/** Every rule that was considered; the winner is marked by word, and each says why it won or lost. */
export function RuleLadder({ candidates }: { candidates: BufferCandidate[] }) {
  if (candidates.length === 0) return <p className="cb-muted">{__('No rule was considered.', 'cherry-bridge')}</p>;
  return (
    <ol className="cb-ladder">
      {candidates.map((rule) => (
        <li key={`${rule.scope} ${rule.label}`} className={rule.won ? 'is-winner' : ''}>
          <span className="cb-ladder__label">
            {rule.label} {rule.won && <strong>{__('decides', 'cherry-bridge')}</strong>}
          </span>
          <span>{unitsOf(rule)}</span>
          {rule.note !== '' && <span className="cb-table__sub">{rule.note}</span>}
        </li>
      ))}
    </ol>
  );
}

function unitsOf(rule: BufferCandidate): string {
  if (rule.kind === 'off') return __('off', 'cherry-bridge');
  return sprintf(
    /* translators: %s: units */ _n('%s unit', '%s units', rule.units, 'cherry-bridge'),
    numberText(rule.units),
  );
}
