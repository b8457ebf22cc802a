import { queryFromInfo } from '@pothos/plugin-prisma';
import { allowedActions } from '../../domain/decide.ts';
import { type Hold as Held, holdOf } from '../../domain/hold.ts';
import { statusSeenBy, toldOf } from '../../domain/incoming.ts';
import type { Label, Urgency } from '../../domain/request.ts';
import { builder } from '../builder.ts';
import { type Context, me } from '../context.ts';
import { factsFor } from '../facts.ts';
import { wordsOf } from '../words.ts';
import { ExistenceEnum, HoldStopEnum, LabelEnum, LapseCauseEnum, StatusEnum, UrgencyEnum } from './enums.ts';
import { DraftRef, ExtensionRef } from './hold-extension.ts';
import { AllowedAction, Request, shared, stateOf, whole } from './request.ts';

/** What is read of the requests that a hold is linked to, by their ids. */
const links = <N>(request: N) => ({ state: true, requests: { select: { requestId: true, request } } }) as const;
const linked = <R>(
  requests: readonly { requestId: string; request: R }[],
  ids: readonly (string | undefined)[] | undefined = [],
): R[] => requests.filter(({ requestId }) => ids.includes(requestId)).map(({ request }) => request);

export const heldOf = (row: { state: unknown }): Held => holdOf(stateOf(row));
/** The same as the viewer may know it: a partner no more than it was told. */
export const seenOf = (row: { state: unknown }, context: Context): Held =>
  me(context).actor.authority === undefined ? heldOf(row) : toldOf(heldOf(row));

const IncidentRef = builder.objectRef<NonNullable<Held['incident']>>('LapseIncident').implement({
  description: 'What is on record of a hold that has lapsed.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    cause: t.field({ type: LapseCauseEnum, description: 'Why nothing had secured it.', resolve: ({ cause }) => cause }),
    exists: t.field({
      type: ExistenceEnum,
      description: 'Whether the data still exist; null until a person has found out.',
      nullable: true,
      resolve: ({ finding }) => finding?.exists ?? null,
    }),
    finding: t.string({
      description: 'What was found out.',
      nullable: true,
      resolve: ({ finding }, _args, { tx }) => (finding ? wordsOf(tx, finding.words) : null),
    }),
  }),
});

