import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallDraft } from '../journeys/ways.ts';
import { globalId, type People, peopleAt } from '../support/client.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let office: Office;
let people: People;
/** A request with conditions, and the files of its deliveries by the item that they were delivered for. */
let request = '';
const files: Record<string, string> = {};

beforeAll(async () => {
  stack = await openStack();
  const [opened, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  [office, people] = [opened, peopleAt(url)];
  request = await office.upTo('in-execution');
  const accepted = [
    { kind: 'speciality', words: 'Only for this case', items: [] },
    { kind: 'confidentiality', words: 'Not shown to the press', items: ['2'] },
  ];
  await office.step('laurent', 'offerConditions', request, { input: { conditions: accepted } });
  await office.step('yang', 'acceptConditions', request);
  const declined = [{ kind: 'costs', words: 'You pay', items: [] }];
  await office.step('laurent', 'offerConditions', request, { input: { conditions: declined } });
  await office.step('yang', 'declineConditions', request, { input: { reason: 'Article 25' } });
  for (const item of ['1', '2']) {
    const file = await office.upload('laurent', request, `what was asked in item ${item}`);
    const delivery = { items: [{ item, result: 'done' }], files: [file] };
    await office.step('laurent', 'deliver', request, { input: delivery });
    files[item] = file.file;
  }
});
afterAll(async () => {
  await office?.close();
  await stack?.close();
});

type Told = { url: string; conditions: { kind: string; words: string | null; items: string[] }[] };
async function asked(login: string, file: string | undefined): Promise<Told & { header: string | null }> {
  const { answer } = await (await people.as(login)).ask<{ answer: Told }>(
    'mutation($file: ID!) { answer: createDownload(file: $file) { ... on Error { message } ... on Download { url conditions { kind words items } } } }',
    { file: globalId('File', file ?? '') },
  );
  const response = await fetch(answer.url);
  await response.arrayBuffer();
  return { ...answer, header: response.headers.get('x-use-conditions') };
}
const SPECIALITY = { kind: 'speciality', words: 'Only for this case', items: [] };
const CONFIDENTIALITY = { kind: 'confidentiality', words: 'Not shown to the press', items: ['2'] };

test.each([
  ['1', [SPECIALITY]],
  ['2', [SPECIALITY, CONFIDENTIALITY]],
])('a file of item %s is downloaded with the conditions that were accepted for it', async (item, conditions) => {
  for (const login of ['seo', 'laurent'])
    expect(await asked(login, files[item])).toMatchObject({ conditions, header: String(conditions.length) });
});

test('any other file is downloaded with the conditions for everything', async () => {
  const { letter } = await office.read(request);

  expect(await asked('oh', letter?.file)).toMatchObject({ conditions: [SPECIALITY], header: '1' });
});

test('who only translates is told of none', async () => {
  const child = await office.onTo('in-translation', await smallDraft(office, { parent: request }));
  await office.step('lim', 'takeTranslation', child);
  const { conditions, letter } = await office.read(child);
  expect(conditions).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
  await office.system.query(`update file set audience = array['role:translator', 'role:reviser'] where id = $1`, [
    letter?.file,
  ]);

  expect(await asked('lim', letter?.file)).toMatchObject({ conditions: [], header: expect.any(String) });
});

test('a file is uploaded up to the limit of the installation', async () => {
  const { url } = await stack.startApi({ uploadLimit: 100 });
  const seo = await peopleAt(url).as('seo');
  const draft = globalId('Request', await office.create());

  await expect(seo.upload(draft, 'small.txt', 'x'.repeat(100))).resolves.toMatch(/./);
  await expect(seo.upload(draft, 'large.txt', 'x'.repeat(101))).rejects.toThrow(/413 .*FileTooLarge/);
});
