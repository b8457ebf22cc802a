import { readMachine } from '../config.ts';
import { findTemporal } from '../embedded/temporal-binary.ts';
import { explain } from '../problem.ts';
import { runTool } from './run-tool.ts';

/** `npm test -- ARGUMENTS`: the tests, with the server that they need found or built beforehand. */
try {
  await findTemporal({ machine: readMachine() });
  process.exitCode = await runTool('vitest', ['run', ...process.argv.slice(2)]);
} catch (error) {
  console.error(explain(error) ?? error);
  process.exitCode = 1;
}
