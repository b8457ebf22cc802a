import type { Content } from '../../domain/content.ts';

const paragraph = (id: string, text: string) => ({ kind: 'paragraph' as const, id, text });

export const ITEMS: Content['items'] = [
  {
    id: '1',
    title: 'Subscriber of the mailbox',
    description: [paragraph('p', 'All data held on the person who registered and uses the mailbox.')],
    reason: [paragraph('r', 'The mailbox received the stolen messages; who uses it is the first thing to be known.')],
    identifiers: ['i1'],
    persons: [],
    provider: 'Northgate Mail NV',
    period: { from: '2025-12-01', to: '2026-01-20', zone: 'Europe/Brussels' },
    dataFields: 'Name, address, telephone, recovery address, means of payment, date and address of registration',
  },
  {
    id: '2',
    title: 'Log-in addresses of the mailbox',
    description: [paragraph('p', 'Each log-in with address, port, instant and time zone.')],
    reason: [
      paragraph(
        'r',
        'The addresses of 2 December and 14 January belong to carriers that share addresses; only the log of the mailbox can tie them to one connection.',
      ),
    ],
    identifiers: ['i1', 'i2', 'i3', 'i4', 'i9'],
    persons: [],
    provider: 'Northgate Mail NV',
    period: { from: '2025-12-01', to: '2026-01-20', zone: 'Europe/Brussels' },
    dataFields: 'Address, port, instant with zone, device',
  },
  {
    id: '3',
    title: 'Messages exchanged with the false sender',
    description: [paragraph('p', 'Content of messages to and from accounts@ateliers-merei.example.')],
    reason: [paragraph('r', 'Only the content shows whether the user of the mailbox wrote the false invoice.')],
    identifiers: ['i1', 'i8'],
    persons: [],
    provider: 'Northgate Mail NV',
    period: { from: '2025-12-01', to: '2026-01-20', zone: 'Europe/Brussels' },
    dataFields: 'Content and attachments of these messages only',
  },
  {
    id: '4',
    title: 'Account at Banque du Littoral',
    description: [paragraph('p', 'Opening documents and statements of the account.')],
    reason: [paragraph('r', 'They show who opened the account and where the eleven transfers went.')],
    identifiers: ['i5'],
    persons: ['p2'],
    bank: 'Banque du Littoral, Port-Clair',
    account: 'BE71 0961 2345 6769',
    accountBelief: 'The payment of 14 January 2026 was credited to it.',
    period: { from: '2025-11-01', to: '2026-02-28', zone: 'Europe/Brussels' },
    dataFields: 'Opening documents, powers of attorney, statements',
    evidenceForm: 'Certified copies',
  },
  {
    id: '5',
    title: 'Hearing of the account holder',
    description: [paragraph('p', 'Hearing of the account holder as a suspect, by video link if he agrees.')],
    reason: [],
    identifiers: [],
    persons: ['p2'],
    status: 'suspect',
    questions: [
      {
        kind: 'list',
        id: 'q',
        items: [
          { id: 'a', text: 'Who opened the account, and for whom?' },
          { id: 'b', text: 'Who gave the orders for the eleven transfers?' },
          { id: 'c', text: 'Does he know the mailbox heron.blue.77@northgatemail.example?' },
        ],
      },
    ],
    rights: 'Right to silence; right to a lawyer; right to an interpreter',
    whyNotInPerson: 'He lives in Belmora, and the trial is not near.',
    technical: 'H.323 or a link sent by the court; test call the day before',
  },
];
