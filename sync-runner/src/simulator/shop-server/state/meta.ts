import type { MetaRow } from './product-types.ts';
import type { ShopWorld } from './world.ts';

export const metaValue = (rows: readonly MetaRow[], key: string): unknown => rows.find((row) => row.key === key)?.value;

export const setMeta = (world: ShopWorld, rows: MetaRow[], key: string, value: unknown): void => {
  const row = rows.find((candidate) => candidate.key === key);
  if (row) row.value = value;
  else rows.push({ id: world.nextMetaId(), key, value });
};

export const dropMeta = (rows: MetaRow[], key: string): void => {
  const index = rows.findIndex((row) => row.key === key);
  if (index >= 0) rows.splice(index, 1);
};

/** `meta_data` of a REST write: with an id that row, without one the row of that key; a null value removes it. */
export const mergeMeta = (world: ShopWorld, rows: MetaRow[], sent: unknown): boolean => {
  if (!Array.isArray(sent)) return false;
  let hasChanged = false;
  for (const entry of sent as { id?: unknown; key?: unknown; value?: unknown }[]) {
    const row = rows.find((known) => (entry.id ? known.id === Number(entry.id) : known.key === entry.key));
    if (entry.value === null) {
      if (row) rows.splice(rows.indexOf(row), 1);
      hasChanged ||= row !== undefined;
    } else if (row) {
      hasChanged ||= JSON.stringify(row.value) !== JSON.stringify(entry.value);
      row.value = entry.value ?? '';
    } else if (entry.key !== undefined) {
      rows.push({ id: world.nextMetaId(), key: String(entry.key), value: entry.value ?? '' });
      hasChanged = true;
    }
  }
  return hasChanged;
};
