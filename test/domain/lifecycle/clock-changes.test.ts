import { describe, expect, test } from 'vitest';
import { stagesOf } from '../../../domain/clocks.ts';
import type { Deadline } from '../../../domain/deadlines.ts';
import { HOUSE_RULES } from '../../../domain/house-rules.ts';
import type { Action } from '../../../domain/moves.ts';
import { STATUSES, type Status, type Urgency } from '../../../domain/request.ts';
import type { Actor } from '../../../domain/roles.ts';
import { CAST, ENGINE } from './cast.ts';
import { clockOf, type Place, reach, take } from './way.ts';
import { at, HOUR, lastEvent, later, newWorld, translatedNow, type World } from './world.ts';

const { drafter, supervisor, officer, head, translator, reviser, registry, partner } = CAST;

/** The clock column of the procedure, with what the table's closed holes add: silence starts anew with each word of theirs. */
const CHANGES: [Place, Action, Actor, string, object?][] = [
  ['nothing', 'create', drafter, 'open drafting'],
  ['draft', 'submit', drafter, 'met drafting'],
  ['supervision', 'endorse', supervisor, 'open ca-review'],
  ['supervision', 'sendBack', supervisor, 'open drafting'],
  ['with-ca', 'returnForCorrection', officer, 'pause ca-review, open drafting'],
  ['ca-returned', 'resubmit', drafter, 'met drafting, resume ca-review'],
  ['with-ca', 'approve', officer, 'met ca-review'],
  ['with-ca', 'decline', head, 'cancelled ca-review'],
  ['ca-declined', 'reopen', drafter, 'open drafting'],
  ['approved', 'amend', officer, 'open ca-review'],
  ['in-translation', 'amend', officer, 'cancelled translation, open ca-review'],
  ['ready', 'amend', officer, 'open ca-review'],
  ['approved', 'openTranslation', ENGINE, 'open translation'],
  ['in-translation', 'takeTranslation', translator, ''],
  ['in-translation/taken', 'finishTranslation', translator, ''],
  ['in-translation/done', 'returnTranslation', reviser, ''],
  ['in-translation/done', 'certifyTranslation', reviser, 'met translation'],
  ['in-translation/certified', 'makeReady', ENGINE, ''],
  ['ready', 'dispatch', registry, ''],
  ['ready/sending', 'recordSent', ENGINE, 'open acknowledgement, open silence'],
  ['ready/sending', 'recordFailed', ENGINE, ''],
  ['ready/unknown', 'settleTransmission', registry, 'open acknowledgement, open silence'],
  ['delivery-failed/sending', 'recordSent', ENGINE, 'open acknowledgement, open silence'],
  ['sent', 'reportBounce', registry, 'cancelled acknowledgement, cancelled silence'],
  ['sent', 'acknowledge', partner, 'met acknowledgement, cancelled silence, open silence'],
  ['sent', 'startExecution', partner, 'met acknowledgement, cancelled silence, open silence'],
  ['sent', 'askInformation', partner, 'open answer, met acknowledgement, cancelled silence'],
  ['delivery-failed', 'acknowledge', partner, 'open silence'],
  ['acknowledged', 'startExecution', partner, 'cancelled silence, open silence'],
  ['in-execution', 'askInformation', partner, 'open answer, cancelled silence'],
  ['info-asked', 'askInformation', partner, 'cancelled answer, open answer'],
  ['info-asked', 'answerInformation', officer, 'met answer, open silence'],
  ['in-execution', 'offerConditions', partner, 'open reply-to-conditions, cancelled silence'],
  ['conditions-offered', 'acceptConditions', head, 'met reply-to-conditions, open silence'],
  ['conditions-offered', 'declineConditions', head, 'met reply-to-conditions, open silence'],
  ['in-execution', 'reportSecrecy', partner, 'open secrecy-decision, cancelled silence'],
  ['secrecy-asked', 'decideSecrecy', head, 'met secrecy-decision, open silence'],
  ['secrecy-asked', 'decideSecrecy', head, 'met secrecy-decision', { goOn: false }],
  ['in-execution', 'postpone', partner, 'open postponement-review, open postponement-enquiry, cancelled silence'],
  [
    'postponed',
    'resumeExecution',
    partner,
    'cancelled postponement-review, cancelled postponement-enquiry, open silence',
  ],
  ['in-execution', 'deliver', partner, 'cancelled silence, open silence', { items: [{ item: '1', result: 'done' }] }],
  ['in-execution', 'deliver', partner, 'cancelled silence'],
  ['in-execution', 'settleItems', partner, 'cancelled silence'],
  ['in-execution', 'refuse', partner, 'cancelled silence'],
  ['info-asked', 'refuse', partner, 'cancelled answer'],
  ['conditions-offered', 'refuse', partner, 'cancelled reply-to-conditions'],
  ['secrecy-asked', 'refuse', partner, 'cancelled secrecy-decision'],
  ['postponed', 'refuse', partner, 'cancelled postponement-review, cancelled postponement-enquiry'],
  ['draft', 'withdraw', drafter, 'cancelled drafting'],
  ['ca-returned', 'withdraw', drafter, 'cancelled ca-review, cancelled drafting'],
  ['sent', 'withdraw', officer, 'cancelled acknowledgement, cancelled silence'],
  ['partial', 'close', officer, 'cancelled silence'],
  ['in-execution', 'recordEnquiry', officer, ''],
  ['in-execution', 'assignOfficer', head, ''],
];

