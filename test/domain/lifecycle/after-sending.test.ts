import { describe, expect, test } from 'vitest';
import { readersOf } from '../../../domain/audience.ts';
import { dutiesOf, nameOf } from '../../../domain/duties.ts';
import { tasksOf } from '../../../domain/inbox.ts';
import { CAST, ENGINE, OFFICE } from './cast.ts';
import { isRecorded } from './invariants.ts';
import { attemptOf, byLetter, clockOf, lastSent, reach, take } from './way.ts';
import { at, edited, refusalOf, step, type World } from './world.ts';

const { drafter, supervisor, officer, second, head, registry, partner } = CAST;
const waiting = ({ request }: World): string[] => tasksOf(request).map(({ action, to }) => `${action} ${to}`);
const owed = ({ request }: World): string[] => dutiesOf(request, undefined).map(nameOf);
const gapsOf = (attempt: () => unknown): string[] =>
  (refusalOf(attempt).gaps ?? []).map(({ field, rule, source }) => `${field}: ${rule}, ${source}`);

/** An answer that the engine has put on the wire. */
const answered = take(reach('info-asked'), officer, 'answerInformation');
const onTheWire = take(take(answered, ENGINE, 'prepareMail'), ENGINE, 'claimTransmission');

describe('an answer that the wire refuses', () => {
  const failed = take(onTheWire, ENGINE, 'recordFailed');

  test('waits for the registry, and is owed by no engine', () => {
    expect(waiting(failed)).toContain('sendAgain role:registry');
    expect(owed(failed)).toEqual([]);
    expect(failed.request.status).toBe('in-execution');
  });

  test('goes again as a new attempt of the same bytes, once', () => {
    const before = lastSent(failed);
    const again = take(failed, registry, 'sendAgain');

    expect(lastSent(again)).toMatchObject({
      id: before.id,
      messageId: before.messageId,
      wire: before.wire,
      attempt: 2,
      status: 'prepared',
    });
    expect(owed(again)).toEqual([`transmit/${before.id}/2`]);
    expect(waiting(again)).not.toContain('sendAgain role:registry');
    expect(refusalOf(() => take(again, registry, 'sendAgain', attemptOf(failed)))).toMatchObject({ rule: 'attempt' });
    isRecorded(again);
  });

  test('is as good as refused when it bounces later', () => {
    const sent = take(onTheWire, ENGINE, 'recordSent');
    expect(waiting(take(sent, registry, 'reportBounce'))).toContain('sendAgain role:registry');
  });

  test('and no request that the partner has answered bounces', () => {
    const { id: transmission, attempt } = reach('in-execution').request.transmissions[0] ?? lastSent(onTheWire);
    expect(
      refusalOf(() => take(reach('in-execution'), registry, 'reportBounce', { transmission, attempt })),
    ).toMatchObject({ rule: 'attempt' });
  });

  test('a chase that failed is not sent again: the next one comes by itself', () => {
    const chased = take(take(reach('sent/owed'), ENGINE, 'prepareEnquiry'), ENGINE, 'claimTransmission');
    const refused = take(chased, ENGINE, 'recordFailed');
    expect(waiting(refused)).not.toContain('sendAgain role:registry');
    expect(refusalOf(() => take(refused, registry, 'sendAgain'))).toMatchObject({ rule: 'attempt' });
  });
});

describe('a partner that only writes letters', () => {
  const sent = reach('sent/courier');
  const withdrawn = take(sent, officer, 'withdraw');

  test('is told of a withdrawal by a person, who says how', () => {
    expect(waiting(withdrawn)).toEqual(['recordWriting role:registry']);
    expect(owed(withdrawn)).not.toContain('write/withdrawal/1');
    const told = take(withdrawn, registry, 'recordWriting');
    expect(waiting(told)).toEqual([]);
    expect(told.request.written).toEqual([{ purpose: 'withdrawal', n: 1, on: '2026-03-09', tracking: 'PX 4410 2282' }]);
    isRecorded(told);
  });

  test('is answered likewise', () => {
    const heard = byLetter(sent);
    const asked = take(sent, officer, 'askInformation', heard);
    const told = take(take(asked, officer, 'answerInformation'), registry, 'recordWriting', { purpose: 'answer' });
    expect(waiting(take(asked, officer, 'answerInformation'))).toContain('recordWriting role:registry');
    expect(told.request.owed).toEqual([]);
  });

  test.each<[string, object, string[]]>([
    ['what is not owed', { purpose: 'answer' }, ['purpose: unknown, the record']],
    ['a day that is to come', { on: '2026-03-10' }, ['on: not-in-future, house rule HR-21']],
    ['nothing that shows it', { tracking: undefined }, ['paper: unknown, the record']],
  ])('not by %s', (_, input, gaps) => {
    expect(gapsOf(() => take(withdrawn, registry, 'recordWriting', input))).toEqual(gaps);
  });

  test('and what goes by mail is written by the engine alone', () => {
    expect(gapsOf(() => take(reach('withdrawn'), registry, 'recordWriting'))).toEqual(['purpose: unknown, the record']);
  });
});

