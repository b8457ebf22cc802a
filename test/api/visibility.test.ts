import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Status } from '../../domain/request.ts';
import { translatedOnce } from '../journeys/ways.ts';
import { globalId } from '../support/client.ts';
import { ask } from './support.ts';
import { HIDDEN, NOBODY, openScene, requestPaths, type Scene, SHOWN, selectionOf } from './visibility-scene.ts';
import { TABLE } from './visibility-table.ts';

/** Who sees which field of a request: one table, checked cell by cell over HTTP. */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

/** Each kind of viewer. Those who translate look at a request that they have before them. */
const VIEWERS = {
  drafter: 'seo',
  supervisor: 'baek',
  officer: 'oh',
  head: 'yang',
  registry: 'kwon',
  auditor: 'jang',
  translator: 'lim',
  reviser: 'cho',
  partner: 'laurent',
} as const;
type Viewer = keyof typeof VIEWERS;
const names = Object.keys(VIEWERS) as Viewer[]; // keys of a const are its type
const EVERYBODY = [
  ...['seo', 'han', 'baek', 'noh', 'ryu', 'oh', 'moon', 'yang', 'lim', 'petit', 'cho', 'kwon', 'jang', 'admin'],
  ...['laurent', 'salem', NOBODY],
];

/** What a field told: something, that there is nothing for this viewer, or nothing because it was empty. */
type Sight = 'something' | 'hidden' | 'empty';
/** What one viewer was told of one request, path by path, and all the words of it. */
type Look = { sights: Map<string, Sight>; text: string };
type Told = { data: Record<string, unknown>; errors?: { path: string[]; extensions: { code: string } }[] };
const PATHS = requestPaths();
const AT_ONCE = 10;
const looks = new Map<Viewer, Look[]>();
const isFull = (value: unknown): boolean =>
  typeof value === 'object' && value !== null ? Object.values(value).some(isFull) : value !== null && value !== '';

async function look(viewer: Viewer, request: string): Promise<void> {
  const seen: Look = { sights: new Map(), text: '' };
  const token = await scene.token(VIEWERS[viewer]);
  for (let next = 0; next < PATHS.length; next += AT_ONCE) {
    const some = PATHS.slice(next, next + AT_ONCE);
    const fields = some.map((path, index) => `f${index}: request(id: $id) { ${selectionOf(path)} }`);
    const query = `query($id: ID!) { ${fields.join(' ')} }`;
    const { text } = await ask(scene.url, token, query, { id: globalId('Request', request) });
    const { data, errors = [] } = JSON.parse(text) as Told; // GraphQL's own envelope
    for (const [index, path] of some.entries()) {
      const error = errors.find((one) => one.path[0] === `f${index}`);
      if (error && error.extensions.code !== 'NOT_FOUND')
        throw new Error(`${viewer} ${path}: ${JSON.stringify(error)}`);
      seen.sights.set(path, error ? 'hidden' : isFull(data[`f${index}`]) ? 'something' : 'empty');
    }
    seen.text += text;
  }
  looks.set(viewer, [...(looks.get(viewer) ?? []), seen]);
}
const saw = (viewer: Viewer, path: string, sight: Sight): boolean =>
  looks.get(viewer)?.some(({ sights }) => sights.get(path) === sight) ?? false;
/** Who has seen something of it once, sees it. */
const markOf = (viewer: Viewer, path: string): string =>
  saw(viewer, path, 'hidden') && !saw(viewer, path, 'something') ? '-' : '+';
const wordsTo = (viewer: Viewer): string =>
  looks
    .get(viewer)
    ?.map(({ text }) => text)
    .join('\n') ?? '';

type Stage = { stage: Status; seers: string[]; go?: (scene: Scene) => Promise<unknown>; looking?: Viewer[] };
/** By stage, everybody who sees a request at all, and what brings it there beside the straight way. */
const STAGES: Stage[] = [
  { stage: 'draft', seers: ['seo', 'baek', 'jang'] },
  { stage: 'supervision', seers: ['seo', 'baek', 'jang'] },
  { stage: 'with-ca', seers: ['seo', 'baek', 'oh', 'moon', 'yang', 'jang'] },
  {
    stage: 'in-translation',
    go: ({ office, walker }) => translatedOnce(office, walker, 'hidden revision'),
    seers: ['seo', 'baek', 'oh', 'moon', 'yang', 'lim', 'petit', 'cho', 'kwon', 'jang'],
    looking: ['auditor', 'translator', 'reviser'],
  },
  { stage: 'ready', seers: ['seo', 'baek', 'oh', 'moon', 'yang', 'kwon', 'jang'] },
  { stage: 'sent', seers: ['seo', 'baek', 'oh', 'moon', 'yang', 'kwon', 'jang', 'laurent'] },
  {
    stage: 'acknowledged',
    go: ({ office, walker }) =>
      office.step('laurent', 'refuse', walker, { input: { ground: 'not-stated', reason: 'shown refusal' } }),
    seers: ['seo', 'baek', 'oh', 'moon', 'yang', 'kwon', 'jang', 'laurent'],
    looking: ['auditor', 'partner'],
  },
];

