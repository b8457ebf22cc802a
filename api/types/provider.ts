import { z } from 'zod';
import { line } from '../../domain/fields.ts';
import type { AnyEntry } from '../../domain/law-entries.ts';
import { type Names, nameIn } from '../../domain/letter.ts';
import { builder } from '../builder.ts';
import { standingLines } from '../law.ts';
import { Authority } from './authority.ts';
import { ProcessEnum } from './enums.ts';
import { checked } from './state.ts';

type Entry = Extract<AnyEntry, { kind: 'provider' }>;
const Provider = builder.objectRef<Entry>('Provider').implement({
  description: 'A provider that keeps data, to which letters go straight where an instrument opens that way.',
  ...checked,
  fields: (t) => ({
    state: t.string({ description: 'The code of the State whose law it is under.', resolve: ({ about }) => about }),
    key: t.exposeString('key', { description: 'Its short name, under which it is a line of the law.' }),
    addressee: t.field({
      type: Authority,
      nullable: true,
      description: 'What a request names as its partner.',
      resolve: async ({ about, key }, _args, { tx }) => await tx.authority.findFirst({ where: { state: about, key } }),
    }),
    name: t.string({
      args: { language: t.arg.string({ defaultValue: 'en' }) },
      description: 'The legal entity that answers.',
      resolve: ({ body }, { language }) => nameIn(body.names as Names, language ?? 'en'), // English is among them, by their schema
    }),
    address: t.string({ resolve: ({ body }) => body.address }),
    email: t.string({ nullable: true, resolve: ({ body }) => body.email ?? null }),
    telephone: t.string({
      nullable: true,
      description: 'With the code of its country.',
      resolve: ({ body }) => body.telephone ?? null,
    }),
    portal: t.string({
      nullable: true,
      description: 'Where requests are put in by hand.',
      resolve: ({ body }) => body.portal ?? null,
    }),
    zone: t.string({ nullable: true, description: 'Its IANA time zone.', resolve: ({ body }) => body.zone ?? null }),
    accepts: t.field({
      type: [ProcessEnum],
      description: 'What it acts on.',
      resolve: ({ body }) => body.accepts,
    }),
    languages: t.stringList({
      description: 'Tags of those in which it takes requests; none where it takes those of its State.',
      resolve: ({ body }) => body.languages,
    }),
    retention: t.string({
      nullable: true,
      description: 'How long it keeps what, as it states that.',
      resolve: ({ body }) => body.retention ?? null,
    }),
    userNotice: t.string({
      nullable: true,
      description: 'When it tells its users of a request, as it states that.',
      resolve: ({ body }) => body.userNotice ?? null,
    }),
    emergency: t.string({
      nullable: true,
      description: 'Whom to call when somebody is in danger.',
      resolve: ({ body }) => body.emergency ?? null,
    }),
  }),
});

builder.queryField('providers', (t) =>
  t.field({
    type: [Provider],
    authScopes: { house: true },
    complexity: { field: 10, multiplier: 20 },
    description: 'The directory of providers, by State and name.',
    args: {
      states: t.arg.stringList({
        validate: z.array(line).max(300),
        description: 'Under the law of these States only.',
      }),
      accepts: t.arg({ type: ProcessEnum, description: 'Only those that act on this.' }),
    },
    resolve: async (_root, { states, accepts }, context) => {
      const lines = await standingLines(context, { kinds: ['provider'] });
      return lines
        .filter((one): one is Entry => one.kind === 'provider')
        .filter(({ about }) => !states || states.includes(about))
        .filter(({ body }) => !accepts || body.accepts.includes(accepts));
    },
  }),
);
