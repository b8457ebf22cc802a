import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultsOfClaim, type Kept, type RecordClaim } from '../../bin/play/check-claims.ts';
import { parsePlayed } from '../../bin/play/read-case.ts';
import { SCENARIO, scenarioSchemaText } from '../../bin/play/scenario-file.ts';

const FOLDER = join(import.meta.dirname, '../../cases/scenarios');
const PAGE = readFileSync(join(import.meta.dirname, '../../docs/scenarios.md'), 'utf8');
const GOOD = /## Example\n\n```yaml\n(.*?)```/s.exec(PAGE)?.[1] ?? '';
const found = (text: string): string[] =>
  parsePlayed(text, SCENARIO).faults.map(({ line, reason }) => `${line}: ${reason}`);

/** After a change on purpose: `node bin/play/write-schema.ts`. */
test('the published schema of a scenario file is that of the code', () => {
  const published = readFileSync(join(FOLDER, '../scenario.schema.json'), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(scenarioSchemaText()));
});

test('the example on the page is a scenario in order', () => {
  expect(found(GOOD)).toEqual([]);
});

test.each(readdirSync(FOLDER))('%s is a scenario in order', (name) => {
  expect(found(readFileSync(join(FOLDER, name), 'utf8'))).toEqual([]);
});

test.each<[what: string, from: string, to: string, fault: string]>([
  [
    'a request that is not there',
    'request: mailbox\n    do',
    'request: mail\n    do',
    'steps.0.request "mail" is none of requests',
  ],
  ['a step without a request', '    request: mailbox\n', '', 'steps.0.request is missing'],
  [
    'law that nobody sets',
    'administrator: admin #',
    '#',
    'administrator is missing: law and house need somebody who sets them',
  ],
  [
    'an administrator who is nobody',
    'administrator: admin #',
    'administrator: ada #',
    'administrator "ada" is nobody of people',
  ],
  [
    'a line of the law of no kind',
    'kind: holiday',
    'kind: holliday',
    'law.0.kind is no kind of line: docs/law.md lists them',
  ],
  ['a line of the law without its body', ', body: { name: Day of the Seas }', '', 'law.0.body is missing'],
  [
    'an end before the last step',
    'until: 2026-04-01',
    'until: 2026-02-01',
    'until is before the last step (2026-03-02T10:00:00+09:00)',
  ],
  [
    'an expectation of nothing',
    'what: deadline',
    'what: dedline',
    'expect.0.what says of nothing that there is: docs/scenarios.md lists what can be expected',
  ],
  [
    'an expectation of a request that is not there',
    'deadline, request: mailbox',
    'deadline, request: mail',
    'expect.0.request "mail" is none of requests',
  ],
  ['a notice to nobody', 'to: seo', 'to: zeo', 'expect.2.to "zeo" is nobody of people'],
  ['an event by nobody', 'by: engine', 'by: machine', 'expect.1.by "machine" is nobody of people'],
])('%s is told with its reason', (_what, from, to, fault) => {
  expect(GOOD).toContain(from);
  expect(found(GOOD.replace(from, to)).map((line) => line.replace(/^\d+: /, ''))).toContain(fault);
});

test('all faults are told at once, in the order of the lines', () => {
  const bad = GOOD.replace('reader: jang', 'reader: nobody')
    .replace('do: create', 'do: submit')
    .replace('to: seo', 'to: zeo');
  expect(found(bad).map((line) => line.replace(/^\d+: (\S+) .*$/, '$1'))).toEqual(
    expect.arrayContaining(['reader', 'steps.0.do', 'expect.2.to']),
  );
});

describe('an expectation', () => {
  const change = { change: 'fired', kind: 'silence', cycle: 1, dueAt: null };
  const event = {
    seq: 1,
    at: '2026-04-19T22:00:00.000Z',
    action: 'fireDeadline',
    from: 'sent',
    to: 'sent',
    actor: null,
  };
  const more = { standsInFor: null, onBehalfOf: null, record: null, workflow: null, hash: '' };
  const deadline = {
    kind: 'silence',
    cycle: 1,
    status: 'fired',
    startedAt: '2026-03-05T01:00:00Z',
    dueAt: '2026-04-19T22:00:00Z',
  };
  const kept: Kept = {
    files: new Map([
      [
        'one',
        {
          events: [{ ...event, ...more, deadlines: [change] }],
          now: {
            version: 1,
            status: 'sent',
            retentionUntil: null,
            deadlines: [{ ...deadline, remindAt: null, zone: 'Europe/Brussels', source: '', explanation: [] }],
          },
        },
      ],
    ]),
    notices: [{ to: 'oh', request: 'one', kind: 'overdue-silence', at: '2026-04-19T22:00:00.000Z' }],
    people: new Map([['oh', 'Oh Sejin']]),
    zone: 'Asia/Seoul',
  };
  const of = { request: 'one' } as const;
  const fired = { ...of, what: 'event', action: 'fireDeadline', at: '2026-04-20T00:00:00+02:00' } as const;
  const told = { ...of, what: 'notice', to: 'oh', kind: 'overdue-silence' } as const;
  const never = { ...of, what: 'no-event', action: 'fireDeadline', from: '2026-04-19T22:00:00Z' } as const;

  test.each<[claim: RecordClaim, found: string[]]>([
    [{ ...of, what: 'deadline', kind: 'silence', due: '2026-04-19', status: 'fired' }, []],
    [{ ...of, what: 'deadline', kind: 'silence', due: '2026-04-20' }, ['due is 2026-04-19']],
    [{ ...of, what: 'deadline', kind: 'answer' }, ['there is none: there are silence 1']],
    [{ ...of, what: 'no-deadline', kind: 'silence' }, ['cycle 1 is due at 2026-04-19T22:00:00Z']],
    [{ ...of, what: 'no-deadline', kind: 'silence', startedAt: '2026-03-06T01:00:00Z' }, []],
    [{ ...fired, kind: 'silence', by: 'engine' }, []],
    [{ ...fired, kind: 'answer' }, ['it never was']],
    [{ ...fired, at: '2026-04-20T00:00:01+02:00' }, ['it was at 2026-04-19T22:00:00.000Z']],
    [{ ...fired, by: 'oh' }, ['it led to sent, by the engine']],
    [{ ...never, until: '2026-04-19T22:00:01Z' }, ['fireDeadline at 2026-04-19T22:00:00.000Z']],
    [{ ...never, from: '2026-04-19T22:00:01Z', until: '2026-05-19T22:00:01Z' }, []],
    [{ ...of, what: 'status', at: '2026-04-19T22:00:00Z', is: 'sent' }, []],
    [{ ...of, what: 'status', at: '2026-04-19T21:59:59Z', is: 'sent' }, ['it is not made yet']],
    [{ ...told, on: '2026-04-20' }, []],
    [{ ...told, on: '2026-04-19' }, ['it came on 2026-04-20']],
    [{ ...told, kind: 'overdue-answer', on: '2026-04-20' }, ['there is none']],
    [
      { ...told, what: 'no-notice', from: '2026-04-19T00:00:00Z', until: '2026-04-21T00:00:00Z' },
      ['it came at 2026-04-19T22:00:00.000Z'],
    ],
    [{ ...of, request: 'two', what: 'status', at: '2026-04-19T22:00:00Z', is: 'sent' }, ['the request was not made']],
  ])('%o', (claim, faults) => {
    expect(faultsOfClaim(claim, kept)).toEqual(faults);
  });
});
