import { __ } from '@wordpress/i18n';
import type { Column, ListTableProps, Sort } from './list-shape.ts';

/** Column heads: the sort button says what it does, `aria-sort` says what is. */
export function ListHead<Row>({ columns, title, rows, rowKey, sort, onSort, chosen, onChoose }: ListTableProps<Row>) {
  const keys = rows.map(rowKey);
  const areAllChosen = chosen !== undefined && keys.length > 0 && keys.every((key) => chosen.has(key));
  return (
    <thead>
      <tr>
        {chosen !== undefined && (
          <td className="cb-table__choose">
            <input
              type="checkbox"
              checked={areAllChosen}
              aria-label={__('Select all rows of this page', 'cherry-bridge')}
              onChange={() => onChoose?.(new Set(areAllChosen ? [] : keys))}
            />
          </td>
        )}
        {[title, ...columns].map((column) => (
          <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  );
}

interface HeadCellProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const isSorted = sort?.by === column.id;
  const label = (
    <>
      {column.header}
      {column.unit !== undefined && <span className="cb-table__unit"> ({column.unit})</span>}
    </>
  );
  const next = isSorted && sort.order === 'desc' ? 'asc' : 'desc';
  return (
    <th
      scope="col"
      className={column.isNumber === true ? 'is-number' : ''}
      aria-sort={isSorted ? (sort.order === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      {column.isSortable === true && onSort !== undefined ? (
        <button type="button" className="cb-table__sort" onClick={() => onSort({ by: column.id, order: next })}>
          {label}
          <span className="cb-table__arrow" aria-hidden="true">
            {isSorted ? (sort.order === 'asc' ? '↑' : '↓') : '↕'}
          </span>
        </button>
      ) : (
        label
      )}
    </th>
  );
}
