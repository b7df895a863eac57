import { __ } from '@wordpress/i18n';
import type { StockRow } from '@cherry-bridge/sync-runner/contracts';
import type { Column } from '../../components/list-table.tsx';
import { clockText, fullClockText, minutesText, numberText } from '../../model/clock.ts';
import { differenceText, unitsText } from '../../model/stock.ts';
import { BufferCell } from './buffer-cell.tsx';
import type { BufferSaving } from './use-buffer-save.tsx';

interface StockColumnFacts {
  nowMs: number;
  /** SKU whose buffer is being edited, "" = none. */
  editing: string;
  setEditing: (sku: string) => void;
  mayChange: boolean;
  saving: BufferSaving;
}

export const stockTitle: Column<StockRow> = {
  id: 'sku',
  header: __('SKU and product', 'cherry-bridge'),
  isSortable: true,
  cell: (row) => <span className="cb-table__sub">{row.title}</span>,
};

/** The columns of Stock buffers; units and minutes stand in the headers. */
export function stockColumns({ nowMs, editing, setEditing, mayChange, saving }: StockColumnFacts): Column<StockRow>[] {
  const units = __('units', 'cherry-bridge');
  return [
    {
      id: 'ats',
      header: __('Blue Cherry', 'cherry-bridge'),
      unit: units,
      isSortable: true,
      isNumber: true,
      cell: (row) => unitsText(row.ats),
    },
    {
      id: 'age',
      header: __('Age', 'cherry-bridge'),
      unit: __('min', 'cherry-bridge'),
      isNumber: true,
      cell: (row) => minutesText(row.as_of_utc, nowMs),
    },
    {
      id: 'in_flight',
      header: __('In flight', 'cherry-bridge'),
      unit: units,
      isSortable: true,
      isNumber: true,
      cell: (row) => unitsText(row.in_flight),
    },
    {
      id: 'held_back',
      header: __('Buffer', 'cherry-bridge'),
      unit: units,
      isSortable: true,
      cell: (row) => (
        <BufferCell
          row={row}
          mayChange={mayChange}
          isEditing={editing === row.sku}
          onEdit={(isOn) => setEditing(isOn ? row.sku : '')}
          saving={saving}
        />
      ),
    },
    {
      id: 'published',
      header: __('Published', 'cherry-bridge'),
      unit: units,
      isSortable: true,
      isNumber: true,
      isOnCard: true,
      cell: (row) => unitsText(row.published),
    },
    {
      id: 'in_shop',
      header: __('In the shop', 'cherry-bridge'),
      unit: units,
      isSortable: true,
      isNumber: true,
      isOnCard: true,
      cell: (row) => (row.in_shop === null ? '–' : numberText(row.in_shop)),
    },
    { id: 'last_write', header: __('Last write', 'cherry-bridge'), isSortable: true, cell: (row) => lastWrite(row, nowMs) },
    {
      id: 'difference',
      header: __('Difference', 'cherry-bridge'),
      unit: units,
      isSortable: true,
      isNumber: true,
      cell: (row) => (
        <span className={row.difference === null || row.difference === 0 ? '' : 'cb-differs'}>
          {differenceText(row.difference)}
        </span>
      ),
    },
  ];
}

function lastWrite(row: StockRow, nowMs: number) {
  if (row.last_write_at_utc === null) return '–';
  return (
    <time dateTime={row.last_write_at_utc} title={fullClockText(row.last_write_at_utc)}>
      {clockText(row.last_write_at_utc, nowMs)}
    </time>
  );
}
