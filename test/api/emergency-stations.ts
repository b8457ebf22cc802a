import { clockNow } from '../../registry/clock.ts';
import { fireDue } from '../../registry/due.ts';
import { globalId } from '../support/client.ts';
import { acceptLanguages } from '../support/languages.ts';
import type { Office } from '../support/office.ts';
import type { Station } from './stations.ts';

const nothing = (): object => ({});
const reason = (): object => ({ reason: 'for the better' });

/** An emergency that nobody has endorsed, to a partner that takes our language. */
export async function atNight(office: Office): Promise<string> {
  await acceptLanguages(office, 'en');
  const request = await office.create('seo', { urgency: 'emergency' });
  await office.fill(request);
  await office.onTo('supervision', request);
  return request;
}
/** One person has sent it alone. */
export async function sentAlone(office: Office): Promise<string> {
  const request = await atNight(office);
  await office.sendAlone('yang', request);
  const attempt = async () => {
    const [sent] = (await office.read(request)).transmissions;
    return { transmission: sent?.id, attempt: sent?.attempt };
  };
  await office.enginesStep('claimTransmission', request, await attempt());
  await office.enginesStep('recordSent', request, { ...(await attempt()), receipt: '250 taken' });
  return request;
}
/** It was sent days ago. */
export async function unconfirmed(office: Office): Promise<string> {
  const now = await clockNow(office.system);
  await office.setClock('2026-03-12T00:00:00Z');
  const request = await sentAlone(office);
  await office.setClock(now);
  await fireDue(office.system, { limit: 10, request });
  return request;
}

export const AT_NIGHT: Station[] = [
  { mutation: 'sendAlone', by: 'yang', good: ({ letter }) => ({ channel: 'EMAIL', letter: letter?.hash }) },
  { mutation: 'confirmEmergency', by: 'oh', good: nothing },
];
export const SENT_ALONE: Station[] = [
  { mutation: 'draftFormalRequest', by: 'seo', good: ({ id }) => ({ source: globalId('Request', id) }) },
  { mutation: 'waiveFormalRequest', by: 'seo', good: reason },
  { mutation: 'withholdConfirmation', by: 'moon', good: reason },
];
export const UNCONFIRMED: Station[] = [
  {
    mutation: 'explainIncident',
    by: 'yang',
    good: () => ({ cause: 'UNCONFIRMED_EMERGENCY', finding: 'Nobody read the mail' }),
  },
];
