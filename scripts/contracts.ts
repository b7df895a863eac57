/** Writes plugin/contracts/*.schema.json from the zod contracts; `--check` fails on a difference instead. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { messageSchemas } from '../sync-runner/src/contracts/schemas.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'plugin', 'contracts');
const isCheck = process.argv.includes('--check');

/** draft-4, what WordPress's rest_validate_value_from_schema reads. `$schema` and zod's own marks are left out. */
const composeSchema = (schema: z.ZodType): string => {
  const json = z.toJSONSchema(schema, { target: 'draft-4', io: 'input' });
  delete json.$schema;
  return `${JSON.stringify(json, null, 2)}\n`;
};

const wanted = new Map(
  Object.entries(messageSchemas).map(([name, schema]) => [`${name}.schema.json`, composeSchema(schema)]),
);
mkdirSync(folder, { recursive: true });
const present = readdirSync(folder).filter((file) => file.endsWith('.schema.json'));
const stale = present.filter((file) => !wanted.has(file));
const different = [...wanted].filter(
  ([file, text]) => !present.includes(file) || readFileSync(join(folder, file), 'utf8') !== text,
);

if (isCheck) {
  const names = [...stale, ...different.map(([file]) => file)];
  if (names.length > 0) {
    console.error(
      `These contract files differ from the zod sources: ${names.join(', ')}. Run "npm run contracts" and commit the result.`,
    );
    process.exit(1);
  }
  console.log(`${wanted.size} contract files agree with their sources.`);
} else {
  for (const file of stale) rmSync(join(folder, file));
  for (const [file, text] of different) writeFileSync(join(folder, file), text);
  console.log(`${different.length} contract files written, ${stale.length} removed, ${wanted.size} in all.`);
}
