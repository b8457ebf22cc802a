import { describe, expect, test } from 'vitest';
import { keysOf, partnersOf, readersOf, translatorsOf } from '../../../domain/audience.ts';
import { dutiesOf, nameOf, translationDutiesOf } from '../../../domain/duties.ts';
import { tasksOf } from '../../../domain/inbox.ts';
import { STATUSES } from '../../../domain/request.ts';
import { AUTHORITY, CAST, ENGINE, NAMES, OFFICE } from './cast.ts';
import { clockOf, type Place, reach, take } from './way.ts';
import { lastEvent, moveOf, refusalOf, type World } from './world.ts';

const { drafter, officer, second, head, registry, partner, translator } = CAST;
const waiting = ({ request }: World): string[] => tasksOf(request).map(({ action, to }) => `${action} ${to}`);
const owed = ({ request, translateInto }: World): string[] =>
  dutiesOf(request, translateInto).map((duty) => nameOf(duty).replace(/[0-9a-f-]{36}/, 'ID'));

const [MINE, HERE, THEIRS] = [`user:${drafter.id}`, `office:${OFFICE}/supervisor`, `authority:${AUTHORITY}`];

/** By place: what waits for a person, and what the engine owes. */
const WAITS: [Place, string[], string[]][] = [
  ['draft', [`submit ${MINE}`], []],
  ['draft/asked', [`submit ${MINE}`, 'answerDesk role:ca-officer'], []],
  ['supervision', [`endorse ${HERE}`], []],
  ['supervision/asked', [`endorse ${HERE}`, 'answerDesk role:ca-officer'], []],
  ['with-ca', ['approve role:ca-officer'], []],
  ['ca-returned', [`resubmit ${MINE}`], []],
  ['ca-declined', [], []],
  ['ca-declined/unwanted', [], []],
  ['approved', [], ['translate']],
  ['approved/as-it-is', [], ['make-ready']],
  ['in-translation', ['takeTranslation role:translator'], ['translate']],
  ['in-translation/taken', [`finishTranslation user:${translator.id}`], ['translate']],
  ['in-translation/done', ['certifyTranslation role:reviser'], ['translate']],
  ['in-translation/certified', [], ['translate']],
  ['ready', ['dispatch role:registry'], []],
  ['ready/prepared', [], ['transmit/ID/1']],
  ['ready/sending', [], ['transmit/ID/1']],
  ['ready/unknown', ['settleTransmission role:registry'], []],
  ['delivery-failed', ['dispatch role:registry'], []],
  ['delivery-failed/prepared', [], ['transmit/ID/2']],
  ['delivery-failed/unknown', ['settleTransmission role:registry'], []],
  ['sent', [`acknowledge ${THEIRS}`], []],
  ['sent/owed', [`acknowledge ${THEIRS}`], ['enquire']],
  ['acknowledged', [`startExecution ${THEIRS}`], []],
  ['info-asked', ['answerInformation role:ca-officer'], []],
  ['conditions-offered', ['acceptConditions role:ca-head'], []],
  ['secrecy-asked', ['decideSecrecy role:ca-head'], []],
  ['postponed', [`resumeExecution ${THEIRS}`], []],
  ['postponed/owed', [`resumeExecution ${THEIRS}`], ['enquire']],
  ['not-to-disclose', ['close role:ca-officer'], []],
  ['in-execution', [`deliver ${THEIRS}`], []],
  ['partial', [`deliver ${THEIRS}`, `verifyDelivery ${MINE}`], []],
  ['executed', [`verifyDelivery ${MINE}`], []],
  ['executed/verified', ['close role:ca-officer'], []],
  ['refused', ['close role:ca-officer'], []],
  ['withdrawn', [], ['write/withdrawal/1', 'retain']],
  ['closed', [], ['retain']],
];

