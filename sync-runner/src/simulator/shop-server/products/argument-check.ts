import { invalidParams } from '../wp/errors.ts';
import type { Params } from '../wp/params.ts';

type ArgumentType = 'string' | 'boolean' | 'integer' | 'number' | 'array' | 'object' | readonly string[];

const BACKORDERS = ['no', 'notify', 'yes'] as const;
const STOCK_STATUSES = ['instock', 'outofstock', 'onbackorder'] as const;

const PRODUCT_ARGUMENTS: Record<string, ArgumentType> = {
  name: 'string',
  type: ['simple', 'grouped', 'external', 'variable'],
  status: ['draft', 'pending', 'private', 'publish', 'future', 'auto-draft', 'trash'],
  catalog_visibility: ['visible', 'catalog', 'search', 'hidden'],
  description: 'string',
  short_description: 'string',
  sku: 'string',
  global_unique_id: 'string',
  regular_price: 'string',
  sale_price: 'string',
  manage_stock: 'boolean',
  stock_quantity: 'integer',
  stock_status: STOCK_STATUSES,
  backorders: BACKORDERS,
  weight: 'string',
  categories: 'array',
  tags: 'array',
  images: 'array',
  attributes: 'array',
  meta_data: 'array',
  menu_order: 'integer',
};

const VARIATION_ARGUMENTS: Record<string, ArgumentType> = {
  ...PRODUCT_ARGUMENTS,
  type: 'string',
  status: ['draft', 'pending', 'private', 'publish'],
};

const isOf = (value: unknown, type: Exclude<ArgumentType, readonly string[]>): boolean => {
  if (type === 'string') return typeof value === 'string';
  if (type === 'boolean')
    return typeof value === 'boolean' || ['true', 'false', '0', '1', 0, 1, ''].includes(value as string);
  if (type === 'integer') return value !== '' && Number.isInteger(Number(value)) && typeof value !== 'boolean';
  if (type === 'number') return value !== '' && Number.isFinite(Number(value));
  if (type === 'array') return Array.isArray(value) || typeof value === 'string';
  return typeof value === 'object';
};

/** Checks the members of a single write; batch items skip this in WooCommerce, so they skip it here. */
export const assertArguments = (params: Params, kind: 'product' | 'variation'): void => {
  const faults: Record<string, { code: string; message: string }> = {};
  for (const [name, type] of Object.entries(kind === 'product' ? PRODUCT_ARGUMENTS : VARIATION_ARGUMENTS)) {
    const value = params[name];
    if (value === undefined) continue;
    if (Array.isArray(type)) {
      if (!type.includes(String(value)))
        faults[name] = {
          code: 'rest_not_in_enum',
          message: `${name} is not one of ${type.slice(0, -1).join(', ')}, and ${type.at(-1)}.`,
        };
    } else if (!isOf(value, type as Exclude<ArgumentType, readonly string[]>)) {
      faults[name] = { code: 'rest_invalid_type', message: `${name} is not of type ${type as string}.` };
    }
  }
  if (Object.keys(faults).length > 0) throw invalidParams(faults);
};
