import type { Content } from '../../domain/content.ts';
import { ITEMS } from './blue-heron-items.ts';

const paragraph = (id: string, text: string) => ({ kind: 'paragraph' as const, id, text });

/** What the request of Blue Heron says. */
export const CONTENT: Content = {
  title: {
    case: 'a diverted payment of Daesan Shipping Co., Ltd. (2026-HD-04417)',
    offence: 'Computer-related fraud and illegal access',
  },
  office: {
    name: 'Prosecution Office of Harun District, Cybercrime Division',
    address: '12 Beopwon-daero, Harun 13812, Arvania',
    officer: {
      name: '이서준 (LEE Seojun)',
      function: 'Prosecutor',
      telephone: '+82 31 555 0142',
      email: 'lee.sj@hd-prosecution.arvania.example',
    },
    mobile: '+82 10 5550 0142',
    hours: 'Monday to Friday, 09:00-18:00',
    zone: 'Asia/Seoul',
    second: { name: '최민지 (CHOI Minji)', function: 'Head of the division', telephone: '+82 31 555 0100' },
  },
  case: {
    number: '2026-HD-04417',
    authority: 'Prosecution Office of Harun District',
    court: 'Harun District Court',
    stage: 'Investigation; no charge has been brought yet',
    decisions: 'Search warrant of 20 January 2026 for the mail host of the injured party’s supplier.',
  },
  offences: [
    {
      id: 'o1',
      name: 'Computer-related fraud',
      provision: 'Arvanian Criminal Code, section 347-2',
      text: 'Whoever obtains a benefit by entering false data or an improper command into a data processor is punished by imprisonment for up to ten years.',
      penalty: 'Imprisonment for up to 10 years',
      maximumYears: 10,
      limitation: '2036-01-14',
      deathPenalty: false,
    },
    {
      id: 'o2',
      name: 'Illegal access',
      provision: 'Information Network Act, sections 48(1) and 71',
      penalty: 'Imprisonment for up to 5 years',
      maximumYears: 5,
      limitation: '2033-01-14',
      deathPenalty: false,
    },
  ],
  persons: [
    {
      id: 'p1',
      role: 'suspect',
      names: ['K. Ndiaye-Østergård', '김윤서', 'Yunseo Kim'],
      aliases: ['heron.blue.77'],
      note: 'Identity unknown; these names were used.',
    },
    {
      id: 'p2',
      role: 'account-holder',
      names: ['Kouassi NDIAYE-ØSTERGÅRD'],
      aliases: [],
      born: '1991-05-03',
      nationality: 'not known to us',
      location: '14 quai des Tanneurs, 3rd floor, Port-Clair, Belmora (address given to the bank)',
    },
    {
      id: 'p3',
      role: 'witness',
      names: ['박 하늘', 'PARK Haneul'],
      aliases: [],
      born: '1997-11-30',
      note: 'Accounts clerk',
    },
    {
      id: 'p4',
      role: 'injured',
      names: ['대산해운 주식회사', 'Daesan Shipping Co., Ltd.'],
      aliases: [],
      papers: 'Business no. 604-81-00000',
    },
  ],
  identifiers: [
    {
      id: 'i1',
      type: 'email',
      value: 'heron.blue.77@northgatemail.example',
      provider: 'Northgate Mail NV',
      noneKnown: false,
      leftOut: false,
    },
    {
      id: 'i2',
      type: 'ip',
      value: '203.0.113.77',
      localTime: '2025-12-02T23:58:41',
      zone: '+01:00',
      port: 51_514,
      noneKnown: false,
      leftOut: false,
    },
    { id: 'i3', type: 'ip', value: '203.0.113.77', localTime: '2025-12-19T04:03:07', noneKnown: true, leftOut: false },
    {
      id: 'i4',
      type: 'ip',
      value: '2001:db8:5c1:77::a2',
      localTime: '2026-01-14T00:10:55',
      zone: 'UTC',
      port: 443,
      noneKnown: false,
      leftOut: false,
    },
    {
      id: 'i5',
      type: 'iban',
      value: 'BE71 0961 2345 6769',
      provider: 'Banque du Littoral',
      noneKnown: false,
      leftOut: false,
    },
    { id: 'i6', type: 'phone', value: '+32 455 50 17 42', noneKnown: false, leftOut: false, note: 'Given to the bank' },
    {
      id: 'i7',
      type: 'wallet',
      value: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
      noneKnown: false,
      leftOut: false,
      note: 'Named in a deleted chat',
    },
    { id: 'i8', type: 'email', value: 'accounts@ateliers-merei.example', noneKnown: false, leftOut: false },
    { id: 'i9', type: 'other', value: 'kept-out-of-the-letter', noneKnown: false, leftOut: true },
  ],
  facts: [
    paragraph(
      'f1',
      'On Wednesday 14 January 2026 at 09:12 local time, the accounts clerk of Daesan Shipping Co., Ltd. (대산해운 주식회사) received an e-mail that seemed to come from a supplier, Ateliers Mérel SARL, and asked that invoice INV-2025-1187 be paid to a new account. The sender was accounts@ateliers-merei.example, with an “i” in place of the “l”.',
    ),
    paragraph(
      'f2',
      'At 14:47 the company paid EUR 412,350.00 to account BE71 0961 2345 6769, held at Banque du Littoral, Belmora, in the name of “K. Ndiaye-Østergård”. By 16 January EUR 398,000 had been moved on in eleven transfers.',
    ),
    paragraph(
      'f3',
      'The supplier’s real mailbox had been opened from abroad since 2 December 2025. A forwarding rule sent every message with the word “invoice” to heron.blue.77@northgatemail.example. The log of the supplier’s mail host shows:',
    ),
    {
      kind: 'table',
      id: 'f4',
      header: ['Instant', 'Address', 'Port'],
      rows: [
        ['2025-12-02 23:58:41 +01:00', '203.0.113.77', '51514'],
        ['2025-12-19 04:03:07 (no zone)', '203.0.113.77', 'not logged'],
        ['2026-01-14 00:10:55Z', '2001:db8:5c1:77::a2', '443'],
      ],
    },
  ],
  nexus: [
    paragraph(
      'n1',
      'The mailbox to which the messages were forwarded is kept by Northgate Mail NV, established in Belmora; the account that received the payment is held in Belmora, and its holder gave an address there.',
    ),
  ],
  dualCriminality: [
    paragraph(
      'd1',
      'Whoever opens another’s mailbox without right and leads a debtor by deception to pay to a wrong account commits acts that the Convention obliges both Parties to make punishable (articles 2 and 8).',
    ),
  ],
  procedure: [
    {
      kind: 'list',
      id: 'r1',
      items: [
        {
          id: 'a',
          text: 'Records certified as business records by the person who keeps them; a sworn translation is not needed.',
        },
        {
          id: 'b',
          text: 'For item 5: the suspect is told of the right to silence and of the right to a lawyer before the hearing.',
        },
      ],
    },
  ],
  purpose: [
    paragraph(
      'u1',
      'The results will serve to identify the users of the mailbox and of the account, to trace the money, and as evidence in the trial that may follow.',
    ),
  ],
  urgency: {
    reason: 'The data are held for sixty days only, and no longer period was stated.',
    desiredDate: '2026-04-24',
  },
  confidentiality: {
    wished: true,
    reason:
      'The user of the mailbox and the holder of the account must not be told: they could move the remaining money.',
    ifNotKept: 'Please tell us first and wait for our decision.',
  },
  undertakings: {
    reciprocity: true,
    speciality: true,
    returnOfOriginals: true,
    deathPenalty: false,
    costs: true,
    dataProtection: true,
    further: [],
  },
  results: {
    address: 'Ministry of Justice, Division of International Criminal Affairs, 47 Gwanmun-ro, Harun 13809, Arvania',
    means: 'By the courier of the embassy, or by secure transfer agreed beforehand',
    media: 'Encrypted USB medium; the password by telephone',
  },
  earlier: [
    {
      id: 'e1',
      kind: 'preservation',
      reference: 'BHR-PR-0098',
      askedOn: '2026-02-27',
      preservedFrom: '2026-03-02',
      ticket: 'POC-BEL-2026-311',
      custodian: 'Northgate Mail NV',
      answeredBy: '24/7 point of contact of Belmora',
      channel: '24/7 network',
    },
  ],
  items: ITEMS,
};
