import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { messageSchemas } from './schemas.ts';

const here = dirname(fileURLToPath(import.meta.url));
const examples = join(here, 'examples');
const schemas = join(here, '..', '..', '..', 'plugin', 'contracts');
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The plugin's own validator is tested with the same files (plugin/tests/Unit). */
describe('the examples of every message', () => {
  it('are there for each message of the contracts, and for no other', () => {
    expect(readdirSync(examples).sort()).toEqual(Object.keys(messageSchemas).sort());
  });

  describe.each(Object.keys(messageSchemas))('%s', (name) => {
    const files = readdirSync(join(examples, name));

    it('has one that is right and one that is wrong, each named after its reason', () => {
      for (const file of files) expect(file).toMatch(/^(valid|invalid)-[a-z0-9]+(-[a-z0-9]+)*\.json$/);
      expect(files.some((file) => file.startsWith('valid-'))).toBe(true);
      expect(files.some((file) => file.startsWith('invalid-'))).toBe(true);
    });

    it.each(files)('%s is judged as its name says', (file) => {
      const outcome = messageSchemas[name]?.safeParse(readJson(join(examples, name, file)));
      expect(outcome?.success, outcome?.error?.message).toBe(file.startsWith('valid-'));
    });
  });
});

/** What rest_validate_value_from_schema reads; anything else it would pass over in silence. */
const known = new Set([
  'type',
  'enum',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'items',
  'minItems',
  'maxItems',
  'uniqueItems',
  'properties',
  'required',
  'additionalProperties',
  'minProperties',
  'maxProperties',
  'anyOf',
  'oneOf',
  'title',
  'description',
  'default',
]);

/** Keywords of a schema, at any depth, that WordPress does not know. Names of properties are no keywords. */
const findUnknown = (schema: unknown, path: string): string[] => {
  if (Array.isArray(schema)) return schema.flatMap((member, index) => findUnknown(member, `${path}[${index}]`));
  if (schema === null || typeof schema !== 'object') return [];
  return Object.entries(schema).flatMap(([word, value]) => {
    const at = `${path}.${word}`;
    if (!known.has(word)) return [at];
    if (word === 'properties')
      return Object.entries(value as object).flatMap(([name, member]) => findUnknown(member, `${at}.${name}`));
    return ['items', 'additionalProperties', 'anyOf', 'oneOf'].includes(word) ? findUnknown(value, at) : [];
  });
};

describe('the generated schemas', () => {
  it('are one file a message', () => {
    expect(readdirSync(schemas).sort()).toEqual(
      Object.keys(messageSchemas)
        .map((name) => `${name}.schema.json`)
        .sort(),
    );
  });

  it.each(readdirSync(schemas))('%s uses only keywords that WordPress reads', (file) => {
    expect(findUnknown(readJson(join(schemas, file)), file)).toEqual([]);
  });

  it('would be refused with a keyword WordPress passes over', () => {
    expect(findUnknown({ type: 'object', properties: { a: { const: 1 }, const: { type: 'string' } } }, 'x')).toEqual([
      'x.properties.a.const',
    ]);
  });
});