export const Hold = builder.prismaNode('Request', {
  variant: 'Hold',
  nullable: true, // asked for by the id of what is not there, a node is null
  id: { field: 'id' },
  findUnique: (id) => ({ id, kind: 'hold' }),
  description:
    'Data that a custodian keeps on our request, or that we preserve for a partner, from the day it was asked to its end. Its partner sees status, references, dates and what asked for it, and of what it asks of us what it was told; nothing else.',
  authScopes: { signedIn: true },
  select: { id: true, readers: true, translators: true },
  fields: (t) => {
    const day = (
      description: string,
      of: (hold: Held) => string | undefined,
      authScopes: typeof shared | typeof whole,
    ) =>
      t.field({
        type: 'Date',
        nullable: true,
        description,
        authScopes,
        select: { state: true },
        resolve: (row, _args, context) => of(seenOf(row, context)) ?? null,
      });
    return {
      reference: t.exposeString('reference'),
      status: t.field({
        type: StatusEnum,
        description:
          'Where it stands; what we have not told, and that a release is proposed, is not shown to its partner.',
        select: { state: true },
        resolve: (row, _args, context) => statusSeenBy(me(context).actor, stateOf(row)),
      }),
      version: t.exposeInt('version', { description: 'Give it back as `expectedVersion` with the next step.' }),
      urgency: t.field({ type: UrgencyEnum, select: { urgency: true }, resolve: ({ urgency }) => urgency as Urgency }), // likewise
      partner: t.relation('partner'),
      allowedActions: t.field({
        type: [AllowedAction],
        description: 'Every step with whether the viewer may take it now.',
        complexity: 20,
        select: { state: true, orgId: true },
        resolve: async (row, _args, context) => allowedActions(stateOf(row), await factsFor(context, stateOf(row))),
      }),
      askedOn: day('The day on which it was asked.', ({ askedOn }) => askedOn, shared),
      receivedOn: day('The day on which the partner received that.', ({ receivedOn }) => receivedOn, shared),
      effectiveOn: day('The day from which the data are held.', ({ effectiveOn }) => effectiveOn, shared),
      statedEnd: day('The last day as the partner stated it.', ({ statedEnd }) => statedEnd, shared),
      until: day(
        'The last day as it is counted now; null once nothing runs out any more.',
        ({ until }) => until,
        shared,
      ),
      ticket: t.string({
        description: 'The reference of the custodian.',
        nullable: true,
        authScopes: shared,
        select: { state: true },
        resolve: (row) => heldOf(row).ticket ?? null,
      }),
      extensions: t.field({
        type: [ExtensionRef],
        description: 'The longer times that were asked, in order.',
        authScopes: shared,
        select: { state: true },
        resolve: (row, _args, context) => [...seenOf(row, context).extensions],
      }),

      custodian: t.string({
        description: 'Who keeps the data.',
        nullable: true,
        authScopes: whole,
        select: { state: true },
        resolve: (row, _args, { tx }) => wordsOf(tx, heldOf(row).custodian),
      }),
      data: t.string({
        description: 'The exact identifiers and the data that are kept.',
        nullable: true,
        authScopes: whole,
        select: { state: true },
        resolve: (row, _args, { tx }) => wordsOf(tx, heldOf(row).data),
      }),
      period: t.string({
        description: 'Code of the period that it is held by; null where no instrument sets one.',
        nullable: true,
        authScopes: whole,
        select: { state: true },
        resolve: (row) => heldOf(row).rule ?? null,
      }),
      zone: t.string({
        description: 'The IANA zone of the custodian: its days end there.',
        authScopes: whole,
        select: { state: true },
        resolve: (row) => heldOf(row).zone,
      }),
      actBy: day(
        'The last working day, with us and with the partner, on which something can still be done.',
        ({ actBy }) => actBy,
        whole,
      ),
      stoppedBy: t.field({
        type: HoldStopEnum,
        description: 'What has ended the running out.',
        nullable: true,
        authScopes: whole,
        select: { state: true },
        resolve: (row) => heldOf(row).stopped?.by ?? null,
      }),
      stoppedOn: day('The day on which that arrived.', ({ stopped }) => stopped?.on, whole),
      producedOn: day('The day on which the data were handed over.', ({ produced }) => produced?.on, whole),
      extensionDraft: t.field({
        type: DraftRef,
        description: 'The extension that waits to be asked.',
        nullable: true,
        authScopes: whole,
        select: { state: true },
        resolve: (row) => heldOf(row).draft ?? null,
      }),
      incident: t.field({
        type: IncidentRef,
        description: 'Null unless it has lapsed.',
        nullable: true,
        authScopes: whole,
        select: { state: true },
        resolve: (row) => heldOf(row).incident ?? null,
      }),
      label: t.field({
        type: LabelEnum,
        authScopes: whole,
        select: { label: true },
        resolve: ({ label }) => label as Label,
      }), // written through the same list
      createdAt: t.expose('createdAt', { type: 'DateTime', authScopes: whole }),
      changedAt: t.expose('changedAt', { type: 'DateTime', authScopes: whole }),
      drafter: t.relation('drafter', { authScopes: whole }),
      requests: t.field({
        type: [Request],
        description: 'The requests that rely on it and are the viewer’s to see.',
        authScopes: whole,
        select: (_args, _context, nested) => links(nested()),
        resolve: ({ requests, ...row }) => linked(requests, heldOf(row).requests),
      }),
      askedBy: t.field({
        type: Request,
        nullable: true,
        description: 'The request for preservation that asked for it; null where none did that is the viewer’s to see.',
        authScopes: shared,
        select: { state: true },
        resolve: (row, _args, context, info) => {
          const { request: id } = heldOf(row).askedBy ?? {};
          const query: object = queryFromInfo({ context, info });
          return id ? context.tx.request.findUnique({ ...query, where: { id } }) : null;
        },
      }),
      askedItem: t.string({
        description: 'Which item of that request asked for it.',
        nullable: true,
        authScopes: shared,
        select: { state: true },
        resolve: (row) => heldOf(row).askedBy?.item ?? null,
      }),
      extensionRequests: t.field({
        type: [Request],
        description: 'The requests that were drafted for its extension and are the viewer’s to see.',
        authScopes: whole,
        select: (_args, _context, nested) => links(nested()),
        resolve: ({ requests, ...row }) => {
          const { draft, extensions } = heldOf(row);
          return linked(
            requests,
            [...extensions, draft].map((one) => one?.request),
          );
        },
      }),
    };
  },
});
