import { z } from 'zod';
import { addColour, addSize, addSizes, addStyle, colourName, writeUpc } from '../../seed/catalogue.ts';
import type { Sku, Style } from '../../world/catalogue.ts';
import { changeUpc, findSku, findStyle } from '../../world/catalogue.ts';
import {
  dropSku,
  findColours,
  mergeStyles,
  moveColours,
  renameColour,
  renameSize,
  renameStyle,
  skusOf,
  touchStyle,
} from '../../world/catalogue-moves.ts';
import { Refusal } from '../../world/refusal.ts';
import type { World } from '../../world/world.ts';
import { stampNow } from '../../world/world.ts';
import { EditMembers, editCatalogue, readMoney } from './catalogue-members.ts';

const style = z.string().min(1).max(12);
const code = z.string().min(1).max(6);
const size = z.string().min(1).max(8);
const upc = z.string().max(14);

/** POST catalogue: a style is entered or changed. */
export const CatalogueBody = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('add'),
    style,
    style_name: z.string().max(40).optional(),
    colours: z.int().min(1).max(99).default(4),
    sizes: z.int().min(1).max(99).default(6),
    retail_price: z.union([z.string(), z.number()]).default('29.99'),
  }),
  z.strictObject({
    action: z.literal('edit'),
    style: style.optional(),
    sku: z.string().optional(),
    color_code: code.optional(),
    ...EditMembers.shape,
  }),
  z.strictObject({
    action: z.literal('add_size'),
    style,
    size_desc: size,
    size_pos: z.int().min(1).max(24).optional(),
    color_code: code.optional(),
  }),
  z.strictObject({
    action: z.literal('drop_size'),
    style: style.optional(),
    size_desc: size.optional(),
    color_code: code.optional(),
    sku: z.string().optional(),
  }),
  z.strictObject({
    action: z.literal('rename'),
    style: style.optional(),
    color_code: code.optional(),
    sku: z.string().optional(),
    to: z.string().min(1).max(12),
  }),
  z.strictObject({ action: z.literal('upc'), sku: z.string(), upc }),
  z.strictObject({ action: z.literal('merge'), style, into: style }),
  z.strictObject({ action: z.literal('split'), style, color_codes: z.array(code).min(1), to: style }),
]);
type Asked = z.infer<typeof CatalogueBody>;
type Ask<A extends Asked['action']> = Extract<Asked, { action: A }>;

/** Answers `{style, skus}`: the style touched and the keys of its SKUs concerned. Throws Refusal. */
export const changeCatalogue = (world: World, body: unknown): unknown => {
  const asked = CatalogueBody.parse(body);
  switch (asked.action) {
    case 'add':
      return add(world, asked);
    case 'edit':
      return edit(world, asked);
    case 'add_size':
      return addOneSize(world, asked);
    case 'drop_size':
      return dropSize(world, asked);
    case 'rename':
      return rename(world, asked);
    case 'upc': {
      const sku = findSku(world.catalogue, asked.sku);
      changeUpc(world.catalogue, sku, asked.upc);
      touchStyle(world, sku.style);
      return tell(sku.style, [sku]);
    }
    case 'merge': {
      const skus = mergeStyles(world, findStyle(world.catalogue, asked.style), asked.into);
      return { style: asked.into, skus: skus.map((sku) => sku.key) };
    }
    case 'split':
      return split(world, asked);
    default:
      return assertNever(asked);
  }
};

const assertNever = (asked: never): never => {
  throw new Error(`unknown action ${JSON.stringify(asked)}`);
};

const tell = (of: Style, skus: Sku[]): unknown => ({ style: of.style, skus: skus.map((sku) => sku.key) });

const refuseKnown = (world: World, number: string): void => {
  if (world.catalogue.byStyle.has(number)) throw new Refusal('SKU_MISMATCH', `style ${number} exists already`);
};

