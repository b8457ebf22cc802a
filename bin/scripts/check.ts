import { step } from '../launcher/progress.js';
import { runTool } from './run-tool.ts';

/** `npm run check`: what must hold before every commit. All of it runs, so that one reading shows every fault. */
const CHECKS = [
  ['Types', 'tsc', ['--noEmit']],
  ['Lint and format', 'biome', ['check', '--error-on-warnings']],
  ['Unit tests', 'vitest', ['run', '--project=unit', '--reporter=dot']],
] as const;

for (const [title, tool, args] of CHECKS) {
  const code = await step(title, () => runTool(tool, args));
  if (code !== 0) {
    console.error(`${title}: not in order`);
    process.exitCode = 1;
  }
}
