import { __ } from '@wordpress/i18n';
import type { StockRow } from '@cherry-bridge/sync-runner/contracts';
import type { Column } from '../../components/list-shape.ts';
import { clockText, fullClockText, minutesText } from '../../model/clock.ts';
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

/** A sortable column of units, right-aligned, its unit in the header. */
function unitsColumn(id: string, header: string, cell: Column<StockRow>['cell'], isOnCard = false): Column<StockRow> {
  return { id, header, unit: __('units', 'cherry-bridge'), isSortable: true, isNumber: true, isOnCard, cell };
}

/** The columns of Stock buffers; units and minutes stand in the headers. */
export function stockColumns(facts: StockColumnFacts): Column<StockRow>[] {
  const { nowMs } = facts;
  return [
    unitsColumn('ats', __('Blue Cherry', 'cherry-bridge'), (row) => unitsText(row.ats)),
    {
      id: 'age',
      header: __('Age', 'cherry-bridge'),
      unit: __('min', 'cherry-bridge'),
      isNumber: true,
      cell: (row) => minutesText(row.as_of_utc, nowMs),
    },
    unitsColumn('in_flight', __('In flight', 'cherry-bridge'), (row) => unitsText(row.in_flight)),
    bufferColumn(facts),
    unitsColumn('published', __('Published', 'cherry-bridge'), (row) => unitsText(row.published), true),
    unitsColumn('in_shop', __('In the shop', 'cherry-bridge'), (row) => unitsText(row.in_shop), true),
    {
      id: 'last_write',
      header: __('Last write', 'cherry-bridge'),
      isSortable: true,
      cell: (row) => lastWrite(row, nowMs),
    },
    unitsColumn('difference', __('Difference', 'cherry-bridge'), (row) => <Difference difference={row.difference} />),
  ];
}

function bufferColumn({ editing, setEditing, mayChange, saving }: StockColumnFacts): Column<StockRow> {
  return {
    id: 'held_back',
    header: __('Buffer', 'cherry-bridge'),
    unit: __('units', 'cherry-bridge'),
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
  };
}

function Difference({ difference }: { difference: number | null }) {
  const { units, side } = differenceText(difference);
  if (side === '') return <>{units}</>;
  return (
    <>
      <span className="cb-differs">{units}</span>
      <span className="cb-table__sub">{side}</span>
    </>
  );
}

function lastWrite(row: StockRow, nowMs: number) {
  if (row.last_write_at_utc === null) return '–';
  return (
    <time dateTime={row.last_write_at_utc} title={fullClockText(row.last_write_at_utc)}>
      {clockText(row.last_write_at_utc, nowMs)}
    </time>
  );
}
