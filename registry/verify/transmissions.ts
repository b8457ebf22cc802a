import { MOVES } from '../../domain/moves.ts';
import type { Letter } from '../../domain/papers.ts';
import type { FileRef, Transmission } from '../../domain/request.ts';
import { messageIdFor } from '../message-id.ts';
import { type Entry, packageEntries } from '../rebuild-package.ts';
import type { Checking } from '../verify.ts';
import { at, type CaseFile, instant, isSame, type Step } from './record.ts';

/** A package that was dispatched, and what must be in it. */
export type Packaged = { where: string; hash: string; entries: readonly Entry[] };

/** How a transmission may move, and by which step. A step of the partner shows that it has the request. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  'prepared>sending': ['claimTransmission'],
  'sending>sent': ['recordSent'],
  'unknown>sent': ['recordSent', 'settleTransmission', 'partner'],
  'sending>failed': ['recordFailed'],
  'unknown>failed': ['recordFailed', 'settleTransmission'],
  'sending>unknown': ['recordUnknown'],
  'sent>failed': ['reportBounce'],
  'prepared>failed': ['withdraw', 'partner'],
  'failed>prepared': ['dispatch', 'sendAgain'],
};

/** The table is the fold's; each attempt is claimed once, and what goes is what was approved and certified. */
export function checkTransmissions(file: CaseFile, checking: Checking): void {
  const { transmissions, now, where } = file;
  const { report } = checking;
  report.count('transmissions', transmissions.length);
  const rows = new Map(transmissions.map((row) => [row.id, row]));
  for (const sent of now?.transmissions ?? []) {
    const row = rows.get(sent.id);
    rows.delete(sent.id);
    if (!row) report.found(where, `transmission ${sent.id} is missing from the table of transmissions`);
    else
      for (const column of differing(row, sent))
        report.found(where, `transmission ${sent.id}: column "${column}" is not what its events make it`);
  }
  for (const id of rows.keys()) report.found(where, `transmission ${id} comes from no event`);

  let approved: Letter | undefined;
  let certified: FileRef | undefined;
  for (const step of file.steps) {
    const { event, before, after } = step;
    if (event.action === 'approve' || event.action === 'sendAlone') approved = before?.letter;
    if (event.action === 'certifyTranslation') certified = before?.translation?.letter;
    for (const fault of movedWrong(step)) report.found(at(file, event.seq), fault);
    const fresh = after.transmissions.filter(({ id }) => !before?.transmissions.some((sent) => sent.id === id));
    for (const sent of fresh) {
      for (const fault of bornWrong(sent, step, { approved, certified, installation: checking.installation }))
        report.found(at(file, event.seq), fault);
      if (!sent.package || !before) continue;
      const names = new Map(file.files.map(({ id, name }) => [id, name]));
      checking.packages.push({ where: file.where, hash: sent.package.hash, entries: packageEntries(before, names) });
    }
  }
}

function differing(row: CaseFile['transmissions'][number], sent: Transmission): string[] {
  const columns = {
    purpose: sent.purpose,
    channel: sent.channel,
    message_id: sent.messageId,
    attempt: sent.attempt,
    status: sent.status,
    package_hash: sent.package?.hash ?? null,
    wire_hash: sent.wire?.hash ?? null,
  };
  const names = Object.entries(columns).flatMap(([column, value]) => (row[column] === value ? [] : [column]));
  return instant(row['at']) === instant(sent.at) ? names : [...names, 'at'];
}

/** What an event did to the transmissions that there were before it. */
function movedWrong({ event: { action }, before, after }: Step): string[] {
  if (!before || before.transmissions === after.transmissions) return [];
  return before.transmissions.flatMap((was) => {
    const is = after.transmissions.find(({ id }) => id === was.id);
    return is
      ? faultsOfMove(was, is, action).map((fault) => `transmission ${was.id} ${fault}`)
      : [`transmission ${was.id} is gone`];
  });
}

