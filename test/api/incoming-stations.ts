import { CALL, type Office } from '../support/office.ts';
import type { Station } from './stations.ts';

const asked = (mutation: string, by: string, good: Station['good'], before?: Station['before']): Station => ({
  mutation,
  by,
  good,
  of: 'hold',
  ...(before ? { before } : {}),
});
const nothing = (): object => ({});
const telling = { what: 'answer', channel: 'telephone' };
const askedLonger: Station['before'] = (office, id) =>
  office.step('laurent', 'receiveExtension', id, { input: { askedUntil: '2026-07-31' } });

export const aCall = (office: Office): Promise<string> => office.receive();

/** What a partner asks us to preserve, from the call until its request for assistance arrives. */
export const INCOMING: Station[] = [
  asked('receivePreservation', 'oh', () => {
    const { channel, urgency, label, ...call } = CALL;
    return { ...call, channel: channel.toUpperCase(), urgency: urgency.toUpperCase(), label: label.toUpperCase() };
  }),
  asked('callBack', 'moon', () => ({ wasThey: true, note: 'They have a case number' })),
  asked('warnPartner', 'oh', () => ({ warning: 'The user is told by law' })),
  asked('tellPartner', 'oh', () => ({ what: 'ANSWER', channel: 'TELEPHONE', officer: 'Inspector Maes' })),
  asked('answerWarning', 'laurent', () => ({ goOn: true })),
  asked('preserve', 'oh', () => ({ until: '2026-05-31' })),
  asked(
    'receiveExtension',
    'laurent',
    () => ({ askedUntil: '2026-07-31' }),
    (office, id) => office.step('oh', 'tellPartner', id, { input: telling }),
  ),
  asked('denyExtension', 'yang', () => ({ ground: 'DOMESTIC_PROHIBITION', reason: 'Ninety days at most' })),
  asked('grantExtension', 'oh', () => ({ until: '2026-08-31' }), askedLonger),
  asked('reportProvider', 'oh', () => ({ provider: 'Kite Cloud NV', ground: 'ESSENTIAL_INTERESTS' })),
  asked('keepLonger', 'oh', () => ({ until: '2026-12-31', reason: 'A case of our own' })),
  asked('withdrawPreservation', 'laurent', nothing),
  asked('receiveRequest', 'kwon', () => ({ reference: 'MJ/2026/9', on: '2026-03-16' })),
];
export const REFUSED_CALL: Station[] = [
  asked('refusePreservation', 'yang', () => ({ ground: 'POLITICAL_OFFENCE', reason: 'A rally' })),
];
