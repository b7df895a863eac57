const TOKEN = /YYYY|MM|DD|HH|mm|ss/g;
const CANONICAL = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2}):(\d{2}))?$/;

export interface TimeFormats {
  datetime: string;
  date: string;
}

export const isStandard = ({ datetime, date }: TimeFormats): boolean =>
  datetime === 'YYYY-MM-DD HH:mm:ss' && date === 'YYYY-MM-DD';

/** A text that is one of our stamps or dates, in the ERP's format; other texts as they are. */
export const writeTime = (text: string, formats: TimeFormats): string => {
  const found = CANONICAL.exec(text);
  if (found === null) return text;
  const [, YYYY, MM, DD, HH, mm, ss] = found;
  const parts: Record<string, string | undefined> = { YYYY, MM, DD, HH, mm, ss };
  return (HH === undefined ? formats.date : formats.datetime).replace(TOKEN, (token) => parts[token] ?? '00');
};

/** The way back: a text in one of the two formats as "YYYY-MM-DD HH:MM:SS" or "YYYY-MM-DD"; others as they are. */
export const readTime = (text: string, formats: TimeFormats): string => {
  const stamp = readAs(text, formats.datetime);
  if (stamp !== undefined)
    return `${stamp['YYYY']}-${stamp['MM']}-${stamp['DD']} ${stamp['HH']}:${stamp['mm']}:${stamp['ss']}`;
  const date = readAs(text, formats.date);
  return date === undefined ? text : `${date['YYYY']}-${date['MM']}-${date['DD']}`;
};

const readAs = (text: string, format: string): Record<string, string> | undefined => {
  const tokens = format.match(TOKEN) ?? [];
  const source = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(TOKEN, (token) => `(\\d{${token.length}})`);
  const found = new RegExp(`^${source}$`).exec(text.trim());
  if (found === null) return undefined;
  const read: Record<string, string> = { HH: '00', mm: '00', ss: '00' };
  tokens.forEach((token, at) => (read[token] = found[at + 1] ?? '00'));
  return read;
};
