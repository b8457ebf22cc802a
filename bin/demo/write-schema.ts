import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runTool } from '../scripts/run-tool.ts';
import { caseSchemaText } from './case-file.ts';

/** `node bin/demo/write-schema.ts`: publishes the JSON Schema of a case file, after a step or a part has changed. */
const file = fileURLToPath(new URL('../../cases/case.schema.json', import.meta.url));
writeFileSync(file, caseSchemaText());
process.exitCode = await runTool('biome', ['format', '--write', file]);
