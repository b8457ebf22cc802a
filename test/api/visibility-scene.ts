import { type GraphQLNamedType, type GraphQLObjectType, getNamedType, isLeafType, isObjectType } from 'graphql';
import { createSchema } from '../../api/schema.ts';
import { apply } from '../../registry/apply.ts';
import { appointStandIn } from '../../registry/house.ts';
import { savePart } from '../../registry/parts.ts';
import { addWebhook } from '../../registry/webhooks.ts';
import { SMALL } from '../journeys/small-case.ts';
import { smallDraft } from '../journeys/ways.ts';
import { byCourier } from '../registry/rich-record.ts';
import { peopleAt } from '../support/client.ts';
import { acceptLanguages } from '../support/languages.ts';
import { type Office, openOffice, personId } from '../support/office.ts';
import { postAll } from '../support/posted.ts';
import { openStack } from '../support/stack.ts';
import { aboutPersons } from './custody-stations.ts';
import { anEmergency } from './desk-stations.ts';
import { sentAlone, unconfirmed } from './emergency-stations.ts';

export type Scene = {
  office: Office;
  url: string;
  /** With the partner, by e-mail and postponed. */
  rich: string;
  /** Gone by courier, answered on paper and closed. */
  courier: string;
  /** A draft that was returned for correction; it supplements the one that went by courier. */
  draft: string;
  /** A draft, and its clone that goes its way as far as the tests take it. */
  source: string;
  /** An emergency that called somebody twice: it was answered, and settled the second time. */
  alarmed: string;
  /** Sent by one person alone: not confirmed, and confirmed and followed by its formal request. */
  unconfirmed: string;
  followed: string;
  /** About persons: one who is held, one whose extradition follows, that extradition, a prisoner who was lent. */
  persons: readonly string[];
  walker: string;
  token(login: string): Promise<string>;
  close(): Promise<void>;
};

/** Nobody who is signed in. */
export const NOBODY = 'nobody';

/** What people write on the way and what stays in the house. */
export const HIDDEN = [
  ...['hidden question', 'hidden answer', 'hidden defect', 'hidden annex', 'hidden comment', 'hidden note'],
  ...['hidden reliance', 'hidden revision', 'hidden hold', 'hiddenvalue'],
  ...['hidden finding', 'hidden doubt', 'hidden waiver'],
  ...['The warrant', 'The embassy says so', 'The rest is not needed', 'DX 4471'],
];
/** What the partner wrote or is told. */
export const SHOWN = [
  ...['shown question', 'shown answer', 'shown condition', 'shown secrecy', 'shown object', 'shown reason'],
  ...['shown refusal', 'shown place of arrest', 'shown grant', 'shown place of surrender'],
  ...['Which account is meant?', 'The one at Littoral', 'Only for this case', 'USB stick, 3.1 GB', 'Not kept any more'],
];

/** Requests of Seo to Belmora, each at one stage of its way; between them there is something in every field. */
export async function openScene(): Promise<Scene> {
  const stack = await openStack();
  const [office, { url }] = await Promise.all([openOffice(stack), stack.startApi()]);
  const courier = await byCourier(office);
  const [draft, rich] = [await returned(office, courier), await withPartner(office)];
  const source = await smallDraft(office);
  const clone = { action: 'clone', key: 'a clone of it', input: { source } } as const;
  const { request: walker } = await apply(office.app, await office.as('seo'), clone);
  const alarmed = await called(office);
  const [unconfirmed, followed] = [await withheld(office), await confirmed(office)];
  const persons = await aboutPersons(office);
  await postAll(office.system);
  const people = peopleAt(url);
  return {
    office,
    url,
    rich,
    courier,
    draft,
    source,
    alarmed,
    unconfirmed,
    followed,
    persons,
    walker,
    token: async (login) => (login === NOBODY ? '' : (await people.as(login)).token),
    async close() {
      await office.close();
      await stack.close();
    },
  };
}

const defects = [{ field: 'purpose', words: 'hidden defect' }];
async function askedDesk(office: Office, id: string): Promise<void> {
  await office.step('seo', 'askDesk', id, { input: { question: 'hidden question' } });
  const { deskQuestions } = await office.read(id);
  await office.step('oh', 'answerDesk', id, { input: { question: deskQuestions[0]?.id, answer: 'hidden answer' } });
}

async function returned(office: Office, parent: string): Promise<string> {
  const id = await smallDraft(office, { parent });
  await askedDesk(office, id);
  await office.onTo('with-ca', id);
  await office.step('oh', 'returnForCorrection', id, { input: { defects } });
  await office.step('seo', 'addItem', id, { input: { type: 'bank-records' } });
  return id;
}

/** With everything that a request can have once it is with the partner. */
async function withPartner(office: Office): Promise<string> {
  const basis = [{ instrument: 'budapest-185', articles: ['31'], override: 'hidden reliance' }];
  const id = await smallDraft(office, { basis, items: [{ type: 'data-traffic', basis }] });
  await written(office, id);
  await reviewed(office, id);
  await office.onTo('acknowledged', id);
  await answered(office, id);
  await office.openHold('seo', { requests: [id], custodian: 'hidden custodian', data: 'hidden data' });
  return id;
}

