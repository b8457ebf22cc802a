import { idOf } from '../../prisma/demonstration/ids.ts';
import { globalId } from '../support/client.ts';
import { personId } from '../support/office.ts';
import { HOLIDAY } from './law-house.ts';
import type { Station } from './stations.ts';

/** What is done to the house, not to a request. */
export const HOUSE: Station[] = [
  {
    mutation: 'appointStandIn',
    by: 'seo',
    bare: true,
    good: () => ({
      standsFor: globalId('Person', personId('seo')),
      person: globalId('Person', personId('han')),
      startsAt: '2026-03-16T00:00:00Z',
      endsAt: '2026-03-20T00:00:00Z',
      reason: 'Away',
    }),
  },
  {
    mutation: 'endStandIn',
    by: 'seo',
    bare: true,
    good: (_request, { standIn }) => ({ id: globalId('StandIn', standIn) }),
  },
  { mutation: 'addOffice', by: 'admin', bare: true, good: () => ({ name: 'Prosecution Office of the Coast' }) },
  {
    mutation: 'addPerson',
    by: 'admin',
    bare: true,
    good: () => ({
      email: 'coast@arvania.example',
      name: 'Somebody New',
      roles: ['DRAFTER', 'REGISTRY'],
      office: globalId('Office', idOf('office/harun')),
    }),
  },
  {
    mutation: 'changePerson',
    by: 'admin',
    bare: true,
    good: () => ({
      person: globalId('Person', personId('ryu')),
      roles: ['SUPERVISOR'],
      office: globalId('Office', idOf('office/harun')),
      active: true,
      newPassword: true,
    }),
  },
  { mutation: 'openCalendar', by: 'seo', bare: true, good: () => ({ idempotencyKey: 'a calendar of mine' }) },
  { mutation: 'closeCalendar', by: 'seo', bare: true, good: () => ({ idempotencyKey: 'no calendar of mine' }) },
  {
    mutation: 'setMailWish',
    by: 'seo',
    bare: true,
    good: () => ({ mode: 'DIGEST', quietFrom: '22:00', quietTo: '07:00', digestAt: '08:30' }),
  },
  { mutation: 'setHouseRule', by: 'admin', bare: true, good: () => ({ id: 'HR-1', amount: 12 }) },
  { mutation: 'recordLawEntry', by: 'admin', bare: true, good: () => ({ ...HOLIDAY }) },
  {
    mutation: 'endLawEntry',
    by: 'admin',
    bare: true,
    good: (_request, { line }) => ({ id: globalId('LawEntry', line) }),
  },
  {
    mutation: 'importLaw',
    by: 'admin',
    bare: true,
    good: () => ({ csv: 'kind,about,key,name,source,confidence\nholiday,XBE,2026-07-02,Second day,gazette,confirmed' }),
  },
  { mutation: 'startHolidays', by: 'admin', bare: true, good: () => ({ state: 'FR', fromYear: 2026, toYear: 2027 }) },
  {
    mutation: 'addBilateralTreaty',
    by: 'admin',
    bare: true,
    good: () => ({
      id: 'ours',
      name: 'Treaty between the two of us',
      short: 'Ours',
      with: 'XBE',
      since: '2020-01-01',
      citation: 'Gazette 2020, 1',
      lastArticle: 22,
      source: 'gazette',
      confidence: 'CONFIRMED',
      checkedBy: 'An Siwoo',
      checkedOn: '2026-03-02',
    }),
  },
];
