import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LAYERS = ['domain', 'templates', 'prisma', 'registry', 'files', 'workflows', 'api', 'bin'] as const;
type Layer = (typeof LAYERS)[number];

/** Who may import whom, by folder. Whatever is not here is forbidden. To change an arrow, change docs/decisions first. */
const ARROWS: Record<Layer, readonly string[]> = {
  domain: [],
  templates: ['domain'],
  files: ['domain'],
  prisma: ['domain', 'registry/passwords.ts'],
  registry: ['domain', 'prisma'],
  workflows: ['domain', 'registry', 'templates', 'files'],
  api: ['domain', 'registry', 'templates', 'files', 'prisma', 'workflows/messages.ts'],
  bin: ['domain', 'templates', 'prisma', 'registry', 'files', 'workflows', 'api'],
};

/** Files that the workflow sandbox runs: they may take these packages and nothing of Node. */
const BUNDLED = [
  'workflows/index.ts',
  'workflows/follow.ts',
  'workflows/hold.ts',
  'workflows/messages.ts',
  'workflows/outgoing-request.ts',
  'workflows/translation.ts',
  'workflows/transmission.ts',
  'domain/duties.ts',
  'domain/hold-status.ts',
];
const BUNDLED_PACKAGES = ['@temporalio/workflow', '@temporalio/common'];
const DOMAIN_PACKAGES = ['zod', 'canonicalize', 'temporal-polyfill'];

type Import = { from: string; to: string; isType: boolean };

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((path) => /\.(ts|js)$/.test(path) && !path.includes('generated') && !path.endsWith('bundle.js'));
}

const IMPORT =
  /(?:^|\n)\s*(import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import\s+'([^']+)'/g;

function importsOf(path: string): Import[] {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return [...text.matchAll(IMPORT)].map(([, , type, named, dynamic, bare]) => {
    const target = named ?? dynamic ?? bare ?? '';
    return {
      from: path,
      to: target.startsWith('.') ? relative(ROOT, join(ROOT, dirname(path), target)) : target,
      isType: type !== undefined,
    };
  });
}

const ALL = LAYERS.flatMap((layer) => filesOf(layer).map((path) => ({ layer, path })));

/** One instrument, line by line: as long as the law is. */
const isData = (path: string): boolean => /^domain\/treaties\/(?!type|shape|instruments)/.test(path);

describe('arrows', () => {
  test.each(LAYERS)('%s imports only what it may', (layer) => {
    const inside = ALL.filter((file) => file.layer === layer).flatMap(({ path }) => importsOf(path));
    const wrong = inside.filter(({ to }) => {
      const target = LAYERS.find((other) => to.startsWith(`${other}/`));
      return (
        target !== undefined &&
        target !== layer &&
        !ARROWS[layer].some((allowed) => to === allowed || to.startsWith(`${allowed}/`))
      );
    });
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  test('domain is pure: no package but a few, nothing of Node', () => {
    const packages = filesOf('domain')
      .flatMap(importsOf)
      .filter(({ to }) => !to.startsWith('domain/'));
    expect(
      packages.filter(({ to }) => !DOMAIN_PACKAGES.includes(to)).map(({ from, to }) => `${from} -> ${to}`),
    ).toEqual([]);
  });

  test.each(BUNDLED)('%s takes nothing into the workflow sandbox but the engine and pure data', (path) => {
    const values = importsOf(path).filter(({ isType }) => !isType);
    expect(
      values.filter(({ to }) => !BUNDLED_PACKAGES.includes(to) && !BUNDLED.includes(to)).map(({ to }) => to),
    ).toEqual([]);
  });
});

describe('rules of the house', () => {
  const sources = ALL.map(({ path }) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
  const where = (pattern: RegExp, except: RegExp): string[] =>
    sources.filter(({ path, text }) => !except.test(path) && pattern.test(text)).map(({ path }) => path);

  test('only the configuration reads the environment', () => {
    expect(
      where(/process\.env\b/, /^bin\/(config\.ts|rogatory\.js|launcher\/|scripts\/|embedded\/|children\.ts)/),
    ).toEqual([]);
  });

  test('nobody asks Node for the time of a case: the one clock is in PostgreSQL', () => {
    expect(where(/Date\.now\(\)|new Date\(\)|Temporal\.Now/, /^bin\//)).toEqual([]);
  });

  test('SQL asks clock_now() for the time of a case; now() is for sessions, tokens, leases and what other systems are posted', () => {
    expect(
      where(
        /(?<!\.)\bnow\(\)(?! \+ interval| - interval| \+ make_interval|\))/,
        /^(bin\/|prisma\/|registry\/(sessions|outbox|tokens|webhooks)\.ts|test\/)/,
      ).filter((path) => path.startsWith('registry/')),
    ).toEqual([]);
  });

  test('no file but the data of an instrument is longer than 250 lines', () => {
    expect(
      sources
        .filter(({ path, text }) => !isData(path) && text.split('\n').length > 251)
        .map(({ path, text }) => `${path}: ${text.split('\n').length}`),
    ).toEqual([]);
  });

  test('there is no default export but where a tool wants one', () => {
    expect(where(/^export default /m, /\.config\.ts$/)).toEqual([]);
  });
});
