import { z } from 'zod';
import type { ColourRow, PriceLevel, SizeRow, Style } from '../../world/catalogue.ts';
import { parseAmount } from '../../world/money.ts';
import { Refusal } from '../../world/refusal.ts';

const money = z.union([z.string(), z.number()]).nullable().optional();
const text = (max: number) => z.string().max(max).optional();
const decimal = z
  .string()
  .regex(/^\d+(\.\d{1,4})?$/)
  .optional();

/** Members of 4.1 that can be edited. */
export const EditMembers = z.strictObject({
  active_ok: z.enum(['Y', 'N']).optional(),
  list_price: money,
  retail_price: money,
  curr_code: text(3),
  price_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable()
    .optional(),
  style_name: text(40),
  style_desc: text(80),
  group_code1: text(20),
  group_code2: text(20),
  group_code3: text(20),
  group_code4: text(20),
  group_code5: text(20),
  group_code6: text(20),
  group_code7: text(20),
  group_code8: text(20),
  color_name: text(40),
  season: text(6),
  third_party_item: text(20),
  std_cost: decimal,
  gar_wgt: decimal,
  catg_dest1: text(4),
  catg_dest2: text(4),
  ean: text(14),
  size_pos: z.int().min(1).max(24).optional(),
});
export type EditMembers = z.infer<typeof EditMembers>;

export interface EditTarget {
  style: Style;
  colours: ColourRow[];
  size: SizeRow | undefined;
}

/** 1/10000; null = no price here. Throws FIELD_MISSING. */
export const readMoney = (member: string, value: string | number | null): number | null => {
  if (value === null || value === '') return null;
  const cents = parseAmount(value);
  if (cents === undefined || cents < 0) throw new Refusal('FIELD_MISSING', `${member} must be an amount such as 29.99`);
  return cents * 100;
};

/** Prices and active_ok go to the level named; every other member to the level it belongs to. */
export const editCatalogue = (target: EditTarget, level: 'style' | 'colour' | 'size', members: EditMembers): void => {
  const prices = readPrices(members);
  const levels = level === 'style' ? [target.style] : level === 'colour' ? target.colours : [target.size!];
  for (const row of levels) {
    Object.assign(row, prices);
    if (row.retailPrice !== null && row.currCode === '') row.currCode = 'USD';
    if (members.active_ok !== undefined) row.isActive = members.active_ok === 'Y';
  }
  editStyle(target.style, members);
  for (const colour of target.colours) editColour(colour, members);
  if (members.ean === undefined && members.size_pos === undefined) return;
  if (target.size === undefined) throw new Refusal('FIELD_MISSING', 'ean and size_pos belong to a size: name its sku');
  if (members.ean !== undefined) target.size.ean = members.ean;
  if (members.size_pos !== undefined) target.size.sizePos = members.size_pos;
};

const readPrices = (members: EditMembers): Partial<PriceLevel> => ({
  ...(members.list_price === undefined ? {} : { listPrice: readMoney('list_price', members.list_price) }),
  ...(members.retail_price === undefined ? {} : { retailPrice: readMoney('retail_price', members.retail_price) }),
  ...(members.curr_code === undefined ? {} : { currCode: members.curr_code }),
  ...(members.price_date === undefined ? {} : { priceDate: members.price_date }),
});

const editStyle = (style: Style, members: EditMembers): void => {
  if (members.style_name !== undefined) style.styleName = members.style_name;
  if (members.style_desc !== undefined) style.styleDesc = members.style_desc;
  for (let at = 1; at <= 8; at += 1) {
    const group = members[`group_code${at}` as 'group_code1'];
    if (group !== undefined) style.groups[at - 1] = group;
  }
};

const editColour = (colour: ColourRow, members: EditMembers): void => {
  if (members.color_name !== undefined) colour.colorName = members.color_name;
  if (members.season !== undefined) colour.season = members.season;
  if (members.third_party_item !== undefined) colour.thirdPartyItem = members.third_party_item;
  if (members.std_cost !== undefined) colour.stdCost = members.std_cost;
  if (members.gar_wgt !== undefined) colour.garWgt = members.gar_wgt;
  if (members.catg_dest1 !== undefined) colour.catgDest1 = members.catg_dest1;
  if (members.catg_dest2 !== undefined) colour.catgDest2 = members.catg_dest2;
};
