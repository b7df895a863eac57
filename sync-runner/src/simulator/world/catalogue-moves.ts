import type { ColourRow, Sku, Style } from './catalogue.ts';
import { changeUpc, findStyle, noPrice, rekeySku } from './catalogue.ts';
import { cellOf } from './ledger.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';
import { WAREHOUSES, stampNow } from './world.ts';

/** The style's SKUs, of one colour code if it is given. */
export const skusOf = (world: World, style: Style, colorCode?: string): Sku[] =>
  style.colours
    .filter((colour) => colorCode === undefined || colour.colorCode === colorCode)
    .flatMap((colour) => colour.sizes.map((size) => findBySize(world, style, colour, size.sizeDesc)))
    .filter((sku) => sku !== undefined);

const findBySize = (world: World, style: Style, colour: ColourRow, sizeDesc: string): Sku | undefined =>
  world.catalogue.byKey.get(
    [colour.division, style.style, colour.colorCode, colour.lblCode, colour.dimension, sizeDesc].join('|'),
  );

/** A changed style: its document's stamp moves, and the next snapshot lists the SKUs anew, zeros too. */
export const touchStyle = (world: World, style: Style): void => {
  style.lastMod = stampNow(world);
  world.catalogue.version += 1;
  for (const sku of skusOf(world, style)) for (const location of WAREHOUSES) cellOf(world.ledger, sku, location);
};

export const findColours = (style: Style, colorCode: string): ColourRow[] => {
  const colours = style.colours.filter((colour) => colour.colorCode === colorCode);
  if (colours.length === 0) throw new Refusal('NOT_FOUND', `colour ${colorCode} of style ${style.style}`);
  return colours;
};

/** Takes a SKU out of the catalogue. Documents that name it keep it. */
export const dropSku = (world: World, sku: Sku): void => {
  const { catalogue } = world;
  sku.colour.sizes = sku.colour.sizes.filter((size) => size !== sku.size);
  changeUpc(catalogue, sku, '');
  sku.size.isActive = false;
  catalogue.byKey.delete(sku.key);
  catalogue.skus = catalogue.skus.filter((other) => other !== sku);
  touchStyle(world, sku.style);
};

/** Refuses a new name that would make two SKUs of one key, before anything moves. */
const checkKeys = (world: World, moves: { sku: Sku; key: string }[]): void => {
  const moving = new Set(moves.map(({ sku }) => sku));
  const seen = new Set<string>();
  for (const { key } of moves) {
    const holder = world.catalogue.byKey.get(key);
    if (seen.has(key) || (holder !== undefined && !moving.has(holder)))
      throw new Refusal('SKU_MISMATCH', `${key} exists already`);
    seen.add(key);
  }
};

const keyWith = (sku: Sku, change: { style?: string; colour?: string; size?: string }): string =>
  [
    sku.colour.division,
    change.style ?? sku.style.style,
    change.colour ?? sku.colour.colorCode,
    sku.colour.lblCode,
    sku.colour.dimension,
    change.size ?? sku.size.sizeDesc,
  ].join('|');

export const renameStyle = (world: World, style: Style, to: string): void => {
  if (world.catalogue.byStyle.has(to)) throw new Refusal('SKU_MISMATCH', `style ${to} exists already`);
  const skus = skusOf(world, style);
  world.catalogue.byStyle.delete(style.style);
  style.style = to;
  world.catalogue.byStyle.set(to, style);
  for (const sku of skus) rekeySku(world.catalogue, sku);
  touchStyle(world, style);
};

export const renameColour = (world: World, style: Style, colorCode: string, to: string): void => {
  const colours = findColours(style, colorCode);
  const skus = skusOf(world, style, colorCode);
  checkKeys(
    world,
    skus.map((sku) => ({ sku, key: keyWith(sku, { colour: to }) })),
  );
  for (const colour of colours) colour.colorCode = to;
  for (const sku of skus) rekeySku(world.catalogue, sku);
  touchStyle(world, style);
};

export const renameSize = (world: World, sku: Sku, to: string): void => {
  checkKeys(world, [{ sku, key: keyWith(sku, { size: to }) }]);
  sku.size.sizeDesc = to;
  rekeySku(world.catalogue, sku);
  touchStyle(world, sku.style);
};

/** Moves colours with their SKUs to another style. A price that only the old style had goes along. */
export const moveColours = (world: World, from: Style, colours: ColourRow[], into: Style): Sku[] => {
  const skus = colours.flatMap((colour) => skusOf(world, from).filter((sku) => sku.colour === colour));
  checkKeys(
    world,
    skus.map((sku) => ({ sku, key: keyWith(sku, { style: into.style }) })),
  );
  for (const colour of colours) {
    if (colour.retailPrice === null && from.retailPrice !== null) {
      const { listPrice, retailPrice, currCode, priceDate } = from;
      Object.assign(colour, noPrice(), { listPrice, retailPrice, currCode, priceDate });
    }
    into.colours.push(colour);
  }
  from.colours = from.colours.filter((colour) => !colours.includes(colour));
  for (const sku of skus) {
    sku.style = into;
    rekeySku(world.catalogue, sku);
  }
  touchStyle(world, from);
  touchStyle(world, into);
  return skus;
};

/** All colours of a style go to another one; what is left is switched off. */
export const mergeStyles = (world: World, from: Style, intoNumber: string): Sku[] => {
  const into = findStyle(world.catalogue, intoNumber);
  if (into === from) throw new Refusal('SKU_MISMATCH', `style ${from.style} cannot go into itself`);
  const skus = moveColours(world, from, [...from.colours], into);
  from.isActive = false;
  touchStyle(world, from);
  return skus;
};