const add = (world: World, asked: Ask<'add'>): unknown => {
  refuseKnown(world, asked.style);
  const price = readMoney('retail_price', asked.retail_price);
  if (price === null) throw new Refusal('FIELD_MISSING', 'retail_price');
  const added = addStyle(world.catalogue, asked.style, stampNow(world), price, world.catalogue.styles.length + 1);
  if (asked.style_name !== undefined) added.styleName = asked.style_name;
  for (let c = 1; c <= asked.colours; c += 1) {
    const colour = addColour(world.catalogue, added, String(10 * c).padStart(3, '0'), colourName(c));
    addSizes(world.catalogue, added, colour, asked.sizes);
  }
  touchStyle(world, added);
  return tell(added, skusOf(world, added));
};

const edit = (world: World, asked: Ask<'edit'>): unknown => {
  const { action: _action, style: number, sku: key, color_code: colorCode, ...members } = asked;
  if (key !== undefined) {
    const sku = findSku(world.catalogue, key);
    editCatalogue({ style: sku.style, colours: [sku.colour], size: sku.size }, 'size', members);
    touchStyle(world, sku.style);
    return tell(sku.style, [sku]);
  }
  const edited = findStyle(world.catalogue, number);
  const colours = colorCode === undefined ? edited.colours : findColours(edited, colorCode);
  editCatalogue({ style: edited, colours, size: undefined }, colorCode === undefined ? 'style' : 'colour', members);
  touchStyle(world, edited);
  return tell(edited, skusOf(world, edited, colorCode));
};

const addOneSize = (world: World, asked: Ask<'add_size'>): unknown => {
  const grown = findStyle(world.catalogue, asked.style);
  const colours = asked.color_code === undefined ? grown.colours : findColours(grown, asked.color_code);
  for (const colour of colours) {
    if (colour.sizes.some((row) => row.sizeDesc === asked.size_desc))
      throw new Refusal('SKU_MISMATCH', `style ${asked.style} has size ${asked.size_desc} already`);
    const position = asked.size_pos ?? Math.max(0, ...colour.sizes.map((row) => row.sizePos)) + 1;
    const upcText = writeUpc(grown.style, colour.colorCode, position);
    const isTaken = world.catalogue.byUpc.has(upcText) && colour.lblCode === '';
    addSize(world.catalogue, grown, colour, position, asked.size_desc, isTaken ? '' : upcText);
  }
  touchStyle(world, grown);
  return tell(
    grown,
    skusOf(world, grown, asked.color_code).filter((sku) => sku.size.sizeDesc === asked.size_desc),
  );
};

const dropSize = (world: World, asked: Ask<'drop_size'>): unknown => {
  const skus =
    asked.sku !== undefined
      ? [findSku(world.catalogue, asked.sku)]
      : skusOf(world, findStyle(world.catalogue, asked.style), asked.color_code).filter(
          (sku) => sku.size.sizeDesc === asked.size_desc,
        );
  const first = skus[0];
  if (first === undefined)
    throw new Refusal('NOT_FOUND', `size ${asked.size_desc ?? ''} of style ${asked.style ?? ''}`);
  const answer = tell(first.style, skus);
  for (const sku of skus) dropSku(world, sku);
  return answer;
};

/** With sku: the size gets a new name; with color_code: the colour; else the style. */
const rename = (world: World, asked: Ask<'rename'>): unknown => {
  if (asked.sku !== undefined) {
    const sku = findSku(world.catalogue, asked.sku);
    renameSize(world, sku, size.parse(asked.to));
    return tell(sku.style, [sku]);
  }
  const renamed = findStyle(world.catalogue, asked.style);
  if (asked.color_code === undefined) renameStyle(world, renamed, asked.to);
  else renameColour(world, renamed, asked.color_code, code.parse(asked.to));
  return tell(renamed, skusOf(world, renamed));
};

const split = (world: World, asked: Ask<'split'>): unknown => {
  refuseKnown(world, asked.to);
  const from = findStyle(world.catalogue, asked.style);
  const colours = asked.color_codes.flatMap((colorCode) => findColours(from, colorCode));
  const into = addStyle(world.catalogue, asked.to, stampNow(world), 0, world.catalogue.styles.length + 1);
  const { styleName, styleDesc, groups, listPrice, retailPrice, currCode, priceDate } = from;
  Object.assign(into, { styleName, styleDesc, groups: [...groups], listPrice, retailPrice, currCode, priceDate });
  return tell(into, moveColours(world, from, colours, into));
};