describe('what waits', () => {
  test('is looked at in every state', () => {
    expect(new Set(WAITS.map(([place]) => place.split('/')[0]))).toEqual(new Set(STATUSES));
  });

  test.each(WAITS)('in %s', (place, tasks, duties) => {
    expect(waiting(reach(place))).toEqual(tasks);
    expect(owed(reach(place))).toEqual(duties);
  });

  test.each(WAITS)('in %s is a step that is open there, for somebody who holds the key', (place) => {
    for (const { action, to } of tasksOf(reach(place).request)) {
      const { from, by } = moveOf(action);
      const holders = NAMES.filter((name) => keysOf(CAST[name]).includes(to));

      expect(from).toContain(reach(place).request.status);
      expect(
        holders.some((name) => by !== 'system' && by.some((role) => CAST[name].roles.some((own) => own === role))),
      ).toBe(true);
    }
  });

  test('goes to the officer in charge where there is one, and says when it is due', () => {
    const assigned = take(reach('with-ca'), head, 'assignOfficer');
    const { dueAt } = clockOf(assigned, 'ca-review');

    expect(tasksOf(assigned.request)).toEqual([
      { action: 'approve', to: `user:${second.id}`, dueAt, kind: 'ca-review' },
    ]);
  });

  test('a chase by courier waits for a person, and is over when it was made', () => {
    const silent = {
      ...reach('in-execution/owed'),
      request: { ...reach('in-execution/owed').request, channel: 'courier' as const },
    };
    const asked = take(silent, registry, 'recordEnquiry');

    expect(waiting(silent)).toContain('recordEnquiry role:ca-officer');
    expect(owed(silent)).toEqual([]);
    expect(waiting(asked)).not.toContain('recordEnquiry role:ca-officer');
  });

  test('a question to the desk that nobody answered waits no more after submission', () => {
    const endorsed = take(reach('supervision/asked'), CAST.supervisor, 'endorse');
    expect(waiting(endorsed)).toEqual(['approve role:ca-officer']);
  });

  test.each(['partial', 'in-execution'] as const)('no chase of a %s file outlives it', (status) => {
    const silent = reach(`${status}/owed`);
    const ended = status === 'partial' ? take(silent, officer, 'close') : take(silent, officer, 'withdraw');
    const byCourier = { ...ended, request: { ...ended.request, channel: 'courier' as const } };

    expect(owed(ended)).not.toContain('enquire');
    expect(waiting(byCourier).filter((task) => task.startsWith('recordEnquiry'))).toEqual([]);
  });

  test('a certified translation makes the request ready, an approved one is opened', () => {
    expect(translationDutiesOf(reach('in-translation/certified').request)).toEqual([{ do: 'make-ready' }]);
    expect(translationDutiesOf(reach('approved').request)).toEqual([{ do: 'open-translation' }]);
    expect(translationDutiesOf(reach('in-translation').request)).toEqual([]);
  });
});

describe('a mail that is owed to the partner', () => {
  const answered = take(reach('info-asked'), officer, 'answerInformation');
  const mail = (world: World, n: number): World => take(world, ENGINE, 'prepareMail', { purpose: 'answer', n });

  test('is prepared once and sent once', () => {
    const written = mail(answered, 1);

    expect(owed(answered)).toEqual(['write/answer/1']);
    expect(owed(written)).toEqual(['transmit/ID/1']);
    expect(refusalOf(() => mail(written, 1))).toMatchObject({ rule: 'mail-owed' });
  });

  test('that nobody owes is not written', () => {
    expect(refusalOf(() => mail(reach('in-execution'), 1))).toMatchObject({
      rule: 'mail-owed',
      source: 'procedure 3.1',
    });
  });

  test('has a number of its own, also while the one before lies', () => {
    const again = take(take(answered, partner, 'askInformation'), officer, 'answerInformation');

    expect(owed(again)).toEqual(['write/answer/1', 'write/answer/2']);
    expect(owed(mail(again, 1))).toEqual(['transmit/ID/1', 'write/answer/2']);
  });

  test.each(['draft', 'with-ca', 'ready', 'delivery-failed'] as const)(
    'is none of a withdrawal from %s: the partner has nothing',
    (place) => {
      expect(owed(take(reach(place), officer, 'withdraw'))).toEqual(['retain']);
    },
  );
});

