import type { Profile } from '#adapters/bluecherry/profile.ts';
import { isDateField } from './filter.ts';
import { isStandard, readTime, writeTime } from './time-format.ts';
import type { RequestRow } from '../world/request-text.ts';
import { isRow, lengthOf } from '../world/request-text.ts';

export type WireRow = Record<string, unknown>;

export interface WireChild {
  name: string;
  nodes: WireNode[];
}

/** A row and, if it has some, its children; the top ones are headers. */
export interface WireNode {
  row: WireRow;
  children: WireChild[];
}

/** What turns our rows into what this profile's ERP would send, and back. Names in and out are ours. */
export interface Shape {
  document(route: string, nodes: WireNode[], withChildren: boolean): unknown;
  list(route: string, rows: WireRow[], extra?: WireRow): unknown;
  answer(route: string, items: WireRow[]): unknown;
  /** Body of a POST with our member names. */
  request(route: string, item: RequestRow): RequestRow;
  /** Our name of a filter field. */
  field(route: string, theirs: string): string;
  filterValue(field: string, theirs: string): string;
}

const VERSION = '1.0';
const STATUS_MEMBERS = new Set(['ord_status', 'pick_status']);
const REQUEST_CHILDREN: Record<string, string> = {
  orderaddress: 'orderAddress',
  orderdetail: 'orderDetail',
  ordercharge: 'orderCharge',
};

export const openShape = (profile: Profile, isPadded: boolean): Shape => {
  const names = readNames(profile);
  const writeRow = openRowWriter(profile, isPadded, names);
  return {
    document: (route, nodes, withChildren) => ({
      version: VERSION,
      data: writeDocument(profile, route, nodes, withChildren, writeRow),
    }),
    list: (route, rows, extra = {}) => ({ version: VERSION, ...extra, data: rows.map((row) => writeRow(route, row)) }),
    answer(route, items) {
      if (profile.envelope.answer === 'top' && profile.orders.mode === 'sync')
        return { pkey: items.at(-1)?.['pkey'] ?? null };
      return { version: VERSION, data: items.map((row) => writeRow(route, row)) };
    },
    request: (route, item) => readRequest(profile, names, route, item),
    field: (route, theirs) => names.toOurs(route, theirs),
    filterValue: (field, theirs) => {
      if (isDateField(field)) return readTime(theirs, profile.formats);
      return STATUS_MEMBERS.has(field) ? (names.ourStatus.get(theirs.toUpperCase()) ?? theirs) : theirs;
    },
  };
};

interface Names {
  toTheirs(route: string, ours: string): string | undefined;
  toOurs(route: string, theirs: string): string;
  ourStatus: Map<string, string>;
}

/** `fields` of the profile, with the commit time under the name of `orders.time` ("" = left out). */
const readNames = (profile: Profile): Names => {
  const theirs = new Map<string, Map<string, string>>();
  const ours = new Map<string, Map<string, string>>();
  const orderRoutes = ['salesOrder', 'salesOrderAck'];
  for (const route of new Set([...Object.keys(profile.fields), ...orderRoutes])) {
    const pairs = Object.entries(profile.fields[route] ?? {});
    if (orderRoutes.includes(route) && profile.orders.time !== 'commit_time')
      pairs.push(['commit_time', profile.orders.time]);
    theirs.set(route, new Map(pairs));
    ours.set(route, new Map(pairs.map(([our, their]) => [their, our])));
  }
  const statuses = Object.entries(profile.codes.status).map(([our, their]) => [their.toUpperCase(), our] as const);
  return {
    toTheirs: (route, name) => {
      const renamed = theirs.get(route)?.get(name) ?? name;
      return renamed === '' ? undefined : renamed;
    },
    toOurs: (route, name) => {
      // A renamed member is not known under its old name.
      if (theirs.get(route)?.has(name) === true && !ours.get(route)?.has(name)) return `${name} (unknown)`;
      return ours.get(route)?.get(name) ?? name;
    },
    ourStatus: new Map(statuses),
  };
};

type RowWriter = (route: string, row: WireRow) => WireRow;

