import type { ShopItem } from '#domain/product.ts';
import type { VariationWrite } from '#ports/shop.ts';
import type { AttributePlan } from './attributes.ts';

const sameAmount = (a: string, b: string): boolean => a === b || (a !== '' && b !== '' && Number(a) === Number(b));

/** Names of the fields in which the shop's variation differs from what it should be. */
export const compareVariation = (wanted: VariationWrite, found: ShopItem, plan: AttributePlan): string[] => {
  const nameOf = new Map(plan.attributes.map(({ attributeId, name }) => [attributeId, name]));
  const fields: [string, boolean][] = [
    ['sku', wanted.sku === undefined || wanted.sku === found.sku],
    ['barcode', wanted.barcode === undefined || wanted.barcode === found.barcode],
    ['price', wanted.price === undefined || sameAmount(wanted.price, found.price)],
    ['status', wanted.status === undefined || wanted.status === found.status],
    ['erp key', wanted.erpKey === undefined || wanted.erpKey === found.erpKey],
  ];
  const attributes = (wanted.attributes ?? []).map(({ attributeId, option }): [string, boolean] => {
    const name = nameOf.get(attributeId) ?? '';
    return [name.toLowerCase(), found.attributes[name]?.toLowerCase() === option.toLowerCase()];
  });
  return [...fields, ...attributes].filter(([, isSame]) => !isSame).map(([field]) => field);
};
