import { _n, sprintf } from '@wordpress/i18n';
import type { BufferPreviewAnswer } from '@cherry-bridge/sync-runner/contracts';
import { numberText } from '../../model/clock.ts';

/** What a save would do: the shop's sentence and the SKUs that would show as sold out. */
export function PreviewText({ preview }: { preview: BufferPreviewAnswer }) {
  const more = preview.skus_sold_out - preview.sold_out.length;
  return (
    <div className="cb-preview">
      <p>{preview.sentence}</p>
      {preview.sold_out.length > 0 && (
        <details open={preview.sold_out.length <= 10}>
          <summary>
            {sprintf(
              /* translators: %s: number of SKUs */
              _n(
                '%s SKU would show as sold out',
                '%s SKUs would show as sold out',
                preview.skus_sold_out,
                'cherry-bridge',
              ),
              numberText(preview.skus_sold_out),
            )}
          </summary>
          <ul className="cb-preview__skus">
            {preview.sold_out.map((sku) => (
              <li key={sku}>
                <code>{sku}</code>
              </li>
            ))}
          </ul>
          {more > 0 && (
            <p>
              {sprintf(
                /* translators: %s: a number */ _n('and %s more', 'and %s more', more, 'cherry-bridge'),
                numberText(more),
              )}
            </p>
          )}
        </details>
      )}
    </div>
  );
}
