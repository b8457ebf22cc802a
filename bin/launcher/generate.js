import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { lockfileHash, readStamp, setupLock, writeStamp } from './install.js';
import { withLock } from './lock.js';
import { inNode24 } from './node24.js';
import { SetupProblem } from './problem.js';
import { step } from './progress.js';

/** What is generated (`title`), from which sources, by what (`by` missing: there is nothing to do), into what. */
const PARTS = [
  {
    name: 'client',
    title: 'Generating the database client',
    by: 'prisma/schema.prisma',
    from: ['prisma/schema.prisma'],
    into: 'prisma/generated',
  },
  {
    name: 'bundle',
    title: 'Bundling the workflows',
    by: 'workflows/bundle.ts',
    from: ['workflows', 'domain'],
    into: 'workflows/bundle.js',
  },
];

/**
 * Generates again what is missing or whose sources have changed.
 * @param {string} root
 * @param {{ always?: boolean }} [options]
 */
export async function generate(root, { always = false } = {}) {
  for (const part of PARTS) {
    if (!existsSync(join(root, part.by)) || (!always && isFresh(root, part))) continue;
    await withLock(setupLock(root), async () => {
      if (!always && isFresh(root, part)) return; // another launcher was first
      const hash = hashOf(root, part);
      await step(part.title, async () => {
        const { code } = await inNode24(root, ['bin/scripts/generate.ts', part.name], ['ignore', 2, 2]);
        if (code !== 0) throw new SetupProblem(`${part.title} failed: what it said is above`);
      });
      writeStamp(root, part.name, hash);
    });
  }
}

/** @typedef {(typeof PARTS)[number]} Part */

/** @param {string} root @param {Part} part */
const isFresh = (root, part) => existsSync(join(root, part.into)) && readStamp(root, part.name) === hashOf(root, part);

/** @param {string} root @param {Part} part */
function hashOf(root, { from, into }) {
  const hash = createHash('sha256').update(lockfileHash(root));
  for (const file of from.flatMap((path) => filesUnder(root, path)).filter((path) => path !== into)) {
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** @param {string} root @param {string} path @returns {string[]} */
function filesUnder(root, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found ? [path] : [];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesUnder(root, join(path, name)));
}
