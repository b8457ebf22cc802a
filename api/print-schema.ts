import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createSchema } from './schema.ts';

/** The schema as `schema.graphql` keeps it: sorted, so that its history shows what changed. */
export const printed = (): string => `${printSchema(lexicographicSortSchema(createSchema()))}\n`;

export const SCHEMA_FILE = new URL('schema.graphql', import.meta.url);

if (import.meta.main) writeFileSync(SCHEMA_FILE, printed());
