import type { Calendar } from '../../../domain/dates.ts';
import type { PartnerFacts } from '../../../domain/partners.ts';
import type { Actor, Role, Staff } from '../../../domain/roles.ts';
import { BELMORA } from '../drafts.ts';

/** An id that a reader can tell from others: what it stands for in its last block. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const HOME: Calendar = {
  zone: 'Asia/Seoul',
  weekend: [6, 7],
  holidays: [{ date: '2026-05-05', name: 'Children’s Day' }],
};
export const PARTNER: PartnerFacts = {
  ...BELMORA,
  calendar: { zone: 'Europe/Brussels', weekend: [6, 7], holidays: [] },
};
export const [OFFICE, OTHER_OFFICE, AUTHORITY, OTHER_AUTHORITY] = [uuid(901), uuid(902), uuid(911), uuid(912)];

const person = (n: number, roles: Role[], more: Partial<Actor> = {}): Actor => ({
  id: uuid(n),
  kind: 'person',
  roles,
  ...more,
});

/** A small house, and two partners. The first of each role is the one whose file it is. */
export const CAST = {
  drafter: person(1, ['drafter'], { office: OFFICE }),
  colleague: person(2, ['drafter'], { office: OFFICE }),
  supervisor: person(3, ['supervisor'], { office: OFFICE }),
  stranger: person(4, ['supervisor'], { office: OTHER_OFFICE }),
  officer: person(5, ['ca-officer']),
  second: person(6, ['ca-officer']),
  head: person(7, ['ca-head']),
  /** Has duty first, and sends alone. */
  watch: person(18, ['poc-officer']),
  point: person(17, ['poc-officer']),
  translator: person(8, ['translator']),
  linguist: person(9, ['translator', 'reviser']),
  reviser: person(10, ['reviser']),
  registry: person(11, ['registry']),
  auditor: person(12, ['auditor']),
  administrator: person(13, ['administrator']),
  partner: person(14, ['partner'], { authority: AUTHORITY }),
  foreigner: person(15, ['partner'], { authority: OTHER_AUTHORITY }),
  /** Wears every hat that separation of duties keeps apart. */
  everybody: person(
    16,
    ['drafter', 'supervisor', 'ca-officer', 'ca-head', 'poc-officer', 'translator', 'reviser', 'registry'],
    {
      office: OFFICE,
    },
  ),
} as const satisfies Record<string, Actor>;
export type Name = keyof typeof CAST;
// keys of a const are its type
export const NAMES = Object.keys(CAST) as Name[];

export const ENGINE: Actor = {
  id: 'system',
  kind: 'system',
  roles: [],
  workflow: { id: 'request/1', run: 'run-1', step: 'takeStep' },
};

/** Who acts in a role on the file that `way.ts` makes: its drafter, its head of office, its translator. */
export const IN_ROLE: Record<Role, Actor> = {
  drafter: CAST.drafter,
  supervisor: CAST.supervisor,
  'ca-officer': CAST.officer,
  'ca-head': CAST.head,
  'poc-officer': CAST.point,
  translator: CAST.translator,
  reviser: CAST.reviser,
  registry: CAST.registry,
  partner: CAST.partner,
  auditor: CAST.auditor,
  administrator: CAST.administrator,
};

/** The actor with the powers of others lent to it (S9). */
export const standingIn = (actor: Actor, ...others: (Staff & { onlyFor?: string })[]): Actor => ({
  ...actor,
  standIns: others.map(({ id, roles, office, onlyFor }) => ({
    id,
    roles,
    ...(office ? { office } : {}),
    ...(onlyFor ? { onlyFor } : {}),
  })),
});