function faultsOfMove(was: Transmission, is: Transmission, action: string): string[] {
  const faults: string[] = [];
  const again = was.status === 'failed' && is.status === 'prepared';
  if (is.status !== was.status && !mayMove(was.status, is.status, action))
    faults.push(`goes from ${was.status} to ${is.status} by the action "${action}"`);
  if (is.attempt !== was.attempt + (again ? 1 : 0)) faults.push(`is at attempt ${is.attempt} after ${was.attempt}`);
  const frozen = FROZEN.filter(
    (field) => !(action === 'dispatch' && again && was.channel === 'courier' && field === 'wire'),
  );
  if (frozen.some((field) => !isSame(is[field], was[field])))
    faults.push('sends something else than was frozen at dispatch');
  return faults;
}

/** Fixed at dispatch. The wire of a courier is the signed letter, which may be signed anew for a new attempt. */
const FROZEN = [
  'purpose',
  'to',
  'channel',
  'messageId',
  'package',
  'wire',
  'coverSheet',
] as const satisfies readonly (keyof Transmission)[];

function mayMove(from: Transmission['status'], to: Transmission['status'], action: string): boolean {
  const steps = STEPS[`${from}>${to}`] ?? [];
  return steps.includes(action) || (steps.includes('partner') && isPartners(action));
}

const isPartners = (action: string): boolean =>
  Object.entries(MOVES).some(([name, move]) => name === action && 'partnerStep' in move);

type Bound = { approved: Letter | undefined; certified: FileRef | undefined; installation: string };

/** A new transmission: the first attempt, under the id that follows from it, of the letter that was approved. */
function bornWrong(sent: Transmission, step: Step, { approved, certified, installation }: Bound): string[] {
  const { event, before, after } = step;
  if (!before) return [`transmission ${sent.id} stands at the beginning of a request`];
  const { letter, translation, edition, id: request, partner } = before;
  const { approval } = after; // in an emergency by the same step
  const recipient = sent.to ?? partner;
  const ids = versionsOf(sent, step).map((version) => messageIdFor(installation, { request, version, recipient }));
  const isCopy = sent.purpose === 'copy';
  const isRequest = isCopy || sent.purpose === 'request';
  const packaged = after.transmissions.findLast(({ purpose }) => purpose === 'request')?.package;
  const isAsItIs = event.action === 'sendAlone' && !translation?.letter;
  const isTranslated =
    !translation || isAsItIs || (translation.status === 'certified' && isSame(translation.letter, certified));
  const rules: readonly [boolean, string][] = [
    [sent.status === 'prepared' && sent.attempt === 1, 'does not begin as a prepared first attempt'],
    [BIRTHS.includes(event.action), `begins by the action "${event.action}"`],
    [ids.includes(sent.messageId), 'bears another message id than that of its request, version and recipient'],
    [!isRequest || sent.package !== undefined, 'has no package'],
    [isCopy === (sent.to !== undefined), 'goes to somebody else than its purpose says'],
    [!isCopy || isSame(sent.package, packaged), 'is a copy of something else than the request'],
    [
      !isRequest || (approval?.edition === edition && isSame(letter, approved)),
      'sends another letter than was approved',
    ],
    [!isRequest || isTranslated, 'sends another translation than was certified'],
  ];
  return rules.flatMap(([isKept, fault]) => (isKept ? [] : [`transmission ${sent.id} ${fault}`]));
}

const BIRTHS: readonly string[] = ['dispatch', 'sendAlone', 'prepareEnquiry', 'prepareMail'];

/** What the message id may be made of: the edition of a package, or the number of a mail that was owed. */
function versionsOf({ purpose }: Transmission, { before, after }: Step): string[] {
  if (purpose === 'request' || purpose === 'copy') return [String(before?.edition)];
  if (purpose === 'enquiry')
    return Array.from({ length: before?.enquiry?.n ?? 1 }, (_, index) => `enquiry-${index + 1}`);
  const written = before?.owed?.filter((mail) => !after.owed?.some((left) => isSame(left, mail))) ?? [];
  return written.flatMap((mail) => (mail.purpose === purpose ? [`${purpose}-${mail.n}`] : []));
}
