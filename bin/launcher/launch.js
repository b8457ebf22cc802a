import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.js';
import { install } from './install.js';
import { inNode24 } from './node24.js';
import { explain, SetupProblem } from './problem.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What `--script NAME` runs after the set-up. @type {Record<string, string | undefined>} */
const SCRIPTS = {
  bench: 'test/bench/bench.ts',
  check: 'bin/scripts/check.ts',
  test: 'bin/scripts/test.ts',
};

/**
 * Sets up what is missing, then runs the command on Node 24 and ends as it ends.
 * @param {string[]} args
 */
export async function launch(args) {
  try {
    await install(ROOT);
    const [flag, script = '', ...rest] = args;
    if (flag !== '--script') {
      await generate(ROOT);
      return end(await inNode24(ROOT, ['bin/main.ts', ...args]));
    }
    await generate(ROOT, { always: script === 'generate' });
    if (script === 'generate') return;
    const file = SCRIPTS[script];
    if (!file)
      throw new SetupProblem(
        `Cannot run script "${script}": there are ${[...Object.keys(SCRIPTS), 'generate'].join(', ')}`,
      );
    end(await inNode24(ROOT, [file, ...rest]));
  } catch (error) {
    const sentence = explain(error);
    if (!sentence) throw error;
    console.error(sentence);
    process.exitCode = 1;
  }
}

/** @param {{ code: number | null, signal: NodeJS.Signals | null }} outcome */
function end({ code, signal }) {
  process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
}
