const { stderr } = process;

/**
 * Does one step of a longer job and says so on stderr in one line: what, then how many seconds it took. A step that is
 * under way for long shows that it lives, together with the last words given to `note`.
 * @template T
 * @param {string} title
 * @param {(note: (text: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = performance.now();
  let latest = '';
  const line = () => `${title} ... ${Math.round((performance.now() - started) / 1000)} s${latest && ` (${latest})`}`;
  const beat = stderr.isTTY
    ? every(500, () => stderr.write(`\r\u001b[K${line().slice(0, (stderr.columns || 80) - 1)}`))
    : every(15_000, () => stderr.write(`${line()}\n`));
  const end = (/** @type {string} */ words) => {
    clearInterval(beat);
    stderr.write(`${stderr.isTTY ? '\r\u001b[K' : ''}${title}: ${words}\n`);
  };
  if (stderr.isTTY) stderr.write(`${title} ...`);
  try {
    const result = await work((text) => {
      latest = text;
    });
    end(`${((performance.now() - started) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    end('failed');
    throw error;
  }
}

/** @param {number} milliseconds @param {() => void} task */
function every(milliseconds, task) {
  const timer = setInterval(task, milliseconds);
  timer.unref();
  return timer;
}
