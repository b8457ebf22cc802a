import type { Extension, Hold } from '../../domain/hold.ts';
import { builder } from '../builder.ts';
import { wordsOf } from '../words.ts';

export const ExtensionRef = builder.objectRef<Extension>('HoldExtension').implement({
  description: 'A longer time that was asked for a hold.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    askedOn: t.field({ type: 'Date', resolve: ({ askedOn }) => askedOn }),
    askedUntil: t.field({
      description: 'Until which day; null where that was not said.',
      type: 'Date',
      nullable: true,
      resolve: ({ askedUntil }) => askedUntil ?? null,
    }),
    receivedOn: t.field({
      description: 'The day on which the partner received it; null while that is not known.',
      type: 'Date',
      nullable: true,
      resolve: ({ receivedOn }) => receivedOn ?? null,
    }),
    isRight: t.boolean({
      description: 'Whether the instrument gives it; else it is asked as a courtesy.',
      resolve: ({ isRight }) => isRight,
    }),
    source: t.string({
      description: 'Where the instrument gives it.',
      nullable: true,
      resolve: ({ source }) => source ?? null,
    }),
    result: t.string({
      description: 'given or declined; null while it is not answered.',
      nullable: true,
      resolve: ({ answer }) => answer?.result ?? null,
    }),
    answeredOn: t.field({
      description: 'The day of the answer.',
      type: 'Date',
      nullable: true,
      resolve: ({ answer }) => answer?.on ?? null,
    }),
    until: t.field({
      description: 'The last day, where the partner stated one.',
      type: 'Date',
      nullable: true,
      resolve: ({ answer }) => answer?.until ?? null,
    }),
    ground: t.string({
      description: 'On which ground we do not give it to a partner.',
      nullable: true,
      resolve: ({ answer }) => answer?.ground ?? null,
    }),
    reason: t.string({
      description: 'The reasons of that.',
      nullable: true,
      resolve: ({ answer }, _args, { tx }) => (answer?.words ? wordsOf(tx, answer.words) : null),
    }),
  }),
});

export const DraftRef = builder.objectRef<NonNullable<Hold['draft']>>('ExtensionDraft').implement({
  description: 'An extension that the engine has drafted in good time, for a person to ask.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    draftedOn: t.field({ description: 'The day of the draft.', type: 'Date', resolve: ({ on }) => on }),
    askedUntil: t.field({
      description: 'Until which day; null where that was not said.',
      type: 'Date',
      nullable: true,
      resolve: ({ askedUntil }) => askedUntil ?? null,
    }),
    isRight: t.boolean({ description: 'Whether the instrument gives it.', resolve: ({ isRight }) => isRight }),
    source: t.string({ nullable: true, resolve: ({ source }) => source ?? null }),
  }),
});
