import type { Gap } from '../errors.ts';
import { type Draft, typesOf } from './draft.ts';

/** What drafts to a partner have met with before: a field or a ground, and in how many requests; nothing of any case. */
export type Met = {
  readonly kind: 'returned' | 'asked' | 'refused';
  /** The field, `items.reason`; of a refusal the type of item and the ground. */
  readonly code: string;
  readonly times: number;
};

type Told = (code: string, draft: Draft) => { field: string; message: string } | undefined;

/** A field of items is told of them all. */
const fieldOf = (code: string): string => (code.startsWith('items.') ? 'items' : code);

const TOLD: Record<Met['kind'], Told> = {
  returned: (code, { partner }) => ({
    field: fieldOf(code),
    message: `look at ${code}: for it drafts to ${partner.names.en} were given back before`,
  }),
  asked: (code, { partner }) => ({
    field: fieldOf(code),
    message: `look at ${code}: ${partner.names.en} has asked about it before`,
  }),
  refused: (code, draft) => {
    const [type = '', ground = ''] = code.split(': ');
    const index = typesOf(draft).indexOf(type);
    const message = `asks for "${type}", which ${draft.partner.names.en} has refused before: ${ground}`;
    return index < 0 ? undefined : { field: `items.${index}`, message };
  },
};

/** What was given back, asked or refused before warns the next draft to that partner; the record says how often. */
export const experienceGaps = (draft: Draft): Gap[] =>
  (draft.experience ?? []).flatMap(({ kind, code, times }): Gap[] => {
    const told = TOLD[kind](code, draft);
    const source = `our record: ${times === 1 ? '1 request' : `${times} requests`}`;
    return told ? [{ ...told, rule: `met-${kind}`, source, severity: 'warning' }] : [];
  });
