import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { requestFileSchemaText } from '../request/request-file.ts';
import { runTool } from '../scripts/run-tool.ts';
import { caseSchemaText } from './case-file.ts';
import { scenarioSchemaText } from './scenario-file.ts';

/** `node bin/play/write-schema.ts`: publishes the JSON Schemas of case, scenario and request files, after a step or a part has changed. */
const TEXTS = {
  'case.schema.json': caseSchemaText,
  'request.schema.json': requestFileSchemaText,
  'scenario.schema.json': scenarioSchemaText,
};

const files = Object.entries(TEXTS).map(([name, textOf]) => {
  const file = fileURLToPath(new URL(`../../cases/${name}`, import.meta.url));
  writeFileSync(file, textOf());
  return file;
});
process.exitCode = await runTool('biome', ['format', '--write', ...files]);
