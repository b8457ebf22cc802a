import { fireDue } from '../../registry/due.ts';
import { globalId } from '../support/client.ts';
import { type Office, personId } from '../support/office.ts';
import type { Station } from './stations.ts';

const known = { turn: '', own: '', absence: '', webhook: '' };
const found =
  (what: keyof typeof known, sql: string): NonNullable<Station['before']> =>
  async ({ system }) => {
    known[what] = (await system.query<{ id: string }>(sql)).rows[0]?.id ?? '';
  };
const day = { startsAt: '2037-03-16T00:00:00Z', endsAt: '2037-03-17T00:00:00Z' };

/** The desk: who is on duty, and where calls are posted to. */
export const DESK: Station[] = [
  {
    mutation: 'planTurn',
    by: 'yang',
    bare: true,
    good: () => ({ person: globalId('Person', personId('oh')), place: 1, ...day }),
  },
  {
    mutation: 'takeBackTurn',
    by: 'yang',
    bare: true,
    before: found('turn', `select id from duty_turn where starts_at > '2037-01-01'`),
    good: () => ({ id: globalId('DutyTurn', known.turn) }),
  },
  {
    mutation: 'recordAbsence',
    by: 'oh',
    bare: true,
    good: () => ({ person: globalId('Person', personId('oh')), ...day }),
  },
  {
    mutation: 'takeBackAbsence',
    by: 'oh',
    bare: true,
    before: found('absence', 'select id from absence where taken_back_at is null'),
    good: () => ({ id: globalId('Absence', known.absence) }),
  },
  {
    mutation: 'handOver',
    by: 'oh',
    bare: true,
    before: found('own', `select id from duty_turn where place = 1 and starts_at < '2037-01-01'`),
    good: () => ({ turn: globalId('DutyTurn', known.own), words: 'Nothing waits' }),
  },
  { mutation: 'addWebhook', by: 'admin', bare: true, good: () => ({ address: 'https://pager.example/calls' }) },
  {
    mutation: 'endWebhook',
    by: 'admin',
    bare: true,
    before: found('webhook', 'select id from webhook where ended_at is null'),
    good: () => ({ id: globalId('Webhook', known.webhook) }),
  },
];

/** An emergency to which somebody was called. */
export async function anEmergency(office: Office): Promise<string> {
  const request = await office.create('seo', { urgency: 'emergency' });
  await office.fill(request);
  await office.onTo('with-ca', request);
  await fireDue(office.system, { limit: 1, request });
  return request;
}
export const CALLED: Station[] = [
  { mutation: 'answerAlarm', by: 'oh', good: () => ({ words: 'The custodian is called' }) },
];
/** Of a hold that has lapsed. */
export const CALLED_TO_HOLD: Station[] = [
  { mutation: 'answerHoldAlarm', by: 'yang', of: 'hold', good: () => ({ words: 'Nothing can be done' }) },
];
