import { expect } from 'vitest';
import { withClient } from '../../bin/embedded/database.ts';
import { type House, openHouse } from '../support/journey.ts';
import { ask, type Heard } from './support.ts';

export const globalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64');
type Gap = { field: string; message: string };
export type Answer = { __typename: string; gaps?: Gap[] } & Record<string, unknown>;
const ERRORS = '__typename ... on Error { message } ... on InvalidInput { gaps { field message } }';
const LINE =
  '... on LawEntry { id kind about key body source confidence checkedBy checkedOn isStale author { name } at endedAt }';

const RECORD = `mutation($kind: LawKind!, $about: String!, $key: String!, $body: Json!, $source: String!, $confidence: Confidence!, $checkedBy: String, $checkedOn: Date) {
  answer: recordLawEntry(kind: $kind, about: $about, key: $key, body: $body, source: $source, confidence: $confidence, checkedBy: $checkedBy, checkedOn: $checkedOn) { ${ERRORS} ${LINE} } }`;
const END = `mutation($id: ID!) { answer: endLawEntry(id: $id) { ${ERRORS} ${LINE} } }`;
const IMPORT = `mutation($csv: String!) { answer: importLaw(csv: $csv) { ${ERRORS} ... on LawImport { recorded unchanged } } }`;
const HOLIDAYS = `mutation($state: String!, $fromYear: Int!, $toYear: Int!) { answer: startHolidays(state: $state, fromYear: $fromYear, toYear: $toYear) { ${ERRORS} ... on LawImport { recorded unchanged } } }`;
const TREATY = `mutation($id: String!, $name: String!, $short: String!, $with: String!, $since: Date!, $source: String!, $confidence: Confidence!) {
  answer: addBilateralTreaty(id: $id, name: $name, short: $short, with: $with, since: $since, source: $source, confidence: $confidence) {
    ${ERRORS} ... on Instrument { id kind inForce isShipped confidence unverified { path } } } }`;

export const HOLIDAY = {
  kind: 'HOLIDAY',
  about: 'XBE',
  key: '2026-07-01',
  body: { name: 'Summer day' },
  source: 'gazette',
  confidence: 'CONFIRMED',
  checkedBy: 'An Siwoo',
  checkedOn: '2026-03-02',
};
/** Each change of the law, with variables that are taken. */
export const GOOD: Readonly<Record<string, [string, object]>> = {
  recordLawEntry: [RECORD, HOLIDAY],
  endLawEntry: [END, { id: globalId('LawEntry', '00000000-0000-4000-8000-000000000000') }],
  importLaw: [IMPORT, { csv: 'kind,about,key,name,source,confidence\nholiday,XBE,2026-07-02,x,s,confirmed' }],
  startHolidays: [HOLIDAYS, { state: 'FR', fromYear: 2026, toYear: 2027 }],
  addBilateralTreaty: [
    TREATY,
    { id: 'ours', name: 'Ours', short: 'Ours', with: 'XBE', since: '2020-01-01', source: 's', confidence: 'CONFIRMED' },
  ],
};

/** A house whose people ask for its law, on a Monday at nine. */
export type LawHouse = {
  house: House;
  setClock(instant: string): Promise<void>;
  hear(login: string, query: string, variables?: object): Promise<Heard>;
  /** What somebody of the house is answered to a question. */
  asked<T>(query: string, variables?: object): Promise<T>;
  /** What the administrator is answered to a change. */
  changed(mutation: string, variables: object): Promise<Answer>;
};

export async function openLawHouse(): Promise<LawHouse> {
  const house = await openHouse({ worker: false });
  const hear: LawHouse['hear'] = async (login, query, variables = {}) =>
    ask(house.url, (await house.as(login)).token, query, variables);
  const law: LawHouse = {
    house,
    hear,
    setClock: (instant) =>
      withClient(house.stack.urls.owner, async (owner) => {
        await owner.query('update installation set moved = $1::timestamptz - now()', [instant]);
      }),
    async asked<T>(query: string, variables = {}) {
      const { data, errors } = await hear('seo', query, variables);
      expect(errors).toEqual([]);
      return data as unknown as T; // the shape is the test's to know
    },
    async changed(mutation, variables) {
      const heard = await hear('admin', GOOD[mutation]?.[0] ?? '', { ...GOOD[mutation]?.[1], ...variables });
      expect(heard.errors).toEqual([]);
      return heard.data?.['answer'] as unknown as Answer; // selected so
    },
  };
  await law.setClock('2026-03-16T00:00:00Z');
  return law;
}

export const fields = ({ gaps = [] }: Answer): string[] => gaps.map(({ field, message }) => `${field} ${message}`);
