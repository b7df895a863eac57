/** Local time of the ERP: "YYYY-MM-DD HH:MM:SS" text without zone, and the instant it stands for. */
export interface Zone {
  name: string;
  /** Instant (ms since 1970 UTC) to local text, whole seconds. */
  toText(atMs: number): string;
  /** Local text to the earliest instant >= notBeforeMs it can stand for; undefined = no date, or all earlier. */
  toInstant(text: string, notBeforeMs?: number): number | undefined;
}

const SLOT_MS = 15 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

export const openZone = (name: string): Zone => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  // Offsets change at quarter hours at most, so one slot needs one look into the zone table.
  const offsets = new Map<number, number>();
  const readOffset = (atMs: number): number => {
    const slot = Math.floor(atMs / SLOT_MS);
    const known = offsets.get(slot);
    if (known !== undefined) return known;
    const parts: Record<string, number> = {};
    for (const part of format.formatToParts(slot * SLOT_MS)) parts[part.type] = Number(part.value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - slot * SLOT_MS;
    if (offsets.size > 5000) offsets.clear();
    offsets.set(slot, offset);
    return offset;
  };
  const toInstant = (text: string, notBeforeMs = -Infinity): number | undefined => {
    const wallMs = parseWall(text);
    if (wallMs === undefined) return undefined;
    const offsetsAround = [...new Set([readOffset(wallMs - DAY_MS), readOffset(wallMs + DAY_MS)])];
    const instants = offsetsAround.map((offset) => wallMs - offset).sort((a, b) => a - b);
    const exact = instants.filter((atMs) => atMs + readOffset(atMs) === wallMs);
    // In the hour that spring leaves out no instant is exact: the later reading is what a clock would show next.
    const usable = exact.length > 0 ? exact : instants.slice(-1);
    return usable.find((atMs) => atMs >= notBeforeMs);
  };
  return { name, toText: (atMs) => writeWall(atMs + readOffset(atMs)), toInstant };
};

const writeWall = (wallMs: number): string => new Date(wallMs).toISOString().slice(0, 19).replace('T', ' ');

/** "2025-02-30" is no date: what does not survive the way back is refused. */
const parseWall = (text: string): number | undefined => {
  const found = LOCAL.exec(text);
  if (found === null) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1).map((part) => Number(part ?? 0)) as number[];
  const wallMs = Date.UTC(year!, month! - 1, day!, hour!, minute!, second!);
  const canonical = `${text.slice(0, 10)} ${found[4] ?? '00'}:${found[5] ?? '00'}:${found[6] ?? '00'}`;
  return writeWall(wallMs) === canonical ? wallMs : undefined;
};

/** True for "YYYY-MM-DD", alone or with a time behind it, that exists in the calendar. */
export const isDate = (text: string): boolean => parseWall(text) !== undefined;
