import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultsOfClaim, type Kept, type RecordClaim } from '../../bin/play/check-claims.ts';
import { type LookAtHold, shownOtherwise } from '../../bin/play/looks.ts';
import { parsePlayed } from '../../bin/play/read-case.ts';
import { SCENARIO, scenarioSchemaText } from '../../bin/play/scenario-file.ts';
import { SCENARIO_STEPS, STEP_NAMES } from '../../bin/play/steps.ts';

const FOLDER = join(import.meta.dirname, '../../cases/scenarios');
const PAGE = readFileSync(join(import.meta.dirname, '../../docs/scenarios.md'), 'utf8');
const exampleOf = (heading: string): string => {
  const [, after = ''] = PAGE.split(`## ${heading}\n`);
  return /```yaml\n(.*?)```/s.exec(after)?.[1] ?? '';
};
const GOOD = exampleOf('Example');
const HOLDING = exampleOf('Holds, and drafts from another request');
const found = (text: string): string[] =>
  parsePlayed(text, SCENARIO).faults.map(({ line, reason }) => `${line}: ${reason}`);

/** After a change on purpose: `node bin/play/write-schema.ts`. */
test('the published schema of a scenario file is that of the code', () => {
  const published = readFileSync(join(FOLDER, '../scenario.schema.json'), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(scenarioSchemaText()));
});

test('nothing is asked of a file that only the record can know', () => {
  expect(scenarioSchemaText()).not.toContain('"uuid"');
});

test('the examples on the page are scenarios in order', () => {
  expect([found(GOOD), found(HOLDING)]).toEqual([[], []]);
});