const openRowWriter = (profile: Profile, isPadded: boolean, names: Names): RowWriter => {
  const { formats, money, codes } = profile;
  const isPlainTime = isStandard(formats);
  const isAmount = (member: string): boolean => /(_amt|^amt|^list_price|^retail_price)$/.test(member);
  const writeValue = (member: string, value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    let text = value;
    if (STATUS_MEMBERS.has(member)) text = codes.status[text] ?? text;
    if (!isPlainTime) text = writeTime(text, formats);
    if (money.dp !== 2 && isAmount(member)) text = Number(text).toFixed(money.dp);
    const isText = !isAmount(member) && !isDateField(member) && !/^-?\d+\.\d+$/.test(text) && !member.endsWith('_ok');
    return isPadded && isText ? text.padEnd(lengthOf(member)) : text;
  };
  const isStraight = isPlainTime && !isPadded && money.dp === 2 && Object.keys(codes.status).length === 0;
  return (route, row) => {
    if (isStraight && profile.fields[route] === undefined && profile.orders.time === 'commit_time') return row;
    const written: WireRow = {};
    for (const [member, value] of Object.entries(row)) {
      const name = names.toTheirs(route, member);
      if (name !== undefined) written[name] = writeValue(member, value);
    }
    return written;
  };
};

const writeDocument = (
  profile: Profile,
  route: string,
  nodes: WireNode[],
  withChildren: boolean,
  writeRow: RowWriter,
): unknown => {
  const { layout, level3 } = profile.envelope;
  const nameOf = (child: string): string => profile.children[child] ?? child;
  const rowsKey = (level: number, parentAt: number): string =>
    level < 3 ? 'rows' : layout === 'numbered' ? `rows-${parentAt + 1}` : level3;
  const writeNested = (node: WireNode, level: number, at: number): WireRow => {
    const row = { ...writeRow(route, node.row) };
    if (!withChildren) return row;
    for (const child of node.children) {
      const rows = child.nodes.map((inner, innerAt) => writeNested(inner, level + 1, innerAt));
      row[nameOf(child.name)] = { [rowsKey(level + 1, at)]: rows };
    }
    return row;
  };
  if (layout !== 'flat') return { header: nodes.map((node, at) => writeNested(node, 1, at)) };
  const flat: WireRow = { header: nodes.map((node) => writeRow(route, node.row)) };
  if (withChildren)
    gatherFlat(flat, nodes, 2, (child, level, row) => [nameOf(child), rowsKey(level, 0), writeRow(route, row)]);
  return flat;
};

/** Layout flat: every child object once beside the header, with the rows of all parents. */
const gatherFlat = (
  flat: WireRow,
  parents: WireNode[],
  level: number,
  name: (child: string, level: number, row: WireRow) => [string, string, WireRow],
): void => {
  for (const child of parents.flatMap((parent) => parent.children)) {
    const [childName, key] = name(child.name, level, {});
    flat[childName] ??= { [key]: [] };
    const rows = (flat[childName] as Record<string, WireRow[]>)[key]!;
    for (const node of child.nodes) rows.push(name(child.name, level, node.row)[2]);
    gatherFlat(flat, child.nodes, level + 1, name);
  }
};

/** Renames children and members back to ours, on every level. Child names are taken in any case. */
const readRequest = (profile: Profile, names: Names, route: string, item: RequestRow): RequestRow => {
  const ours = new Map<string, string>();
  for (const [lower, camel] of Object.entries(REQUEST_CHILDREN))
    ours.set((profile.children[lower] ?? lower).toLowerCase(), camel);
  const readRow = (row: RequestRow): RequestRow => {
    const read: RequestRow = {};
    for (const [name, value] of Object.entries(row)) {
      const child = ours.get(name.toLowerCase());
      const member = child ?? names.toOurs(route, name);
      read[member] =
        child !== undefined && Array.isArray(value)
          ? value.map((inner) => (isRow(inner) ? readRow(inner) : inner))
          : isDateField(member) && typeof value === 'string'
            ? readTime(value, profile.formats)
            : value;
    }
    return read;
  };
  return readRow(item);
};
