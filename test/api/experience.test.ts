import { afterAll, beforeAll, expect, test } from 'vitest';
import { BELMORA, type Office, openOffice, QASIRA } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';
import { ask, type Heard, knock } from './support.ts';

let stack: TestStack;
let office: Office;
let url: string;

beforeAll(async () => {
  stack = await openStack();
  [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
});
afterAll(async () => {
  await office.close();
  await stack.close();
});

const EXPERIENCE = 'query($partner: ID!) { partnerExperience(partner: $partner) { kind code times lastOn } }';
const GAPS = 'query($id: ID!) { request(id: $id) { gaps { field rule source warning } } }';
const askedBy = (login: string, partner: string): Promise<Heard> =>
  asksAs(login, EXPERIENCE, { partner: Buffer.from(`Authority:${partner}`).toString('base64') });
async function asksAs(login: string, query: string, variables: object): Promise<Heard> {
  const email = login.includes('@') ? login : `${login}@arvania.example`;
  const { token } = JSON.parse((await knock(url, '/sign-in', { email, password: 'heron-blue-77' })).text);
  return await ask(url, token, query, variables);
}

test('what a partner asked and refused before, and what came back for it, warns the next draft to it by counts', async () => {
  expect((await askedBy('seo', BELMORA)).data).toEqual({ partnerExperience: [] });
  for (const field of ['items.2.reason', 'items.0.reason']) {
    const request = await office.upTo('with-ca');
    await office.step('oh', 'returnForCorrection', request, { input: { defects: [{ field, words: 'Too thin' }] } });
    await office.step('seo', 'resubmit', request);
    await office.onTo('in-execution', request);
    await office.step('laurent', 'askInformation', request, { input: { question: 'Why?', about: ['items.1.period'] } });
    await office.step('laurent', 'refuse', request, { input: { ground: 'no-dual-criminality', reason: 'No' } });
  }

  const heard = await askedBy('noh', BELMORA); // of another office, which sees none of these requests
  const found = heard.data?.['partnerExperience'] as unknown as { kind: string; code: string; times: number }[]; // selected so
  expect(found.map(({ kind, code, times }) => `${kind} ${code} ${times}`).sort()).toEqual([
    'ASKED items.period 2',
    'REFUSED bank-records: no-dual-criminality 2',
    'REFUSED data-content: no-dual-criminality 2',
    'REFUSED data-subscriber: no-dual-criminality 2',
    'REFUSED data-traffic: no-dual-criminality 2',
    'REFUSED video-hearing: no-dual-criminality 2',
    'RETURNED items.reason 2',
  ]);
  expect(heard.text).not.toMatch(/MLA-|Too thin|Why/);

  const id = Buffer.from(`Request:${await office.create()}`).toString('base64');
  const told = await asksAs('seo', GAPS, { id });
  const met = told.data?.['request'] as unknown as { gaps: Record<'rule' | 'field' | 'source' | 'warning', string>[] }; // selected so
  expect(
    met.gaps
      .filter(({ rule }) => rule.startsWith('met-'))
      .map(({ rule, field, source, warning }) => `${rule} ${field} | ${source}${warning ? '' : ', blocks'}`)
      .sort(),
  ).toEqual([
    'met-asked items | our record: 2 requests',
    ...[0, 1, 2, 3, 4].map((index) => `met-refused items.${index} | our record: 2 requests`),
    'met-returned items | our record: 2 requests',
  ]);
  expect(told.text).not.toMatch(/MLA-|Too thin|Why/);
  expect((await askedBy('noh', QASIRA)).data).toEqual({ partnerExperience: [] });
  expect((await askedBy('c.laurent@justice.belmora.example', BELMORA)).errors[0]?.extensions?.code).toBe('NOT_FOUND');
});
