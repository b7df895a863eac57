import { WpError } from '../wp/errors.ts';
import type { Params } from '../wp/params.ts';
import type { WpAnswer } from '../wp/request.ts';

const LIMIT = 100;

export interface BatchDoors {
  create(item: Params): unknown;
  update(item: Params): unknown;
  remove(item: Params): unknown;
}

const listIn = (body: Params, name: string): unknown[] => (Array.isArray(body[name]) ? (body[name] as unknown[]) : []);

/**
 * Runs `create`, `update`, `delete` in order. A refused item becomes an `error` member beside its neighbours and the
 * answer stays 200; above 100 items over the three lists nothing runs (413).
 */
export const runBatch = (body: Params, doors: BatchDoors): WpAnswer => {
  const lists = { create: listIn(body, 'create'), update: listIn(body, 'update'), delete: listIn(body, 'delete') };
  if (lists.create.length + lists.update.length + lists.delete.length > LIMIT)
    throw new WpError(
      'woocommerce_rest_request_entity_too_large',
      `Unable to accept more than ${LIMIT} items for this request.`,
      413,
    );
  const out: Record<string, unknown[]> = {};
  for (const item of lists.create as Params[]) push(out, 'create', 0, () => doors.create(item));
  for (const item of lists.update as Params[]) push(out, 'update', Number(item.id ?? 0), () => doors.update(item));
  for (const entry of lists.delete) {
    const item: Params =
      typeof entry === 'object' && entry !== null ? { ...entry, force: true } : { id: Number(entry), force: true };
    if (Number(item.id) !== 0) push(out, 'delete', Number(item.id), () => doors.remove(item));
  }
  return { body: out };
};

const push = (out: Record<string, unknown[]>, list: string, id: number, run: () => unknown): void => {
  const rows = (out[list] ??= []);
  try {
    rows.push(run());
  } catch (error) {
    if (!(error instanceof WpError)) throw error;
    rows.push({ id, error: error.body() });
  }
};