test.each(STAGES)('a request as far as "$stage" exists for nobody else', async ({ stage, seers, go, looking = [] }) => {
  const { office, walker } = scene;
  await office.onTo(stage, walker);
  await go?.(scene);
  const query = 'query($id: ID!) { request(id: $id) { reference } }';
  const [id, unknown] = [globalId('Request', walker), globalId('Request', crypto.randomUUID())];
  const seen: string[] = [];
  for (const login of EVERYBODY) {
    const token = await scene.token(login);
    const heard = await ask(scene.url, token, query, { id });
    if (heard.text.includes('MLA-2026-')) seen.push(login);
    else expect(heard.text, login).toBe((await ask(scene.url, token, query, { id: unknown })).text);
  }
  expect(seen).toEqual(seers);
  for (const viewer of looking) await look(viewer, walker);
});

test('every field of a request is seen by whom the table says, and by nobody else', async () => {
  const { rich, courier, draft, source, alarmed, unconfirmed, followed, persons } = scene;
  for (const viewer of names.filter((name) => name !== 'translator' && name !== 'reviser')) await look(viewer, rich);
  for (const request of [courier, draft, source, alarmed, unconfirmed, followed, ...persons])
    await look('auditor', request);
  for (const request of [courier, ...persons]) await look('partner', request);

  const width = Math.max(...PATHS.map(({ length }) => length));
  const line = (path: string, cells: readonly string[]): string =>
    [path.padEnd(width), ...cells.map((cell, index) => cell.padEnd(names[index]?.length ?? 0))].join(' ').trimEnd();
  const rows = PATHS.map((path) =>
    line(
      path,
      names.map((viewer) => markOf(viewer, path)),
    ),
  );
  expect(['', line('', names), ...rows, ''].join('\n')).toBe(TABLE);
});

/**
 * The desk answers with words only; questions of the partner are of the same type. A copy goes by a direct route alone.
 * What is of a request is of no hold, and what one kind of request has is of no other. No five were answered.
 */
const NEVER_FULL = [
  'alarms.hold.id',
  'conditionsAgreed',
  'deadlines.hold.id',
  'deskQuestions.files.id',
  'escalation.because',
  'escalation.isOpen',
  'escalation.source',
  'outlook.likelyIn',
  'tasks.hold.id',
  'transmissions.to.id',
  'userToldOn',
];

test('whatever the table tells was there to be seen', () => {
  const unproved = (['auditor', 'translator', 'reviser', 'partner'] as const).flatMap((viewer) =>
    PATHS.filter((path) => markOf(viewer, path) === '+' && !saw(viewer, path, 'something')).map(
      (path) => `${viewer} ${path}`,
    ),
  );
  expect(unproved).toEqual(NEVER_FULL.map((path) => `auditor ${path}`));
});

test('of what people wrote, the partner reads its own words and our answers to it', () => {
  const people = ['Seo Minji', 'Oh Sejin', 'Baek Jiho', 'Kwon Nari', 'Yang Gyuri', 'Lim Chaewon', 'Cho Woojin'];
  const content = ['Harun', 'A payment was diverted', 'heron@northgatemail', 'Yunseo', 'Only the log tells'];

  const told = wordsTo('partner');
  expect(SHOWN.filter((words) => !told.includes(words))).toEqual([]);
  expect([...HIDDEN, ...people, ...content].filter((words) => told.includes(words))).toEqual([]);
  const whole = wordsTo('auditor');
  expect([...HIDDEN, ...content].filter((words) => !whole.includes(words))).toEqual([]); // what is hidden was there
});

test('of what people wrote, those who translate read the segments and why they came back', () => {
  for (const told of [wordsTo('translator'), wordsTo('reviser')]) {
    expect(told).toContain('A payment was diverted');
    expect(HIDDEN.filter((words) => told.includes(words))).toEqual(['hidden revision']);
    expect(SHOWN.filter((words) => told.includes(words))).toEqual([]);
  }
});
