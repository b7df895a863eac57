import type { ReactNode } from 'react';

export interface Column<Row> {
  id: string;
  header: string;
  /** Unit in the header, e.g. "units". */
  unit?: string;
  isSortable?: boolean;
  isNumber?: boolean;
  /** The two facts a phone card shows besides the title. */
  isOnCard?: boolean;
  cell: (row: Row) => ReactNode;
}

export interface Sort {
  by: string;
  order: 'asc' | 'desc';
}

export interface ListTableProps<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** The first cell: the row's header and its link to the side panel. */
  title: Column<Row>;
  titleText: (row: Row) => string;
  href: (row: Row) => string;
  openKey: string;
  onOpen: (row: Row) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  chosen?: ReadonlySet<string>;
  onChoose?: (keys: ReadonlySet<string>) => void;
  /** Letters besides j, k, x; true = used. */
  onLetter?: (letter: string, row: Row) => boolean;
  isOld: boolean;
}
