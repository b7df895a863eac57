/** WordPress's `sanitize_title` for what we use: lower case, words joined by dashes. */
export const slugOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/&[a-z]+;/g, '')
    .replace(/[^a-z0-9_\s-]/g, '')
    .trim()
    .replace(/[\s-]+/g, '-')
    .replace(/^-|-$/g, '');

/** The same, made unique among the slugs in use by `-2`, `-3`… */
export const freeSlug = (text: string, isTaken: (slug: string) => boolean): string => {
  const base = slugOf(text) || 'item';
  if (!isTaken(base)) return base;
  let count = 2;
  while (isTaken(`${base}-${count}`)) count += 1;
  return `${base}-${count}`;
};