describe('who sees it', () => {
  const sees = (place: Place): { whole: string[]; asPartner: string[]; toTranslate: string[] } => {
    const { request } = reach(place);
    const holders = (keys: string[]): string[] =>
      NAMES.filter((name) => keysOf(CAST[name]).some((key) => keys.includes(key)) && name !== 'everybody');
    return {
      whole: holders(readersOf(request)),
      asPartner: holders(partnersOf(request)),
      toTranslate: holders(translatorsOf(request)),
    };
  };
  const office = ['drafter', 'supervisor'];
  const centre = ['officer', 'second', 'head'];

  test('a draft: its drafter, its office and the auditor', () => {
    expect(sees('draft')).toEqual({ whole: [...office, 'auditor'], asPartner: [], toTranslate: [] });
  });

  test('a draft with a question to the desk: the desk too', () => {
    expect(sees('draft/asked').whole).toEqual([...office, ...centre, 'auditor']);
  });

  test('from endorsement on the central authority, from approval on the registry', () => {
    expect(sees('with-ca').whole).toEqual([...office, ...centre, 'auditor']);
    expect(sees('approved').whole).toEqual([...office, ...centre, 'registry', 'auditor']);
  });

  test('an emergency: the central authority and its 24/7 point, before anybody endorses it', () => {
    for (const place of ['supervision/emergency', 'with-ca/emergency'] as const)
      expect(sees(place).whole).toEqual([...office, ...centre, 'watch', 'point', 'auditor']);
    expect(sees('supervision').whole).toEqual([...office, 'auditor']);
  });

  test('translators and revisers only what they translate, only while they do', () => {
    expect(sees('in-translation')).toMatchObject({ toTranslate: ['translator', 'linguist', 'reviser'] });
    expect(sees('in-translation/taken')).toMatchObject({ toTranslate: ['translator', 'linguist', 'reviser'] });
    expect(sees('ready').toTranslate).toEqual([]);
    expect(sees('in-translation').whole).not.toContain('translator');
  });

  test.each(STATUSES)('the partner sees it in %s only if it was sent, and never another partner (S8)', (status) => {
    expect(sees(status).asPartner).toEqual(reach(status).request.sentOn ? ['partner'] : []);
    expect(sees(status).whole.filter((name) => name === 'partner' || name === 'foreigner')).toEqual([]);
  });

  test('the partner’s own authority is all that opens it', () => {
    expect(keysOf({ ...partner, roles: ['drafter'] })).toEqual([`user:${partner.id}`]);
  });
});

describe('labels', () => {
  const changeFrame = (label: string) => () =>
    take(reach('draft'), drafter, 'changeFrame', { label, urgency: undefined });
  const lowerLabel =
    (label: string, more: object = {}) =>
    () =>
      take(reach('with-ca'), head, 'lowerLabel', { label, ...more });

  test('are raised by the drafter and never lowered', () => {
    expect(changeFrame('secret')().request.label).toBe('secret');
    expect(changeFrame('restricted')().request.label).toBe('restricted');
    expect(refusalOf(changeFrame('official'))).toMatchObject({
      gaps: [{ field: 'label', rule: 'label-only-raised', source: 'labels 5.2' }],
    });
  });

  test('are lowered by the head, with a reason that stays in the record', () => {
    const lowered = lowerLabel('official')();

    expect(lowered.request.label).toBe('official');
    expect(lastEvent(lowered)).toMatchObject({
      said: { reason: { text: expect.any(String), hash: expect.any(String) } },
    });
    expect(refusalOf(lowerLabel('official', { reason: undefined }))).toMatchObject({ name: 'InvalidInput' });
  });

  test('are not raised under the name of lowering', () => {
    expect(refusalOf(lowerLabel('secret'))).toMatchObject({
      gaps: [{ field: 'label', rule: 'label-only-lowered', source: 'labels 5.2' }],
    });
    expect(refusalOf(lowerLabel('restricted'))).toMatchObject({ gaps: [{ rule: 'label-only-lowered' }] });
  });
});
