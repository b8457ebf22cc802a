import type { Gap } from './errors.ts';
import type { Role } from './roles.ts';

/** What somebody is in the house, or of which partner. */
export type Position = { roles: readonly Role[]; office?: string | undefined; authority?: string | undefined };

/** Roles that work for a prosecution office: their steps are those of its files. */
const OF_AN_OFFICE: readonly Role[] = ['drafter', 'supervisor'];
/** Roles that stand alone: who holds one has no hand in what it is about. */
const ALONE: Partial<Record<Role, { message: string; source: string }>> = {
  auditor: { message: 'has auditor beside another role, who only reads', source: 'separation of duties S7' },
  partner: {
    message: 'has partner beside another role, who sees only what was sent',
    source: 'separation of duties S8',
  },
};

/** Everything that is wrong with a position. */
export function positionFaults({ roles, office, authority }: Position): Gap[] {
  const gap = (field: string, message: string, source = 'the offices and people of the house'): Gap => ({
    field,
    rule: 'people',
    message,
    source,
  });
  const needsOffice = roles.some((role) => OF_AN_OFFICE.includes(role));
  const isPartner = roles.includes('partner');
  return [
    ...(roles.length === 0 ? [gap('roles', 'names no role')] : []),
    ...(new Set(roles).size < roles.length ? [gap('roles', 'names a role twice')] : []),
    ...roles.flatMap((role) => {
      const alone = roles.length > 1 ? ALONE[role] : undefined;
      return alone ? [gap('roles', alone.message, alone.source)] : [];
    }),
    ...(needsOffice && !office ? [gap('office', 'is missing: a drafter or supervisor works for one')] : []),
    ...(office && !needsOffice ? [gap('office', 'is for drafters and supervisors')] : []),
    ...(isPartner && !authority
      ? [gap('authority', 'is missing: an officer of a partner is one of its authority')]
      : []),
    ...(authority && !isPartner ? [gap('authority', 'is for officers of a partner')] : []),
  ];
}
