import { ALARM_CAUSES, ALARMS, type AlarmCause, type Alarm as AlarmOfFile, isUnanswered } from '../../domain/alarms.ts';
import { builder } from '../builder.ts';
import { me } from '../context.ts';
import { wordsOf } from '../words.ts';
import { AlarmCauseEnum } from './enums.ts';
import { Hold } from './hold.ts';
import { OF_HOLD, OF_REQUEST } from './of-file.ts';
import { Person } from './person.ts';
import { Request, whole } from './request.ts';

const bodyOf = ({ body }: { body: unknown }): AlarmOfFile => body as AlarmOfFile; // a jsonb of that type

const Call = builder.objectRef<AlarmOfFile['calls'][number]>('AlarmCall').implement({
  description: 'Somebody was called.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    to: t.prismaField({
      type: Person,
      description: 'Who was called.',
      resolve: (query, { to }, _args, { tx }) => tx.person.findUniqueOrThrow({ ...query, where: { id: to } }),
    }),
    at: t.field({ type: 'DateTime', resolve: ({ at }) => at }),
  }),
});

builder.prismaObject('Alarm', {
  description:
    'Something that calls whoever is on duty at once, then the next, then the heads, until somebody answers.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    n: t.exposeInt('n', { description: 'Counted over the file, from 1.' }),
    cause: t.field({
      type: AlarmCauseEnum,
      description: 'What raised it.',
      select: { cause: true },
      resolve: ({ cause }) => cause as AlarmCause, // written through the same list
    }),
    what: t.string({
      description: 'The same in words.',
      select: { cause: true },
      resolve: ({ cause }) => ALARMS[cause as AlarmCause].what, // likewise
    }),
    source: t.string({ select: { cause: true }, resolve: ({ cause }) => ALARMS[cause as AlarmCause].source }), // likewise
    raisedAt: t.expose('raisedAt', { type: 'DateTime', description: 'When its cause came.' }),
    answeredAt: t.expose('answeredAt', { type: 'DateTime', nullable: true }),
    answeredBy: t.relation('answerer', { nullable: true, description: 'Who saw to it.' }),
    words: t.string({
      nullable: true,
      select: { body: true },
      resolve: (row, _args, { tx }) => {
        const { answer } = bodyOf(row);
        return answer?.words ? wordsOf(tx, answer.words) : null;
      },
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its cause was settled before anybody had answered.',
    }),
    calls: t.field({
      type: [Call],
      description: 'Who was called, in order.',
      select: { body: true },
      resolve: (row) => [...bodyOf(row).calls],
    }),
    isUnanswered: t.boolean({
      description: 'Everybody has been called, and nobody has answered.',
      select: { body: true },
      resolve: (row) => isUnanswered(bodyOf(row)),
    }),
    minutesToAnswer: t.int({
      nullable: true,
      description: 'Whole minutes from its cause to the answer.',
      select: { raisedAt: true, answeredAt: true },
      resolve: ({ raisedAt, answeredAt }) =>
        answeredAt ? Math.floor((answeredAt.getTime() - raisedAt.getTime()) / 60_000) : null,
    }),
    minutesToSend: t.int({
      nullable: true,
      description: 'Of an emergency: whole minutes from its reaching the desk to its sending; null before.',
      select: { cause: true, raisedAt: true, request: { select: { sentAt: true } } },
      resolve: ({ cause, raisedAt, request: { sentAt } }) =>
        cause === 'emergency' && sentAt ? Math.floor((sentAt.getTime() - raisedAt.getTime()) / 60_000) : null,
    }),
    posts: t.relation('posts', {
      description: 'The calls as they were posted to other systems.',
      query: { orderBy: [{ call: 'asc' }, { id: 'asc' }] },
    }),
    request: t.field(OF_REQUEST),
    hold: t.field(OF_HOLD),
  }),
});

const ofFile = {
  authScopes: whole,
  description: 'What has called for a person at once.',
  query: { orderBy: { n: 'asc' } },
} as const;
builder.prismaObjectField(Request, 'alarms', (t) => t.relation('alarms', ofFile));
builder.prismaObjectField(Hold, 'alarms', (t) => t.relation('alarms', ofFile));
builder.queryField('alarms', (t) =>
  t.prismaField({
    type: ['Alarm'],
    description: 'Alarms of the files that the viewer sees, the newest first.',
    authScopes: { house: true },
    args: {
      open: t.arg.boolean({ description: 'Only those that wait for an answer.' }),
      first: t.arg.int({ defaultValue: 50, description: 'How many, up to 100.' }),
    },
    resolve: (query, _root, { open, first }, context) =>
      context.tx.alarm.findMany({
        ...query,
        where: { orgId: me(context).org, ...(open ? { answeredAt: null, endedAt: null } : {}) },
        orderBy: [{ raisedAt: 'desc' }, { requestId: 'asc' }, { n: 'desc' }],
        take: Math.min(Math.max(first ?? 50, 1), 100),
      }),
  }),
);

type Times = {
  cause: AlarmCause;
  raised: number;
  answered: number;
  median: number | null;
  p90: number | null;
  sent: number;
  medianToSend: number | null;
};
const ResponseTimes = builder.objectRef<Times>('ResponseTimes').implement({
  description: 'How soon alarms of one cause were answered: seconds from the cause to the answer of a person.',
  authScopes: { house: true },
  fields: (t) => ({
    cause: t.field({ type: AlarmCauseEnum, description: 'What raised them.', resolve: ({ cause }) => cause }),
    raised: t.exposeInt('raised', { description: 'How many there were.' }),
    answered: t.exposeInt('answered', { description: 'How many of them a person answered.' }),
    median: t.exposeFloat('median', { nullable: true, description: 'Half were answered in so many seconds.' }),
    p90: t.exposeFloat('p90', { nullable: true, description: 'Nine of ten were answered in so many seconds.' }),
    sent: t.exposeInt('sent', { description: 'Of emergencies: how many have been sent since.' }),
    medianToSend: t.exposeFloat('medianToSend', {
      nullable: true,
      description: 'Half of those were sent in so many seconds, from reaching the desk.',
    }),
  }),
});

builder.queryField('responseTimes', (t) =>
  t.field({
    type: [ResponseTimes],
    authScopes: { house: true },
    description:
      'How soon alarms were answered that came in a span of time, by their cause, over the files that the viewer sees.',
    args: {
      from: t.arg({ type: 'DateTime', required: true }),
      until: t.arg({ type: 'DateTime', required: true, description: 'The end of the span.' }),
    },
    resolve: async (_root, { from, until }, context) => {
      const rows = await context.tx.$queryRaw<Times[]>`
        select cause, count(*)::int as raised, count(answered_at)::int as answered,
          percentile_cont(0.5) within group (order by extract(epoch from answered_at - raised_at)::float8) as median,
          percentile_cont(0.9) within group (order by extract(epoch from answered_at - raised_at)::float8) as p90,
          count(gone)::int as sent, percentile_cont(0.5) within group (order by extract(epoch from gone - raised_at)::float8) as "medianToSend"
        from (select a.*, case when a.cause = 'emergency' then r.sent_at end as gone from alarm a join request r on r.id = a.request_id) as alarm
        where org_id = ${me(context).org}::uuid and raised_at >= ${from}::timestamptz and raised_at < ${until}::timestamptz
        group by cause`;
      return ALARM_CAUSES.flatMap((cause) => rows.filter((row) => row.cause === cause));
    },
  }),
);
