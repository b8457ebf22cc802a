/** Who acts (section 5 of the procedure). A person may have several; the separation of duties looks at the person. */
export const ROLES = [
  'drafter',
  'supervisor',
  'ca-officer',
  'ca-head',
  'poc-officer',
  'translator',
  'reviser',
  'registry',
  'partner',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

/** `system` is what the engine asks for through a workflow. */
export type ActorKind = 'person' | 'system';

export type Actor = {
  /** User id; for the system the name of the process, `system`. */
  id: string;
  kind: ActorKind;
  roles: readonly Role[];
  /** Office of a prosecutor. */
  office?: string;
  /** Partner authority of a partner's officer. */
  authority?: string;
  /** The persons this one stands in for now (S9): their powers are used where the own ones do not reach. `onlyFor` names the one request it is limited to. */
  standIns?: readonly (Staff & { onlyFor?: string })[];
  /** Set on an event: whose power was used. */
  standsInFor?: string;
  /** When this session last proved who it is; an instant. */
  provedAt?: string;
  /** Where the engine was when it asked: workflow id, run and step. */
  workflow?: { id: string; run: string; step: string };
};

/** Those whose steps rest on files; whoever only reads, directs or translates uploads none. */
const UPLOADERS: readonly Role[] = ['drafter', 'ca-officer', 'ca-head', 'poc-officer', 'registry', 'partner'];
/** Whether somebody may file documents, by the own roles or those of somebody stood in for. */
export const mayUpload = ({ roles, standIns = [] }: Actor): boolean =>
  [roles, ...standIns.map((person) => person.roles)].some((held) => held.some((role) => UPLOADERS.includes(role)));

/** Somebody who may get work: what the separation of duties is counted over. */
export type Staff = { id: string; roles: readonly Role[]; office?: string };
