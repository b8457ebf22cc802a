import { z } from 'zod';
import { InvalidInput } from '../../domain/errors.ts';
import { line } from '../../domain/fields.ts';
import { isRequestType, REQUEST_TYPES } from '../../domain/item-types.ts';
import { stackOf } from '../../domain/legal-bases/stack.ts';
import { type RefusalOffer, refusalOffer } from '../../domain/refusal.ts';
import { builder } from '../builder.ts';
import { houseOnce } from '../law.ts';
import { ForbiddenRef, GroundRef, StatementRef } from './law-lines.ts';

const Offer = builder.objectRef<RefusalOffer>('RefusalOffer').implement({
  description: 'What a refusal of such a request may rest on, and what comes before it.',
  authScopes: { house: true },
  fields: (t) => ({
    grounds: t.field({
      description: 'The grounds that are open for everything that is asked.',
      type: [GroundRef],
      resolve: ({ grounds }) => [...grounds],
    }),
    open: t.boolean({
      description: 'Whether a ground of the requested State’s own law may be named, too.',
      resolve: ({ isOpen }) => isOpen,
    }),
    forbidden: t.field({
      description: 'What may not be relied on.',
      type: [ForbiddenRef],
      resolve: ({ forbidden }) => [...forbidden],
    }),
    consultation: t.field({
      description: 'What has to be talked over before.',
      type: StatementRef,
      nullable: true,
      resolve: ({ consultation }) => consultation ?? null,
    }),
    reasons: t.string({
      description: 'Where it stands that reasons are due.',
      nullable: true,
      resolve: ({ reasons }) => reasons ?? null,
    }),
  }),
});

const MOST = 50;
const few = z.array(line).max(MOST, { error: `names more than ${MOST}` });

builder.queryField('refusalOffer', (t) =>
  t.field({
    type: Offer,
    authScopes: { house: true },
    description: 'What a refusal of these types of request may rest on under a basis and its protocols.',
    args: {
      basis: t.arg.stringList({
        required: true,
        validate: few,
        description: 'Codes of instruments, the primary one first.',
      }),
      types: t.arg.stringList({
        required: true,
        validate: few,
        description: 'What is asked: data-content, preservation.',
      }),
    },
    resolve: async (_root, { basis, types }, context) => {
      const { catalogue } = await houseOnce(context);
      const gaps = [
        ...unknown('basis', basis, (id) => Object.hasOwn(catalogue, id), 'is no instrument of the catalogue'),
        ...unknown('types', types, isRequestType, `is none of ${REQUEST_TYPES.join(', ')}`),
      ];
      if (gaps.length > 0) throw new InvalidInput('this question', gaps);
      return refusalOffer(stackOf({ instruments: catalogue, bases: basis, types }), types);
    },
  }),
);

const unknown = (field: string, words: readonly string[], isKnown: (word: string) => boolean, message: string) =>
  words.length === 0
    ? [{ field, rule: 'missing', message: 'is empty', source: 'the schema' }]
    : words.flatMap((word, index) =>
        isKnown(word) ? [] : [{ field: `${field}.${index}`, rule: 'unknown', message, source: 'the catalogue' }],
      );