test('the page lists every step that no case has', () => {
  const [, page = ''] = PAGE.split('## Holds');
  const rows =
    page
      .split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('| ')) ?? [];
  const listed = rows.flatMap((line) => [...line.matchAll(/`(\w+)`/g)].map(([, name]) => name));
  const more = SCENARIO_STEPS.filter((action) => !STEP_NAMES.includes(action));
  expect(listed.sort()).toEqual([...more, 'look', 'lookAtHold'].sort());
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

test.each<[what: string, from: string, to: string, fault: string]>([
  ['a step on a hold that is not there', 'hold: logs #', 'hold: logz #', 'steps.1.hold "logz" is none of holds'],
  ['a step on a hold that names a request', 'hold: logs #', 'request: keep #', 'steps.1.hold is missing'],
  ['a hold by the name of a request', '  other: {}', '  follow: {}', 'holds.follow is the name of a request'],
  [
    'a hold that a strange request asks for',
    'askedBy: { request: keep',
    'askedBy: { request: kept',
    'holds.logs.askedBy.request "kept" is none of requests',
  ],
  [
    'a hold of an item that is not asked',
    'item: "1" } }',
    'item: "2" } }',
    'holds.logs.askedBy.item "2" is no item of the request: it asks for 1 to 1',
  ],
  [
    'a hold that begins with another step',
    'do: openHold',
    'do: proposeRelease',
    'steps.5.do is not openHold or receivePreservation: a hold begins with it',
  ],
  ['a hold that is opened twice', 'do: askExtension', 'do: openHold', 'steps.6.do is openHold again: it is one hold'],
  [
    'a hold that a step opens although a request asks for it',
    'hold: other\n    do: openHold',
    'hold: logs\n    do: openHold',
    'steps.5.do is not for this hold: the request that asks for it opens it',
  ],
  [
    'a link to a strange request',
    'requests: [follow]',
    'requests: [them]',
    'steps.5.with.requests.0 "them" is none of requests',
  ],
  ['a draft from a strange request', 'source: keep', 'source: kept', 'steps.3.with.source "kept" is none of requests'],
  [
    'a request that begins with another step',
    'do: draftFromPreservation',
    'do: submit',
    'steps.3.do is not create or clone or supplement or draftExtradition or draftFromPreservation or followPath or split or draftFormalRequest or escalate: a request begins with it',
  ],
  ['a look for what no hold shows', 'actBy: 2026', 'actsBy: 2026', 'steps.2.expect.shows.actsBy is not known here'],
  [
    'an expectation of a hold that is not there',
    'status, hold: logs',
    'status, hold: logz',
    'expect.3.hold "logz" is none of holds',
  ],
  [
    'an expectation of no file',
    'status, hold: logs,',
    'status,',
    'expect.3.request is missing: name a request or a hold',
  ],
  [
    'an expectation of two files',
    'status, hold: logs,',
    'status, hold: logs, request: keep,',
    'expect.3.hold is one name too many: the request is named',
  ],
])('of holds, %s is told with its reason', (_what, from, to, fault) => {
  expect(HOLDING).toContain(from);
  expect(found(HOLDING.replace(from, to)).map((line) => line.replace(/^\d+: /, ''))).toContain(fault);
});

test('what a draft from another request carries over is not for the file to have', () => {
  const more = HOLDING.replace('items: [] }', 'items: [{ id: "7", title: Another }] }');
  expect(found(more)).toEqual([]);
});

test('all faults are told at once, in the order of the lines', () => {
  const bad = GOOD.replace('reader: jang', 'reader: nobody')
    .replace('do: create', 'do: submit')
    .replace('to: seo', 'to: zeo');
  expect(found(bad).map((line) => line.replace(/^\d+: (\S+) .*$/, '$1'))).toEqual(
    expect.arrayContaining(['reader', 'steps.0.do', 'expect.2.to']),
  );
});

test('all faults of holds are told at once, each with its line', () => {
  const lines = HOLDING.split('\n');
  const lineOf = (text: string): number => lines.findIndex((line) => line.includes(text)) + 1;
  const bad = HOLDING.replace('item: "1" } }', 'item: "2" } }')
    .replace('source: keep', 'source: kept')
    .replace('status, hold: logs', 'status, hold: logz');
  expect(found(bad)).toEqual([
    `${lineOf('item: "1" } }')}: holds.logs.askedBy.item "2" is no item of the request: it asks for 1 to 1`,
    `${lineOf('source: keep')}: steps.3.with.source "kept" is none of requests`,
    `${lineOf('status, hold: logs')}: expect.3.hold "logz" is none of holds`,
  ]);
});

test.each<[shows: LookAtHold['shows'], found: string[]]>([
  [{ status: 'extension-asked', until: '2026-10-31', stoppedBy: null, ticket: 'POC-77' }, []],
  [{ incident: null, extensionDraft: { isRight: true } }, []],
  [{ until: '2026-11-30', stoppedBy: 'annex-v' }, ['until is 2026-10-31', 'stoppedBy is none']],
  [{ until: null, ticket: 'poc-77' }, ['until is 2026-10-31', 'ticket is POC-77']],
  [{ extensionDraft: { askedUntil: '2026-12-01', isRight: true } }, ['extensionDraft.askedUntil is 2026-11-30']],
  [{ incident: { cause: 'no-request' } }, ['incident is none']],
  [{ extensionDraft: null }, ['extensionDraft is {"askedUntil":"2026-11-30","isRight":true}']],
])('a look at a hold that should show %o', (shows, faults) => {
  const extensionDraft = { askedUntil: '2026-11-30', isRight: true };
  const none = { stoppedBy: null, incident: null };
  const hold = { status: 'EXTENSION_ASKED', until: '2026-10-31', ticket: 'POC-77', extensionDraft, ...none };
  expect(shownOtherwise(hold, { shows })).toEqual(faults);
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
  const sum = { date: '2026-04-19', text: '45 days from then' };
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
            deadlines: [{ ...deadline, remindAt: null, zone: 'Europe/Brussels', source: '', explanation: [sum] }],
          },
        },
      ],
      [
        'kept',
        {
          events: [{ ...event, ...more, at: '2026-04-20T22:00:00.000Z', to: 'lapsed', deadlines: [] }],
          now: { version: 2, status: 'lapsed', deadlines: [] },
        },
      ],
    ]),
    notices: [
      { to: 'oh', request: 'one', kind: 'overdue-silence', at: '2026-04-19T22:00:00.000Z' },
      { to: 'oh', hold: 'kept', kind: 'hold-lapsed', at: '2026-04-20T22:00:00.000Z' },
    ],
    people: new Map([['oh', 'Oh Sejin']]),
    zone: 'Asia/Seoul',
  };
  const of = { request: 'one' } as const;
  const ofHold = { hold: 'kept' } as const;
  const fired = { ...of, what: 'event', action: 'fireDeadline', at: '2026-04-20T00:00:00+02:00' } as const;
  const told = { ...of, what: 'notice', to: 'oh', kind: 'overdue-silence' } as const;
  const never = { ...of, what: 'no-event', action: 'fireDeadline', from: '2026-04-19T22:00:00Z' } as const;

  test.each<[claim: RecordClaim, found: string[]]>([
    [{ ...of, what: 'deadline', kind: 'silence', due: '2026-04-19', status: 'fired' }, []],
    [{ ...of, what: 'deadline', kind: 'silence', due: '2026-04-20' }, ['due is 2026-04-19']],
    [{ ...of, what: 'deadline', kind: 'silence', says: '45 days' }, []],
    [{ ...of, what: 'deadline', kind: 'silence', says: '46 days' }, ['its sum says: 45 days from then']],
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
    [{ ...ofHold, what: 'status', at: '2026-04-20T22:00:00Z', is: 'lapsed' }, []],
    [{ ...ofHold, what: 'status', at: '2026-04-20T21:59:59Z', is: 'lapsed' }, ['it is not made yet']],
    [{ ...ofHold, what: 'notice', to: 'oh', kind: 'hold-lapsed', on: '2026-04-21' }, []],
    [{ ...of, what: 'notice', to: 'oh', kind: 'hold-lapsed', on: '2026-04-21' }, ['there is none']],
    [{ ...ofHold, what: 'no-deadline', kind: 'hold' }, []],
    [{ what: 'status', hold: 'two', at: '2026-04-19T22:00:00Z', is: 'lapsed' }, ['the hold was not opened']],
    [{ ...of, request: 'two', what: 'status', at: '2026-04-19T22:00:00Z', is: 'sent' }, ['the request was not made']],
  ])('%o', (claim, faults) => {
    expect(faultsOfClaim(claim, kept)).toEqual(faults);
  });
});
