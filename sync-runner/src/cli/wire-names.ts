/** Members whose inside is data of a far side or of a flow, not ours to rename. */
const opaque = new Set(['payload', 'changes_by_field']);

/** Fields of a buyer: what the terminal shows is often copied into tickets. */
const personal = new Set([
  'name',
  'company',
  'line1',
  'line2',
  'city',
  'postcode',
  'email',
  'phone',
  'notes',
  'customer_note',
]);
const buyers = new Set(['bill_to', 'ship_to', 'billing', 'shipping', 'draft']);

const toSnake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** "Each" tells TypeScript which unit a number counts; the contracts leave it out. Epoch ms become UTC text: "sentAtMs": 1772528400000 -> "sent_at_utc": "2026-03-03T09:00:00.000Z". */
const rename = (name: string, value: unknown): [string, unknown] => {
  if (/(^at|At|Since)Ms$/.test(name) && (typeof value === 'number' || value === null)) {
    return [toSnake(name.replace(/Ms$/, 'Utc')), value === null ? null : new Date(value).toISOString()];
  }
  return [toSnake(name.replace(/(.)Each$/, '$1')), opaque.has(name) ? value : toWireNames(value)];
};

/** The JSON of the command line: members in snake_case, instants as UTC text. */
export const toWireNames = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toWireNames);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => rename(name, member)));
};

/** A payload without the buyer: names, addresses and mails are "[hidden]". */
export const hideBuyer = (value: unknown, isBuyer = false): unknown => {
  if (Array.isArray(value)) return value.map((member) => hideBuyer(member, isBuyer));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const snake = toSnake(name);
      if (isBuyer && personal.has(snake) && typeof member === 'string' && member !== '') return [name, '[hidden]'];
      return [
        name,
        hideBuyer(member, isBuyer ? typeof member === 'object' && !Array.isArray(member) : buyers.has(snake)),
      ];
    }),
  );
};
