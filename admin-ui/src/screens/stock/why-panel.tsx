import { speak } from '@wordpress/a11y';
import { __, sprintf } from '@wordpress/i18n';
import type { StockWhyAnswer } from '@cherry-bridge/sync-runner/contracts';
import { useStockWhy } from '../../api/routes.ts';
import { Button } from '../../components/button.tsx';
import { FaultNote } from '../../components/fault-note.tsx';
import { GreyRows } from '../../components/list-frame.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { Timeline } from '../../components/timeline.tsx';
import { sumLines } from '../../model/stock.ts';
import { useFrame } from '../frame-context.ts';
import { PanelBuffer } from './panel-buffer.tsx';
import { RuleLadder } from './rule-ladder.tsx';
import type { BufferSaving } from './use-buffer-save.tsx';

interface WhyPanelProps {
  sku: string;
  onClose: () => void;
  onStep: (step: 1 | -1) => void;
  saving: BufferSaving;
  mayChange: boolean;
}

/** "Why this number": the sum line by line, the ladder of rules, the last changes. */
export function WhyPanel({ sku, onClose, onStep, saving, mayChange }: WhyPanelProps) {
  const why = useStockWhy(sku, 15_000);
  const answer = why.isOld ? undefined : why.answer;
  const title = sprintf(/* translators: %s: SKU */ __('Why this number: %s', 'cherry-bridge'), sku);
  return (
    <SidePanel title={title} subject={sku} onClose={onClose} onStep={onStep}>
      {why.fault !== undefined && (
        <FaultNote fault={why.fault} what={__('The sum could not be loaded.', 'cherry-bridge')} onAgain={why.again} />
      )}
      {answer === undefined && why.fault === undefined && <GreyRows isShown={why.isSlow} />}
      {answer !== undefined && <WhyBody answer={answer} saving={saving} mayChange={mayChange} />}
    </SidePanel>
  );
}

function WhyBody({ answer, saving, mayChange }: { answer: StockWhyAnswer; saving: BufferSaving; mayChange: boolean }) {
  const { nowMs } = useFrame();
  const { row, why, sentences, changes, edit_link: editLink } = answer;
  return (
    <>
      <p className="cb-muted">{row.title}</p>
      {sentences.length > 0 && <p className="cb-panel__lead">{sentences.join(' ')}</p>}
      {why === null && sentences.length === 0 && (
        <p>{__('The runner has not written this SKU yet, so there is no sum to show.', 'cherry-bridge')}</p>
      )}
      {why !== null && <SumTable answer={answer} />}
      <div className="cb-buttons">
        {sentences.length > 0 && (
          <Button onClick={() => void copy(`${row.sku}: ${sentences.join(' ')}`)}>{__('Copy', 'cherry-bridge')}</Button>
        )}
        {editLink !== '' && (
          <a className="components-button is-link" href={editLink}>
            {__('Open the product', 'cherry-bridge')}
          </a>
        )}
      </div>
      <h3>{__('Buffer rules', 'cherry-bridge')}</h3>
      <RuleLadder candidates={why?.candidates ?? []} />
      {mayChange && <PanelBuffer key={`${row.sku} ${row.own_rule?.units ?? ''}`} row={row} saving={saving} />}
      <h3>{__('Last changes', 'cherry-bridge')}</h3>
      {changes.length === 0 && <p className="cb-muted">{__('No change is known yet.', 'cherry-bridge')}</p>}
      {changes.length > 0 && <Timeline events={changes} nowMs={nowMs} />}
    </>
  );
}

function SumTable({ answer }: { answer: StockWhyAnswer }) {
  const { nowMs } = useFrame();
  return (
    <table className="cb-sum">
      <caption className="screen-reader-text">{__('The sum, line by line', 'cherry-bridge')}</caption>
      <tbody>
        {sumLines(answer, nowMs).map((line) => (
          <tr key={line.label}>
            <th scope="row">
              {line.label}
              {line.note !== '' && <span className="cb-table__sub">{line.note}</span>}
            </th>
            <td className="is-number">{line.units}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    speak(__('Copied.', 'cherry-bridge'), 'polite');
  } catch {
    speak(
      __('The browser did not allow copying. Mark the sentence and copy it by hand.', 'cherry-bridge'),
      'assertive',
    );
  }
}
