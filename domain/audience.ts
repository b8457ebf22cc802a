import { isCalledBack } from './incoming.ts';
import type { Request } from './request.ts';
import type { Staff } from './roles.ts';

/**
 * A key says who somebody is to a request: `user:<id>`, `role:ca-officer`, `office:<id>/supervisor`, `authority:<id>`.
 * A person holds keys; a request lists the keys that open it.
 */
export type Key = string;

/** Roles by which a file names those who see it, wherever they work. */
const ORG_ROLES = ['ca-officer', 'ca-head', 'poc-officer', 'registry', 'translator', 'reviser', 'auditor'] as const;

/** The keys that a person holds. */
export function keysOf(person: Staff & { authority?: string }): Key[] {
  const roles = ORG_ROLES.filter((role) => person.roles.includes(role)).map((role) => `role:${role}`);
  const office = person.office && person.roles.includes('supervisor') ? [`office:${person.office}/supervisor`] : [];
  const authority = person.authority && person.roles.includes('partner') ? [`authority:${person.authority}`] : [];
  return [`user:${person.id}`, ...roles, ...office, ...authority];
}

/** A hold concerns the central authority from its first day, an emergency before anybody endorses it. */
const hasReachedDesk = ({ endorsedBy, approval, kind, urgency, status }: Request): boolean =>
  endorsedBy !== undefined ||
  approval !== undefined ||
  kind === 'hold' ||
  (urgency === 'emergency' && status === 'supervision');

/** What the officers of the 24/7 point are there for: emergencies, holds, and whatever has called somebody at once. */
const concernsPoint = ({ urgency, kind, alarms = [] }: Request): boolean =>
  urgency === 'emergency' || kind === 'hold' || alarms.length > 0;

/** Who may read the whole file. */
export function readersOf(request: Request): Key[] {
  const asked = request.deskQuestions.some(({ answer }) => answer === undefined);
  const isThere = hasReachedDesk(request);
  return [
    `user:${request.drafter}`,
    ...(request.office ? [`office:${request.office}/supervisor`] : []),
    'role:auditor',
    ...(isThere || asked ? ['role:ca-officer', 'role:ca-head'] : request.stuck ? ['role:ca-head'] : []),
    ...(isThere && concernsPoint(request) ? ['role:poc-officer'] : []),
    ...(request.approval || request.sentOn ? ['role:registry'] : []),
  ];
}

/** Who sees only the segments to translate and the letter they make. */
export function translatorsOf(request: Request): Key[] {
  if (request.status !== 'in-translation' || !request.translation) return [];
  const { translator } = request.translation;
  return [translator ? `user:${translator}` : 'role:translator', 'role:reviser'];
}

/** Who sees it as the partner does (S8): the authority it is addressed to, once sent; or that asks us, once it was called back. */
export const partnersOf = (request: Request): Key[] =>
  request.sentOn && isCalledBack(request) ? [`authority:${request.partner}`] : [];

/** Whether a request exists for a viewer: the rule that the policy of the database has, too. */
export const isSeenBy = (
  request: Request,
  { org, keys, requests }: { org: string; keys: readonly Key[]; requests: readonly string[] },
): boolean =>
  request.org === org &&
  (requests.includes(request.id) ||
    [readersOf, translatorsOf, partnersOf].some((audience) => audience(request).some((key) => keys.includes(key))));
