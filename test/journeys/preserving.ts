import type { Content } from '../../domain/content.ts';
import { BELMORA, type House, key } from '../support/journey.ts';
import { approved, certify, SMALL, sees } from './small-case.ts';

const said = (text: string) => [{ kind: 'paragraph' as const, id: 'p', text }];
const asked = (provider: string, index: number): Content['items'][number] => ({
  id: String(index + 1),
  title: `Logs at ${provider}`,
  description: said('All log-ins of the mailbox.'),
  reason: said('The logs roll over.'),
  identifiers: ['i1'],
  persons: [],
  provider,
  period: { from: '2025-12-01', to: '2026-01-20', zone: 'Europe/Brussels' },
  dataFields: 'Log-ins with address and instant',
  intendsRequest: true,
  noNotice: true,
  noTicket: true,
});

/** A request for preservation to Belmora, with an item for each custodian. */
export function preservationOf(...providers: readonly string[]) {
  const { purpose: _, results: __, ...rest } = SMALL;
  const urgency = { reason: 'The logs roll over.', desiredDate: '2029-12-31' };
  const content: Content = { ...rest, urgency, items: providers.map(asked) };
  const frame = {
    kind: 'PRESERVATION',
    requested: 'XBE',
    partner: BELMORA,
    basis: [{ instrument: 'budapest-185', articles: ['29'] }],
    urgency: 'URGENT',
    items: providers.map(() => ({ type: 'preservation' })),
  };
  return { frame, content };
}

/** One that was approved and translated, ready to be sent. */
export async function readyPreservation(house: House, ...providers: readonly string[]): Promise<string> {
  const { frame, content } = preservationOf(...providers);
  const request = await house.draft(frame, content);
  await carried(house, request);
  return request;
}

/** Takes a draft until it is ready to be sent. */
export async function carried(house: House, request: string): Promise<void> {
  await approved(house, request);
  await certify(house, request);
}

export type Held = { id: string; version: number; custodian: string; now: string };
/** The holds of a request as its drafter sees them, by custodian. */
export const heldBy = async (house: House, request: string, fields = ''): Promise<Held[]> =>
  (
    await sees<{ holds: Held[] }>(house, 'seo', request, `holds { id version custodian now: status ${fields} }`)
  ).holds.sort((a, b) => a.custodian.localeCompare(b.custodian, 'en'));

/** Takes a step on a hold. */
export async function onHold(
  house: House,
  login: string,
  step: string,
  { id, version }: Pick<Held, 'id' | 'version'>,
  input: object,
): Promise<void> {
  const { ask } = await house.as(login);
  const { answer } = await ask<{ answer: { __typename: string } }>(
    `mutation($input: ${step[0]?.toUpperCase()}${step.slice(1)}Input!) { answer: ${step}(input: $input) { __typename ... on Error { message } } }`,
    { input: { hold: id, expectedVersion: version, key: key(), ...input } },
  );
  if (answer.__typename !== 'Hold') throw new Error(`"${login}" cannot ${step}: ${JSON.stringify(answer)}`);
  await house.quiet();
}
