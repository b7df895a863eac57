import { createHash } from 'node:crypto';

/** Stable JSON: members sorted, so that equal content has equal text. */
const composeStableText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(composeStableText).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value as Record<string, unknown>)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${composeStableText(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
};

/** Content hash, 32 hexadecimal digits. Equal content, equal fingerprint, whatever the order of members. */
export const composeFingerprint = (value: unknown): string =>
  createHash('sha256').update(composeStableText(value)).digest('hex').slice(0, 32);

/** Name space of our UUIDv5 ids (a fixed random UUID, ours alone). */
const NAMESPACE = '5f0c9a52-5c1e-4b0f-9d57-8a4f4c3f6d21';

/** UUIDv5 of a key (RFC 9562): the same key is the same id on every machine, which is what makes a repeat a repeat. */
export const composeUuid = (key: string): string => {
  const hash = createHash('sha1')
    .update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
    .update(key)
    .digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.subarray(0, 16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
