import type { Content } from '../../domain/content.ts';
import { BLUE_HERON } from '../templates/fixtures.ts';

/** Twenty strings that occur nowhere else. Each is planted where people write of a case, or in what they keep secret. */
export const CANARIES = {
  latin: 'Zebedee Quillfeather',
  hangul: '봉황새연구원장',
  cyrillic: 'Аристарх Жемчугов',
  arabic: 'فاضل الزمرداني',
  title: 'the vanishing of the ninth astrolabe',
  fact: 'cormorants over the old lighthouse at dusk',
  identifier: 'zq9.astrolabe@northgatemail.example',
  item: 'the ledger behind the wainscot',
  annex: 'quince-ledger-xk42.pdf',
  evidence: '비밀장부철칠호.txt',
  deskQuestion: 'may the harpsichord be impounded',
  returned: 'say more of the velvet gloves',
  translated: 'les cormorans du vieux phare',
  asked: 'which gondola was it',
  answered: 'the gondola with the green lantern',
  condition: 'never to be read aloud in a bakery',
  object: 'a walnut casket with nine drawers',
  refusal: 'our weathervane forbids it',
  reason: 'the parrot withdrew its statement',
  feedback: 'punctual as a cuckoo clock',
} as const;

/** What people type and servers say beside the case: nobody is to read that either. */
export const SECRETS = {
  password: 'umbrella-of-the-admiral-83',
  rightPassword: 'heron-blue-77',
  email: 'ghost.heron@quagmire.example',
  part: 'no-such-part-of-marmalade',
  control: 'gramophone in the attic',
  answerOfAServer: 'no such office',
} as const;

const paragraph = (id: string, text: string) => ({ kind: 'paragraph' as const, id, text });
const { content } = BLUE_HERON;

/** The content of Blue Heron with the canaries in it. */
export const CONTENT: Content = {
  ...content,
  title: { case: CANARIES.title, offence: 'Computer-related fraud' },
  persons: (content.persons ?? []).map((person, index) => ({
    ...person,
    names: [[CANARIES.latin, CANARIES.hangul], [CANARIES.cyrillic], [CANARIES.arabic]][index] ?? person.names,
  })),
  facts: [paragraph('f0', `There were ${CANARIES.fact}.`), ...(content.facts ?? [])],
  identifiers: (content.identifiers ?? []).map((one) =>
    one.id === 'i8' ? { ...one, value: CANARIES.identifier } : one,
  ),
  items: content.items.map((item) => (item.id === '1' ? { ...item, title: CANARIES.item } : item)),
};