async function written(office: Office, request: string): Promise<void> {
  const { viewer, actor } = await office.as('seo');
  const leftOut = { id: 'i2', type: 'account', value: 'hiddenvalue', noneKnown: false, leftOut: true };
  const value = [...(SMALL.identifiers ?? []), leftOut];
  await savePart(office.app, viewer, actor, { request, key: 'identifiers', value, expectedVersion: 1 });
  const hold = { id: 'e1', kind: 'preservation', reference: 'hidden hold', askedOn: '2026-03-02' };
  await savePart(office.app, viewer, actor, { request, key: 'earlier', value: [hold], expectedVersion: 0 });
  const { file } = await office.upload('seo', request, 'customers');
  await office.step('seo', 'attachAnnex', request, { input: { file, title: 'hidden annex' } });
  await askedDesk(office, request);
}

/** Passed by a stand-in, returned once, given to an officer. */
async function reviewed(office: Office, request: string): Promise<void> {
  await office.step('seo', 'submit', request);
  const term = { startsAt: '2026-03-01T00:00:00Z', endsAt: '2027-01-01T00:00:00Z', reason: 'hidden note' };
  const standIn = { standsFor: personId('baek'), person: personId('ryu'), request, ...term };
  await appointStandIn(office.app, await office.as('baek'), standIn);
  await office.step('ryu', 'endorse', request);
  await office.step('oh', 'returnForCorrection', request, { input: { defects } });
  await office.step('seo', 'resubmit', request);
  await office.step('yang', 'assignOfficer', request, { input: { officer: personId('oh') } });
}

async function answered(office: Office, id: string): Promise<void> {
  await office.step('laurent', 'askInformation', id, { input: { question: 'shown question' } });
  const { questions } = await office.read(id);
  const answers = [{ question: questions[0]?.id, answer: 'shown answer', files: [] }];
  await office.step('oh', 'answerInformation', id, { input: { answers } });
  const conditions = [{ kind: 'speciality', words: 'shown condition', items: ['1'] }];
  await office.step('laurent', 'offerConditions', id, { input: { conditions } });
  await office.step('yang', 'acceptConditions', id);
  await office.step('laurent', 'reportService', id);
  await office.step('laurent', 'reportSecrecy', id, { input: { words: 'shown secrecy' } });
  await office.step('yang', 'decideSecrecy', id, { input: { goOn: true, reason: 'hidden comment' } });
  const { file } = await office.upload('laurent', id, 'what was asked');
  const delivery = { items: [{ item: '1', result: 'part' }], files: [file], object: 'shown object' };
  await office.step('laurent', 'deliver', id, { input: delivery });
  await office.step('oh', 'recordEnquiry', id, { input: { channel: 'telephone', note: 'hidden note' } });
  const heard = { on: '2026-03-16', record: { channel: 'telephone', officer: 'Claire Laurent', reference: 'TEL 7' } };
  const postponement = { ...heard, reason: 'shown reason', reviewOn: '2026-06-01' };
  await office.step('oh', 'postpone', id, { input: postponement });
}

async function called(office: Office): Promise<string> {
  await addWebhook(office.app, await office.as('admin'), 'http://127.0.0.1:9/pager');
  const request = await anEmergency(office);
  await office.step('oh', 'answerAlarm', request, { input: { words: 'hidden answer' } });
  await office.step('oh', 'returnForCorrection', request, { input: { defects } });
  await office.step('seo', 'resubmit', request);
  await office.step('oh', 'returnForCorrection', request, { input: { defects } });
  await office.step('seo', 'resubmit', request);
  return request;
}

async function withheld(office: Office): Promise<string> {
  const request = await unconfirmed(office);
  const incident = { cause: 'unconfirmed-emergency', finding: 'hidden finding' };
  await office.step('yang', 'explainIncident', request, { input: incident });
  await office.step('moon', 'withholdConfirmation', request, { input: { reason: 'hidden doubt' } });
  await office.step('seo', 'waiveFormalRequest', request, { input: { reason: 'hidden waiver' } });
  return request;
}

async function confirmed(office: Office): Promise<string> {
  const source = await sentAlone(office);
  await acceptLanguages(office, 'fr');
  await office.step('oh', 'confirmEmergency', source);
  const drafting = { action: 'draftFormalRequest', key: 'what follows it', input: { source } } as const;
  const { request } = await apply(office.app, await office.as('seo'), drafting);
  await office.onTo('sent', request);
  await office.enginesStep('noteFormalRequest', source);
  return source;
}

const NODES = ['Request', 'Hold', 'Person', 'Authority', 'File'];
/** Every path of fields under a type, as far as the next node: `items.outcome.allowed`. */
function pathsOf(type: GraphQLObjectType, depth = 4): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const inner: GraphQLNamedType = getNamedType(field.type);
    if (isLeafType(inner)) return [field.name];
    if (!isObjectType(inner) || depth === 0) throw new Error(`Cannot look as deep as "${type.name}.${field.name}"`);
    if (NODES.includes(inner.name)) return [`${field.name}.id`];
    return pathsOf(inner, depth - 1).map((path) => `${field.name}.${path}`);
  });
}
export const requestPaths = (): string[] => pathsOf(createSchema().getType('Request') as GraphQLObjectType); // it is one

/** `items.outcome.allowed` as a selection. */
export const selectionOf = (path: string): string =>
  path.split('.').reduceRight((inner, name) => (inner ? `${name} { ${inner} }` : name), '');
