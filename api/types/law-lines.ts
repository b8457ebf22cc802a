import type { Of, Reason } from '../../domain/legal-bases/question.ts';
import type { ContentRule, ForbiddenRule, GroundRule, RouteRule, Statement } from '../../domain/treaties/type.ts';
import { builder } from '../builder.ts';
import { ConfidenceEnum } from './enums.ts';

const seen = { signedIn: true } as const;
/** What every line says of itself. */
const INSTRUMENT = 'Its instrument: the one asked about, its protocol, or the statute of the requested State.';
const CONFIDENCE = 'How sure the line is; one that is UNVERIFIED is shown with a warning.';

export const ReasonRef = builder.objectRef<Reason>('BasisReason').implement({
  description: 'Why an instrument applies, may apply, or does not.',
  authScopes: seen,
  fields: (t) => ({
    text: t.exposeString('text'),
    article: t.string({ nullable: true, description: 'Where it stands.', resolve: ({ article }) => article ?? null }),
    confidence: t.field({
      description: 'The weakest of the line that says so and of the facts on record that decided.',
      type: ConfidenceEnum,
      resolve: ({ confidence }) => confidence,
    }),
    isStale: t.boolean({
      description: 'Whether a fact that decided is amber: nobody has checked it for a year.',
      resolve: ({ isStale }) => isStale ?? false,
    }),
  }),
});
export const StatementRef = builder.objectRef<Of<Statement>>('LawStatement').implement({
  description: 'What an instrument says of something.',
  authScopes: seen,
  fields: (t) => ({
    text: t.exposeString('text'),
    article: t.string({ nullable: true, description: 'Where it stands.', resolve: ({ article }) => article ?? null }),
    instrument: t.exposeString('instrument', { description: INSTRUMENT }),
    confidence: t.expose('confidence', { type: ConfidenceEnum, description: CONFIDENCE }),
  }),
});
export const RouteRef = builder.objectRef<Of<RouteRule>>('LegalRoute').implement({
  description: 'A way that the instrument opens to this request.',
  authScopes: seen,
  fields: (t) => ({
    route: t.exposeString('route', { description: 'Its code: central-authority, diplomatic, interpol.' }),
    text: t.exposeString('text'),
    article: t.exposeString('article', { description: 'Where it stands.' }),
    instrument: t.exposeString('instrument', { description: INSTRUMENT }),
    confidence: t.expose('confidence', { type: ConfidenceEnum, description: CONFIDENCE }),
  }),
});
export const ContentRef = builder.objectRef<Of<ContentRule>>('ContentRule').implement({
  description: 'Something that the request must say.',
  authScopes: seen,
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Its code within the instrument.' }),
    label: t.exposeString('label'),
    article: t.exposeString('article', { description: 'Where it stands.' }),
    fields: t.stringList({
      description: 'The fields of the content that say it.',
      resolve: ({ fields }) => [...fields],
    }),
    whenPossible: t.boolean({
      description: 'Asked for where possible: its absence is no gap.',
      resolve: ({ isWherePossible }) => isWherePossible ?? false,
    }),
    instrument: t.exposeString('instrument', { description: INSTRUMENT }),
    confidence: t.expose('confidence', { type: ConfidenceEnum, description: CONFIDENCE }),
  }),
});
export const GroundRef = builder.objectRef<Of<GroundRule>>('RefusalGround').implement({
  description: 'A ground on which such a request may be refused.',
  authScopes: seen,
  fields: (t) => ({
    ground: t.exposeString('ground', { description: 'Its word in the one vocabulary of grounds.' }),
    ownId: t.string({
      description: 'The code under which the notes on the instrument list it, where they do.',
      nullable: true,
      resolve: ({ ownId }) => ownId ?? null,
    }),
    label: t.exposeString('label'),
    article: t.exposeString('article', { description: 'Where it stands.' }),
    condition: t.string({ description: 'Only so.', nullable: true, resolve: ({ condition }) => condition ?? null }),
    instrument: t.exposeString('instrument', { description: INSTRUMENT }),
    confidence: t.expose('confidence', { type: ConfidenceEnum, description: CONFIDENCE }),
  }),
});
export const ForbiddenRef = builder.objectRef<Of<ForbiddenRule>>('ForbiddenGround').implement({
  description: 'A ground on which such a request may not be refused.',
  authScopes: seen,
  fields: (t) => ({
    ground: t.exposeString('ground', { description: 'Its word in the one vocabulary of grounds.' }),
    text: t.exposeString('text'),
    article: t.exposeString('article', { description: 'Where it stands.' }),
    instrument: t.exposeString('instrument', { description: INSTRUMENT }),
    confidence: t.expose('confidence', { type: ConfidenceEnum, description: CONFIDENCE }),
  }),
});
