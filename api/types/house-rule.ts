import { InvalidInput } from '../../domain/errors.ts';
import { HOUSE_RULES, type HouseRule, withOverrides } from '../../domain/house-rules.ts';
import { setHouseRule } from '../../registry/house.ts';
import { builder } from '../builder.ts';
import { applier, type Context, me } from '../context.ts';
import { CHANGE_ERRORS } from './errors.ts';
import { KEY } from './key.ts';

const Rule = builder.objectRef<HouseRule>('HouseRule').implement({
  description: 'A rule of the house: no article says it, so it is cited by its number.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.exposeString('id'),
    text: t.exposeString('text'),
    amount: t.int({ nullable: true, resolve: ({ amount }) => amount ?? null }),
    unit: t.string({ nullable: true, resolve: ({ unit }) => unit ?? null }),
  }),
});

async function rulesOf(context: Context): Promise<HouseRule[]> {
  const rows = await context.tx.$queryRaw<
    { id: string; amount: number }[]
  >`select id, amount from house_rule where org_id = ${me(context).org}::uuid`;
  return Object.values(withOverrides(HOUSE_RULES, Object.fromEntries(rows.map(({ id, amount }) => [id, amount]))));
}

builder.queryField('houseRules', (t) =>
  t.field({
    type: [Rule],
    authScopes: { house: true },
    description: 'The rules of the house with their amounts as they are set.',
    resolve: (_root, _args, context) => rulesOf(context),
  }),
);

builder.mutationField('setHouseRule', (t) =>
  t.field({
    type: Rule,
    authScopes: { role: 'administrator' },
    description: 'Sets the amount of a house rule. Clocks that run already keep theirs.',
    errors: { types: CHANGE_ERRORS },
    args: {
      id: t.arg.string({ required: true }),
      amount: t.arg.int({ required: true }),
      idempotencyKey: t.arg.string(KEY),
    },
    resolve: async (_root, { id, amount, idempotencyKey }, context) => {
      const rule = changed(id, amount);
      await setHouseRule(context.db, applier(context), { id, amount }, idempotencyKey ?? undefined);
      return rule;
    },
  }),
);

/** The rule with its new amount; what is wrong with either is said of the argument, not of the rule. */
function changed(id: string, amount: number): HouseRule {
  const refuse = (field: string, message: string): never => {
    throw new InvalidInput('this house rule', [
      { field, rule: 'house-rules', message, source: 'the table of house rules' },
    ]);
  };
  const known = Object.values(HOUSE_RULES).find((rule) => rule.id === id);
  if (!known) return refuse('id', 'is no house rule');
  try {
    return Object.values(withOverrides(HOUSE_RULES, { [id]: amount })).find((rule) => rule.id === id) ?? known;
  } catch (error) {
    return refuse('amount', error instanceof InvalidInput ? (error.gaps[0]?.message ?? '') : 'is none');
  }
}