describe('closing what was lent', () => {
  const executed = reach('executed/verified');
  const bound = {
    ...executed,
    request: {
      ...executed.request,
      conditions: [
        { id: 'c1', kind: 'return', words: { text: 't', hash: 'h' }, status: 'accepted' as const, items: [] },
      ],
    },
  };

  test.each<[string, World, object]>([
    ['a thing was handed over', executed, { originals: undefined }],
    ['their return is a condition', bound, { originals: 'none' }],
  ])('is refused without a word on it where %s', (_, world, more) => {
    const input = { conditionsMet: true, feedback: { score: 4 }, ...more };
    expect(gapsOf(() => take(world, officer, 'close', input))).toEqual(['originals: closing-checks, procedure 3.1']);
  });

  test.each(['returned', 'waived', 'none'])('is done once it is %s', (originals) => {
    expect(take(executed, officer, 'close', { originals }).request.status).toBe('closed');
  });
});

describe('a refusal', () => {
  test('is replied to, and taken up again by the partner only then', () => {
    const refused = reach('refused');
    expect(refusalOf(() => take(refused, partner, 'resumeExecution'))).toMatchObject({ rule: 'refused' });
    const replied = take(refused, officer, 'replyToRefusal');

    expect(owed(replied)).toEqual(['write/answer/1']);
    const again = take(replied, partner, 'resumeExecution');
    expect(again.request).toMatchObject({ status: 'in-execution' });
    expect(again.request.refusal).toBeUndefined();
    isRecorded(again);
  });

  test('may end in a withdrawal', () => {
    expect(take(reach('refused'), officer, 'withdraw').request.status).toBe('withdrawn');
  });
});

describe('a drafter after submission', () => {
  test('asks for a withdrawal, which waits for the officer', () => {
    const asked = take(reach('in-execution'), drafter, 'askWithdrawal');
    expect(waiting(asked)).toContain('withdraw role:ca-officer');
    expect(waiting(take(asked, officer, 'withdraw'))).not.toContain('withdraw role:ca-officer');
  });

  test('proposes an answer, which the central authority may send as it is', () => {
    const proposed = take(reach('info-asked'), drafter, 'proposeAnswer');
    const [question] = proposed.request.questions;
    const answers = [{ question: question?.id }];
    const sent = take(proposed, officer, 'answerInformation', { answers });

    expect(sent.request.questions[0]).toMatchObject({ answer: question?.proposal?.words });
    expect(sent.request.questions[0]?.proposal).toBeUndefined();
    expect(gapsOf(() => take(reach('info-asked'), officer, 'answerInformation', { answers }))).toEqual([
      'answers: unknown, the record',
    ]);
  });
});

describe('an acknowledgement that comes after a later word', () => {
  const started = take(reach('sent/eio'), partner, 'startExecution');
  const late = take(at(started, '2026-03-20T10:00:00Z'), partner, 'acknowledge', { receivedOn: '2026-03-10' });

  test('is kept, once, and moves the file nowhere', () => {
    expect(late.request).toMatchObject({
      status: 'in-execution',
      partnerReference: 'MJ/EIP/2026/2204',
      receivedOn: '2026-03-10',
    });
    expect(refusalOf(() => take(late, partner, 'acknowledge'))).toMatchObject({ rule: 'acknowledged' });
    isRecorded(late);
  });

  test('counts the periods from receipt anew', () => {
    const asked = take(reach('sent/eio'), partner, 'askInformation');
    const after = take(at(asked, '2026-03-20T10:00:00Z'), partner, 'acknowledge', { receivedOn: '2026-03-10' });
    const kind = 'eu-eio-2014-41/decision';

    expect([clockOf(asked, kind).dueAt, clockOf(after, kind).dueAt]).toEqual([
      '2026-04-08T22:00:00Z',
      '2026-04-09T22:00:00Z',
    ]);
  });
});

test('the label ceiling is a rule of the house, and of the Convention only where that is a basis', () => {
  const ready = reach('ready');
  const secret = (instrument: string): World => ({
    ...ready,
    request: { ...ready.request, label: 'secret', basis: [{ instrument, articles: ['18'] }] },
  });
  const sourceOf = (world: World): string[] => gapsOf(() => take(world, registry, 'dispatch'));

  expect(sourceOf(secret('untoc-18'))).toEqual(['channel: label-ceiling, house rule HR-25']);
  expect(sourceOf(secret('budapest-185'))).toEqual([
    'channel: label-ceiling, Budapest Convention 25(3): means with appropriate security; house rule HR-25',
  ]);
});

describe('who is asked', () => {
  test('to approve is somebody who may: not the officer in charge who has edited it', () => {
    const assigned = take(reach('with-ca'), head, 'assignOfficer', { officer: officer.id });
    const rendered = take(edited(assigned, officer.id), officer, 'renderLetter');

    expect(waiting(assigned)).toEqual([`approve user:${officer.id}`]);
    expect(waiting(rendered)).toEqual(['approve role:ca-officer']);
    expect(take(rendered, second, 'approve').request.status).toBe('approved');
  });

  test('to close may be a head who is in charge', () => {
    expect(take(reach('executed/verified'), head, 'close').request.status).toBe('closed');
  });

  test('where nobody is left, the head sees the file, and no longer when somebody is again', () => {
    const alone = [{ id: drafter.id, roles: ['drafter', 'supervisor'] as const, office: OFFICE }];
    const stuck = step(reach('draft'), drafter, 'submit', {}, { staff: alone });
    expect(stuck.request.stuck).toBe(true);
    expect(readersOf(stuck.request)).toContain('role:ca-head');

    const back = take(stuck, supervisor, 'sendBack');
    expect(back.request.stuck).toBeUndefined();
    expect(readersOf(back.request)).not.toContain('role:ca-head');
    isRecorded(back);
  });
});
