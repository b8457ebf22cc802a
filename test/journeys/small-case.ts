import type { Content } from '../../domain/content.ts';
import type { Answer } from '../support/client.ts';
import { BELMORA, type House, key } from '../support/journey.ts';
import { translateAll } from '../support/translate.ts';

/** A request as short as the rules let it be: one coercive item, in French, by e-mail. */
export const FRAME = {
  requested: 'XBE',
  partner: BELMORA,
  basis: [{ instrument: 'budapest-185', articles: ['31'] }],
  items: [{ type: 'data-traffic' }],
};

const paragraph = (id: string, text: string) => ({ kind: 'paragraph' as const, id, text });
export const PURPOSE = [paragraph('u1', 'To find who used the mailbox.')];
export const SMALL: Content = {
  title: { case: 'a diverted payment', offence: 'Computer-related fraud' },
  office: {
    name: 'Prosecution Office of Harun District',
    officer: { name: 'Seo Minji', telephone: '+82 31 555 0142', email: 'seo@arvania.example' },
    hours: '09:00-18:00',
    zone: 'Asia/Seoul',
  },
  case: { number: '2026-HD-1', authority: 'Prosecution Office of Harun District', stage: 'Investigation' },
  offences: [
    {
      id: 'o1',
      name: 'Fraud',
      provision: 'Section 347-2',
      penalty: '10 years',
      limitation: '2036-01-14',
      deathPenalty: false,
    },
  ],
  persons: [{ id: 'p1', role: 'suspect', names: ['Yunseo Kim'], aliases: [] }],
  identifiers: [{ id: 'i1', type: 'email', value: 'heron@northgatemail.example', noneKnown: false, leftOut: false }],
  facts: [paragraph('f1', 'A payment was diverted.')],
  nexus: [paragraph('n1', 'The mailbox is kept in Belmora.')],
  dualCriminality: [paragraph('d1', 'Fraud is punishable in both States.')],
  purpose: PURPOSE,
  results: { address: '47 Gwanmun-ro, Harun', means: 'By courier' },
  items: [
    {
      id: '1',
      title: 'Log-ins',
      description: [paragraph('p', 'Each log-in.')],
      reason: [paragraph('r', 'Only the log tells.')],
      identifiers: ['i1'],
      persons: [],
      provider: 'Northgate Mail NV',
      period: { from: '2025-12-01', to: '2026-01-20', zone: 'Europe/Brussels' },
      dataFields: 'Address, port, instant',
    },
  ],
};

export const LAURENT = 'c.laurent@justice.belmora.example';
/** What somebody sees of a request. */
export async function sees<T>(house: House, login: string, request: string, fields: string): Promise<T> {
  const session = await house.as(login);
  const query = `query($id: ID!) { request(id: $id) { ${fields} } }`;
  return (await session.ask<{ request: T }>(query, { id: request })).request;
}

export type Waiting = { action: string; nobodyLeft: boolean; request: { id: string } };
/** The steps of a request that wait for somebody. */
export async function inboxOf(house: House, login: string, request: string): Promise<Waiting[]> {
  const session = await house.as(login);
  const query = '{ inbox(first: 100) { edges { node { action nobodyLeft request { id } } } } }';
  const { inbox } = await session.ask<{ inbox: { edges: { node: Waiting }[] } }>(query);
  return inbox.edges.map(({ node }) => node).filter((task) => task.request.id === request);
}

/** Tries a step that is to be refused; the request stays where it is. */
export async function tries(house: House, login: string, step: string, request: string, input = {}): Promise<Answer> {
  const session = await house.as(login);
  await session.prove();
  const before = await house.events(request);
  const answer = await session.step(step, request, { key: key(), ...input });
  const after = await house.events(request);
  if (after.length !== before.length) throw new Error(`"${login}" was not to ${step}, and did`);
  return answer;
}

const letterOf = async (house: House, login: string, request: string): Promise<string> =>
  (await sees<{ letter: { hash: string } }>(house, login, request, 'letter { hash }')).letter.hash;
export const approve = async (house: House, login: string, request: string): Promise<unknown> =>
  await house.does(login, 'approveRequest', request, { letter: await letterOf(house, login, request) });

/** Takes a draft until its letter is approved. */
export async function approved(house: House, request: string): Promise<string> {
  await house.does('seo', 'submitRequest', request);
  await house.does('baek', 'endorseRequest', request);
  await approve(house, 'oh', request);
  return request;
}

/** Takes what was sent to its end: acknowledged, delivered as a thing, verified, closed. */
export async function answered(house: House, request: string): Promise<void> {
  const [on] = (await house.now()).split('T');
  const record = { record: { channel: 'TELEPHONE' }, on };
  await house.does('oh', 'acknowledgeRequest', request, { ...record, reference: 'CA/1', receivedOn: on });
  const items = [{ item: '1', result: 'DONE' }];
  await house.does('oh', 'deliverItems', request, { ...record, items, object: 'A folder of paper' });
  const { deliveries } = await sees<{ deliveries: { id: string }[] }>(house, 'seo', request, 'deliveries { id }');
  await house.does('seo', 'verifyDelivery', request, { delivery: deliveries[0]?.id });
  await house.does('oh', 'closeRequest', request, { originals: 'NONE', feedback: { score: 4 } });
}

/** A draft of the small case that lies with the central authority. */
export async function atCentralAuthority(house: House, frame: object = {}): Promise<string> {
  const request = await house.draft({ ...FRAME, ...frame }, SMALL);
  await house.does('seo', 'submitRequest', request);
  await house.does('baek', 'endorseRequest', request);
  return request;
}

/** Translates what is open, finishes and certifies: the engine makes it ready. */
export async function certify(house: House, request: string): Promise<void> {
  await translateAll(house, request, 'lim', {});
  await house.does('lim', 'finishTranslation', request, { sworn: true });
  const { translation } = await sees<{ translation: { letter: { hash: string } } }>(
    house,
    'cho',
    request,
    'translation { letter { hash } }',
  );
  await house.does('cho', 'certifyTranslation', request, { letter: translation.letter.hash });
}

export async function ready(house: House, frame: object = {}): Promise<string> {
  const request = await atCentralAuthority(house, frame);
  await approve(house, 'oh', request);
  await certify(house, request);
  return request;
}

/** The small case as it lies with the partner, acknowledged. */
export async function acknowledged(house: House, frame: object = {}): Promise<string> {
  const request = await ready(house, frame);
  await house.does('kwon', 'dispatchRequest', request, { channel: 'EMAIL' });
  const receivedOn = (await house.now()).slice(0, 10);
  await house.does(LAURENT, 'acknowledgeRequest', request, { reference: 'MJ/2026/7', receivedOn });
  return request;
}