test.each(CHANGES)('in %s, %s', (place, action, actor, changes, input) => {
  const { deadlines } = lastEvent(take(reach(place), actor, action, input));
  expect(
    deadlines.map((change) => `${change.op} ${change.op === 'open' ? change.deadline.kind : change.kind}`).join(', '),
  ).toBe(changes);
});

describe('what runs', () => {
  const RUNNING: { [S in Status]?: string } = {
    draft: 'drafting',
    'with-ca': 'ca-review',
    'ca-returned': 'ca-review paused, drafting',
    'in-translation': 'translation',
    sent: 'acknowledgement, silence',
    acknowledged: 'silence',
    'info-asked': 'answer',
    'conditions-offered': 'reply-to-conditions',
    'secrecy-asked': 'secrecy-decision',
    postponed: 'postponement-review, postponement-enquiry',
    'in-execution': 'silence',
    partial: 'silence',
  };
  test.each(STATUSES)('in %s', (status) => {
    const running = reach(status).request.deadlines.filter(
      (deadline) => deadline.status === 'open' || deadline.status === 'paused',
    );
    expect(running.map((deadline) => deadline.kind + (deadline.status === 'paused' ? ' paused' : '')).join(', ')).toBe(
      RUNNING[status] ?? '',
    );
  });
});

describe('when it is due', () => {
  const urgent = (urgency: Urgency): World => {
    const drafted = take(translatedNow(newWorld()), drafter, 'create', { urgency });
    return take(take(drafted, drafter, 'submit'), supervisor, 'endorse');
  };
  const translating = (urgency: Urgency): World =>
    take(take(urgent(urgency), officer, 'approve'), ENGINE, 'openTranslation');

  test.each<[string, World, string, string]>([
    ['drafting: ten working days', reach('draft'), 'drafting', '2026-03-23T15:00:00Z'],
    ['review: five working days', urgent('normal'), 'ca-review', '2026-03-16T15:00:00Z'],
    ['review, urgent: one', urgent('urgent'), 'ca-review', '2026-03-10T15:00:00Z'],
    ['review in an emergency: four hours', urgent('emergency'), 'ca-review', '2026-03-09T04:00:00Z'],
    ['translation: ten working days', translating('normal'), 'translation', '2026-03-23T15:00:00Z'],
    ['translation, urgent: two', translating('urgent'), 'translation', '2026-03-11T15:00:00Z'],
    ['acknowledgement: ten days, at the partner', reach('sent'), 'acknowledgement', '2026-03-19T23:00:00Z'],
    ['silence: thirty days, at the partner', reach('sent'), 'silence', '2026-04-08T22:00:00Z'],
    ['our answer: ten working days', reach('info-asked'), 'answer', '2026-03-23T15:00:00Z'],
    [
      'our reply to conditions: ten working days',
      reach('conditions-offered'),
      'reply-to-conditions',
      '2026-03-23T15:00:00Z',
    ],
    ['our decision on secrecy: ten working days', reach('secrecy-asked'), 'secrecy-decision', '2026-03-23T15:00:00Z'],
    ['the review of a postponement: as stated', reach('postponed'), 'postponement-review', '2027-01-15T15:00:00Z'],
    ['an enquiry while postponed: a month', reach('postponed'), 'postponement-enquiry', '2026-04-09T15:00:00Z'],
  ])('%s', (_, world, kind, dueAt) => {
    expect(clockOf(world, kind).dueAt).toBe(dueAt);
    expect(clockOf(world, kind)).toMatchObject({
      trigger: expect.any(Number),
      source: expect.stringMatching(/^house rule HR-\d+$/),
      status: 'open',
    });
  });

  test('each says by which event it was opened', () => {
    for (const place of ['draft', 'with-ca', 'sent', 'postponed'] as const) {
      const { request, events } = reach(place);
      for (const { kind, trigger } of request.deadlines) {
        const opened = events[trigger - 1]?.deadlines.some(
          (change) => change.op === 'open' && change.deadline.kind === kind,
        );
        expect([kind, opened]).toEqual([kind, true]);
      }
    }
  });

  test('the ladder of the house has the three steps that the engine climbs', () => {
    expect(stagesOf('silence', HOUSE_RULES)).toBe(3);
  });
});

describe('a review that was returned', () => {
  const review = ({ request }: World): Deadline | undefined =>
    request.deadlines.find(({ kind }) => kind === 'ca-review');

  test('keeps the working days that were left', () => {
    const returned = take(at(reach('with-ca'), '2026-03-11T06:00:00Z'), officer, 'returnForCorrection');
    const back = take(at(returned, '2026-03-20T06:00:00Z'), drafter, 'resubmit');

    expect(review(returned)).toMatchObject({ status: 'paused', left: 3, cycle: 1 });
    expect(review(back)).toMatchObject({ status: 'open', dueAt: '2026-03-25T15:00:00Z', cycle: 1 });
    expect(review(back)?.left).toBeUndefined();
  });

  test('in an emergency keeps its hours', () => {
    const drafted = take(translatedNow(newWorld()), drafter, 'create', { urgency: 'emergency' });
    const lying = take(take(drafted, drafter, 'submit'), supervisor, 'endorse');
    const returned = take(later(lying, HOUR), officer, 'returnForCorrection');
    const back = take(later(returned, 9 * HOUR), drafter, 'resubmit');

    expect(review(back)?.dueAt).toBe('2026-03-09T13:00:00Z');
  });
});
