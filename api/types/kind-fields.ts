import type { Refused } from '../../domain/move.ts';
import { whyNotCompelled } from '../../domain/moves/providing.ts';
import { builder } from '../builder.ts';
import { factsFor } from '../facts.ts';
import { Request, stateOf, whole } from './request.ts';

const Escalation = builder.objectRef<{ refused: Refused | undefined }>('Escalation').implement({
  description: 'Whether the State of a provider can be asked to compel it, instead of waiting for it.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    isOpen: t.boolean({
      description: 'Whether that can be drafted now.',
      resolve: ({ refused }) => refused === undefined,
    }),
    because: t.string({
      nullable: true,
      description: 'Why it cannot.',
      resolve: ({ refused }) => refused?.because ?? null,
    }),
    source: t.string({
      nullable: true,
      description: 'Where that stands.',
      resolve: ({ refused }) => refused?.source ?? null,
    }),
  }),
});

builder.prismaObjectFields(Request, (t) => ({
  escalation: t.field({
    type: Escalation,
    nullable: true,
    authScopes: whole,
    complexity: 10,
    description: 'Of an order to a provider; null of anything else.',
    select: { state: true },
    resolve: async (request, _args, context) => {
      const order = stateOf(request);
      if (order.kind !== 'provider-direct') return null;
      return { refused: whyNotCompelled(order, await factsFor(context, order)) };
    },
  }),
  userToldOn: t.field({
    type: 'Date',
    nullable: true,
    authScopes: whole,
    description: 'From which day the user of a provider may be told.',
    select: { state: true },
    resolve: (request) => stateOf(request).userToldOn ?? null,
  }),
  conditionsAgreed: t.boolean({
    nullable: true,
    authScopes: whole,
    description: 'Of information given without a request: whether its conditions are agreed in this version.',
    select: { state: true },
    resolve: (request) => {
      const { kind, agreement, edition } = stateOf(request);
      return kind === 'spontaneous-information' ? agreement?.edition === edition : null;
    },
  }),
}));
