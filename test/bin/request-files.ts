import { stringify } from 'yaml';

type Fields = Record<string, unknown>;
const said = (text: string) => [{ kind: 'paragraph', id: 'p', text }];

/** What a request says beside the one thing that it asks for. */
const CONTENT: Fields = {
  title: { case: 'the opened mailbox (2026-HD-1)', offence: 'Illegal access' },
  office: {
    name: 'Prosecution Office of Harun District',
    officer: { name: 'SEO Minji', telephone: '+82 31 555 0142', email: 'seo@arvania.example' },
    mobile: '+82 10 5550 0142',
    hours: 'Monday to Friday, 09:00 to 18:00',
    zone: 'Asia/Seoul',
  },
  case: { number: '2026-HD-1', authority: 'Prosecution Office of Harun District', stage: 'Investigation' },
  offences: [
    {
      id: 'o1',
      name: 'Illegal access',
      provision: 'Section 48(1)',
      penalty: 'Imprisonment for up to 5 years',
      maximumYears: 5,
      limitation: '2033-01-14',
    },
  ],
  persons: [{ id: 'p1', role: 'suspect', names: ['K. NDIAYE'] }],
  identifiers: [{ id: 'i1', type: 'email', value: 'heron@northgatemail.example' }],
  facts: said('On 14 January 2026 the mailbox was opened without right.'),
  nexus: said('The provider that keeps the mailbox is established there.'),
  dualCriminality: said('It is an offence in both States.'),
  purpose: said('Evidence in the trial that may follow.'),
  undertakings: { speciality: true, reciprocity: true, further: said('Nobody who is protected is targeted.') },
  results: { address: '47 Gwanmun Avenue, Harun', means: 'Through the central authorities' },
};

/** The text of a complete file: the item and the parts are laid over what every one says, the rest over the file. */
export const requestFile = (more: Fields = {}, item: Fields = {}, parts: Fields = {}): string =>
  stringify({
    from: 'XAR',
    to: 'XBE',
    on: '2026-11-02',
    type: 'data-subscriber',
    ...more,
    content: {
      ...CONTENT,
      items: [{ id: '1', title: 'The mailbox', description: said('All that is asked for.'), ...DATA, ...item }],
      ...parts,
    },
  });

const DATA: Fields = {
  provider: 'Northgate Mail NV',
  identifiers: ['i1'],
  period: { from: '2025-12-01', to: '2026-01-20', zone: 'Europe/Brussels' },
  dataFields: 'Records of the log-ins',
};
const PRESERVED = { reason: said('The logs roll over.'), intendsRequest: true, noNotice: true, ticket: 'NG-4471' };
const ORDERED = {
  reason: said('Nothing less would do.'),
  dataCategory: 'traffic',
  order: 'Order of the District Court of 2 November 2026 under section 106',
  issuedBy: 'court',
  address: 'Portal of the provider',
  notified: 'The authority there is told at the same time',
  noNotice: true,
};
const WANTED = { persons: ['p1'], warrant: 'Warrant of 1 May 2026' };
const SURRENDERED = { ...WANTED, law: 'Section 48', documents: 'Warrant, authenticated copy', noAssurances: true };
const ARRESTED = { ...WANTED, intendsRequest: true, place: 'Port-Clair' };

/** Both are Parties by a list that is not on record here. */
const relied = (instrument: string, ...articles: string[]): Fields => ({
  basis: [{ instrument, articles, override: 'both are on the list of the treaty office of 1 October 2026' }],
});

/** Complete requests under the instruments that carry none for assistance: what it is, the file, its basis. */
export const CARRIED: [what: string, text: string, basis: string][] = [
  [
    'a letter that asks a provider to preserve',
    requestFile({ from: 'KR', to: 'US', type: 'preservation', route: 'direct-provider' }, PRESERVED),
    'us-18usc-2703f',
  ],
  [
    'an order under an executive agreement',
    requestFile({ from: 'GB', to: 'US', type: 'provider-direct', route: 'direct-provider' }, ORDERED),
    'us-cloud-act-agreements',
  ],
  [
    'a production certificate',
    requestFile({ from: 'FR', to: 'DE', type: 'provider-direct', route: 'decentralised-it-system' }, ORDERED),
    'eu-e-evidence-2023-1543',
  ],
  [
    'a preservation certificate',
    requestFile({ from: 'FR', to: 'DE', type: 'preservation', route: 'direct-provider' }, PRESERVED),
    'eu-e-evidence-2023-1543',
  ],
  [
    'an extradition',
    requestFile({ type: 'extradition', route: 'ministry-of-justice', ...relied('ets-24', '12') }, SURRENDERED),
    'ets-24',
  ],
  [
    'a provisional arrest',
    requestFile({ type: 'provisional-arrest', route: 'interpol', ...relied('ets-24', '16') }, ARRESTED),
    'ets-24',
  ],
  [
    'an arrest under a statute',
    requestFile({ from: 'US', to: 'KR', type: 'provisional-arrest', route: 'diplomatic' }, ARRESTED),
    'kr-extradition-act',
  ],
  [
    'an arrest under a treaty of two States',
    requestFile({ from: 'IN', to: 'US', type: 'provisional-arrest', route: 'interpol' }, ARRESTED),
    'bilateral-extradition-60',
  ],
];

export const unable = (instrument: string): string =>
  requestFile(
    { from: 'IN', to: 'LK', type: 'mla-evidence', ...relied(instrument, '1') },
    { evidenceForm: 'Originals' },
  );
