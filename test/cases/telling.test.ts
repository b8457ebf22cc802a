import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ChangeRefused, withChanges } from '../../bin/play/changes.ts';
import { deviations } from '../../bin/play/expectations.ts';
import { dueNext, localTime, wrapped } from '../../bin/play/lines.ts';
import { enginePhrase, stepPhrase } from '../../bin/play/phrases.ts';
import { readCase, readPlayed } from '../../bin/play/read-case.ts';
import type { Deadline } from '../../bin/play/record.ts';
import { SCENARIO, type Scenario } from '../../bin/play/scenario-file.ts';
import { isTaking, SCENARIO_STEPS } from '../../bin/play/steps.ts';
import { DEADLINE_KINDS } from '../../domain/clocks.ts';
import type { Content } from '../../domain/content.ts';
import { ACTIONS } from '../../domain/decide.ts';
import { MOVES } from '../../domain/moves.ts';

const CASES = join(import.meta.dirname, '../../cases');
/** As wide as the column of a line. */
const WIDTH = 26;

test('the words of every step fit into its line', () => {
  const engine = ACTIONS.filter((action) => MOVES[action].by === 'system').map((action) =>
    enginePhrase(action, undefined),
  );
  const clocks = DEADLINE_KINDS.map((kind) => enginePhrase('fireDeadline', kind));
  const cases = ['blue-heron', 'salt-road'].map((name) => readCase(join(CASES, `${name}.yaml`)));
  const scenarios = readdirSync(join(CASES, 'scenarios')).map((name) =>
    readPlayed<Scenario>(join(CASES, 'scenarios', name), SCENARIO),
  );
  const played = [...cases, ...scenarios].flatMap(({ steps }) =>
    steps.flatMap((step) => (isTaking(step) ? [stepPhrase(step.do, step.with)] : [])),
  );
  expect([...engine, ...clocks, ...played].filter((words) => words.length > WIDTH)).toEqual([]);
});

test('each step has words of its own', () => {
  const engine = ACTIONS.filter(
    (action) => MOVES[action].by === 'system' && !['remind', 'fireDeadline'].includes(action),
  );
  expect(SCENARIO_STEPS.filter((action) => stepPhrase(action, {}) === action)).toEqual([]);
  expect(engine.filter((action) => enginePhrase(action, undefined) === action)).toEqual([]);
});

test('a text is broken between words', () => {
  expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrapped('unbreakable', 4)).toEqual(['unbreakable']);
});

test('an instant is told in local time', () => {
  expect(localTime('2026-03-02T15:00:00.000Z', 'Asia/Seoul')).toBe('2026-03-03 00:00');
});

const deadline = (kind: string, dueAt: string, status = 'open'): Deadline => ({
  ...{
    kind,
    dueAt,
    status,
    cycle: 1,
    startedAt: dueAt,
    remindAt: null,
    zone: 'Asia/Seoul',
    source: '',
    explanation: [],
  },
});

test('what is due next is the open deadline that comes first, by its last day', () => {
  const now = { version: 1, status: 'sent', retentionUntil: null };
  const deadlines = [
    deadline('silence', '2026-04-30T15:00:00.000Z'),
    deadline('answer', '2026-04-28T15:00:00.000Z'),
    deadline('drafting', '2026-03-17T15:00:00.000Z', 'met'),
  ];
  expect(dueNext({ ...now, deadlines })).toBe('answer 28 Apr');
  expect(dueNext({ ...now, deadlines: [] })).toBe('-');
  expect(dueNext({ ...now, deadlines: [], retentionUntil: '2036-06-15' })).toBe('retention 2036-06-15');
});

const CONTENT: Content = { title: { case: 'a', offence: 'b' }, facts: [], items: [{ id: '1', title: 'x' }] };

test('a change sets, adds and takes away', () => {
  const change = {
    'title.case': 'c',
    'items.1.title': null,
    'items.2': { title: 'y' },
    'facts.f1': { kind: 'list', items: [] },
  };
  expect(withChanges(CONTENT, change)).toEqual({
    title: { case: 'c', offence: 'b' },
    facts: [{ id: 'f1', kind: 'list', items: [] }],
    items: [{ id: '1' }, { id: '2', title: 'y' }],
  });
  expect(withChanges(CONTENT, { 'items.1': null }).items).toEqual([]);
  expect(CONTENT.items).toHaveLength(1);
  expect(() => withChanges(CONTENT, { 'items.7.title': 'z' })).toThrow(ChangeRefused);
  expect(() => withChanges(CONTENT, { 'items.1': 'z' })).toThrow(ChangeRefused);
});

const gap = { field: 'facts', rule: 'missing-facts', message: 'is missing', source: 'house rule HR-44' };
const refused = { __typename: 'Incomplete', message: 'Cannot submit', gaps: [gap] };

test('a refusal is as the case says, or what is other is named', () => {
  const asSaid = { refused: 'Incomplete' as const, gaps: [{ field: 'facts', source: 'house rule HR-44' }] };
  expect(deviations(refused, asSaid)).toEqual([]);
  expect(deviations(refused, { refused: 'Incomplete', rule: 'missing-facts' })).toEqual([]);
  expect(deviations(refused, undefined)[0]).toMatch(/^it is refused: Cannot submit/);
  expect(deviations({ __typename: 'Request' }, asSaid)).toEqual(['it is not refused: the case expects Incomplete']);
  expect(deviations(refused, { refused: 'Incomplete', gaps: [] })[0]).toMatch(/does not expect: facts/);
  expect(deviations(refused, { refused: 'Incomplete', gaps: [{ field: 'facts' }, { field: 'nexus' }] })[0]).toMatch(
    /expects: nexus/,
  );
  expect(deviations(refused, { refused: 'ActionNotAllowed', rule: 'S1' })).toHaveLength(2);
});
