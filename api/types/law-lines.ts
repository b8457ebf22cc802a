import type { Reason } from '../../domain/legal-bases/question.ts';
import type { ContentRule, ForbiddenRule, GroundRule, RouteRule, Statement } from '../../domain/treaties/type.ts';
import { builder } from '../builder.ts';
import { ConfidenceEnum } from './enums.ts';

const seen = { signedIn: true } as const;

export const ReasonRef = builder.objectRef<Reason>('BasisReason').implement({
  description: 'Why an instrument applies, may apply, or does not.',
  authScopes: seen,
  fields: (t) => ({
    text: t.exposeString('text'),
    article: t.string({ nullable: true, description: 'Where it stands.', resolve: ({ article }) => article ?? null }),
    confidence: t.field({
      description: 'Of the line that says so.',
      type: ConfidenceEnum,
      resolve: ({ confidence }) => confidence,
    }),
  }),
});
export const StatementRef = builder.objectRef<Statement>('LawStatement').implement({
  description: 'What an instrument says of something.',
  authScopes: seen,
  fields: (t) => ({
    text: t.exposeString('text'),
    article: t.string({ nullable: true, description: 'Where it stands.', resolve: ({ article }) => article ?? null }),
  }),
});
export const RouteRef = builder.objectRef<RouteRule>('LegalRoute').implement({
  description: 'A way that the instrument opens to this request.',
  authScopes: seen,
  fields: (t) => ({
    route: t.exposeString('route', { description: 'Its code: central-authority, diplomatic, interpol.' }),
    text: t.exposeString('text'),
    article: t.exposeString('article', { description: 'Where it stands.' }),
  }),
});
export const ContentRef = builder.objectRef<ContentRule & { instrument: string }>('ContentRule').implement({
  description: 'Something that the request must say.',
  authScopes: seen,
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Its code within the instrument.' }),
    label: t.exposeString('label'),
    instrument: t.exposeString('instrument', {
      description: 'The instrument, its protocol, or the statute that asks for it.',
    }),
    article: t.exposeString('article', { description: 'Where it stands.' }),
    fields: t.stringList({
      description: 'The fields of the content that say it.',
      resolve: ({ fields }) => [...fields],
    }),
    whenPossible: t.boolean({
      description: 'Asked for where possible: its absence is no gap.',
      resolve: ({ isWherePossible }) => isWherePossible ?? false,
    }),
  }),
});
export const GroundRef = builder.objectRef<GroundRule>('RefusalGround').implement({
  description: 'A ground on which such a request may be refused.',
  authScopes: seen,
  fields: (t) => ({
    ground: t.exposeString('ground', { description: 'Its word in the one vocabulary of grounds.' }),
    label: t.exposeString('label'),
    article: t.exposeString('article', { description: 'Where it stands.' }),
    condition: t.string({ description: 'Only so.', nullable: true, resolve: ({ condition }) => condition ?? null }),
  }),
});
export const ForbiddenRef = builder.objectRef<ForbiddenRule>('ForbiddenGround').implement({
  description: 'A ground on which such a request may not be refused.',
  authScopes: seen,
  fields: (t) => ({
    ground: t.exposeString('ground', { description: 'Its word in the one vocabulary of grounds.' }),
    text: t.exposeString('text'),
    article: t.exposeString('article', { description: 'Where it stands.' }),
  }),
});
