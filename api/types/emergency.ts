import { queryFromInfo } from '@pothos/plugin-prisma';
import { FORMAL_REQUEST, type Incident as IncidentOfFile, SECOND_CONFIRMATION } from '../../domain/emergency.ts';
import type { Request as Aggregate } from '../../domain/request.ts';
import { builder } from '../builder.ts';
import { wordsOf } from '../words.ts';
import { IncidentCauseEnum } from './enums.ts';
import { Person } from './person.ts';
import { Request, stateOf, whole } from './request.ts';

type SentAlone = Pick<Aggregate, 'deadlines' | 'formal'> & { alone: NonNullable<Aggregate['alone']> };
const dueAt = ({ deadlines }: SentAlone, kind: string): string | null =>
  deadlines.findLast((deadline) => deadline.kind === kind)?.dueAt ?? null;

const Confirmation = builder.objectRef<SentAlone>('Confirmation').implement({
  description: 'That one person has sent an emergency alone, and what came of it (S6).',
  authScopes: { signedIn: true },
  fields: (t) => {
    const person = (description: string, of: (sent: SentAlone) => string | undefined) =>
      t.prismaField({
        type: Person,
        nullable: true,
        description,
        resolve: (query, sent, _args, { tx }) => {
          const id = of(sent);
          return id === undefined ? null : tx.person.findUnique({ ...query, where: { id } });
        },
      });
    const instant = (description: string, of: (sent: SentAlone) => string | null | undefined) =>
      t.field({ type: 'DateTime', nullable: true, description, resolve: (sent) => of(sent) ?? null });
    return {
      sentBy: person('Who sent it.', ({ alone }) => alone.by),
      sentAt: instant('When that was decided.', ({ alone }) => alone.at),
      dueAt: instant('By when a second person says yes or no.', (sent) => dueAt(sent, SECOND_CONFIRMATION)),
      confirmedBy: person('The second person.', ({ alone }) => alone.confirmed?.by),
      confirmedAt: instant('When it was confirmed.', ({ alone }) => alone.confirmed?.at),
      withheldBy: person('Who did not confirm it.', ({ alone }) => alone.withheld?.by),
      withheldAt: instant('When that was said.', ({ alone }) => alone.withheld?.at),
      reason: t.string({
        nullable: true,
        description: 'Why it was not confirmed.',
        resolve: ({ alone: { withheld } }, _args, { tx }) => (withheld ? wordsOf(tx, withheld.reason) : null),
      }),
      formalDueAt: instant('By when the formal request follows; null where none is owed.', (sent) =>
        dueAt(sent, FORMAL_REQUEST),
      ),
      formalRequest: t.field({
        type: Request,
        nullable: true,
        description: 'The formal request, once it has been sent; null where it is not the viewer’s to see.',
        resolve: ({ formal }, _args, context, info) => {
          const query: object = queryFromInfo({ context, info });
          return formal && 'request' in formal
            ? context.tx.request.findUnique({ ...query, where: { id: formal.request } })
            : null;
        },
      }),
      waivedBy: person('Who says that none is needed.', ({ formal }) =>
        formal && 'by' in formal ? formal.by : undefined,
      ),
      waivedBecause: t.string({
        nullable: true,
        description: 'Why none is needed.',
        resolve: ({ formal }, _args, { tx }) => (formal && 'by' in formal ? wordsOf(tx, formal.reason) : null),
      }),
    };
  },
});

const IncidentRef = builder.objectRef<IncidentOfFile>('Incident').implement({
  description: 'A time that was let pass after an emergency. It stays on record.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    cause: t.field({ type: IncidentCauseEnum, description: 'Which time.', resolve: ({ cause }) => cause }),
    at: t.field({ type: 'DateTime', description: 'When it ran out, and this was found.', resolve: ({ at }) => at }),
    finding: t.string({
      nullable: true,
      description: 'Why, and what came of it; null until somebody has said it.',
      resolve: ({ finding }, _args, { tx }) => (finding ? wordsOf(tx, finding.words) : null),
    }),
  }),
});

builder.prismaObjectFields(Request, (t) => ({
  confirmation: t.field({
    type: Confirmation,
    nullable: true,
    authScopes: whole,
    description: 'Null unless one person has sent it alone.',
    select: { state: true },
    resolve: (request) => {
      const { alone, deadlines, formal } = stateOf(request);
      return alone ? { alone, deadlines, ...(formal ? { formal } : {}) } : null;
    },
  }),
  incidents: t.field({
    type: [IncidentRef],
    authScopes: whole,
    description: 'The times that were let pass after it was sent alone.',
    select: { state: true },
    resolve: (request) => [...(stateOf(request).incidents ?? [])],
  }),
}));
