import { type Duty, dutiesOf } from './duties.ts';
import { formalSent, owesFormal } from './emergency.ts';
import { holdOf, isExtensionDue } from './hold.ts';
import { isByHolds } from './kinds.ts';
import type { Facts } from './move.ts';
import { papersToNote } from './moves/custody.ts';
import { extensionReceipt, extensionRefusal, extensionSent, lacksExtensionRequest } from './moves/extending.ts';
import { hasLostItsRequests } from './moves/hold-ends.ts';
import { receivedInTime } from './moves/hold-securing.ts';
import { minding } from './moves/minding.ts';
import { receiptToNote, refusalToNote } from './moves/preserving.ts';
import { MOVES } from './moves.ts';
import { concluded, unaskedLapses, unopened } from './preserving.ts';
import type { Request } from './request.ts';

type Around = Pick<Facts, 'linked' | 'instruments' | 'now' | 'translateInto'>;

/** What the engine owes a request with its holds, or a hold with the requests that rely on it, by what stands on record of both. */
export function dutiesWith(file: Request, around: Around): Duty[] {
  if (file.kind === 'hold') return holdDuties(file, around);
  return [
    ...dutiesOf(file, around.translateInto),
    ...(isByHolds(file) ? preservationDuties(file, around) : []),
    ...(owesFormal(file) && isOpen('noteFormalRequest', file) && formalSent(around.linked, file)
      ? [take('noteFormalRequest')]
      : []),
    ...untaken(file, around),
    ...papersOwed(file, around),
    ...unlinked(file, around).map((hold): Duty => ({ do: 'link-hold', hold })),
    ...(file.kind !== 'preservation' && minding(file, around).length > 0 ? [take('mindHolds')] : []),
  ];
}

/** Items that were split off for it and stand still in the draft that they come from. */
const untaken = ({ id, splitFrom }: Request, { linked }: Around): Duty[] =>
  linked.flatMap((one) =>
    one.id === splitFrom?.request && isOpen('takeOut', one) && !one.splitOff?.includes(id)
      ? [{ do: 'take-out', of: one.id, items: splitFrom.items } as const]
      : [],
  );

/** What the request for provisional arrest that it was drafted from does not know of its receipt. */
const papersOwed = (file: Request, { linked }: Around): Duty[] =>
  linked.flatMap((one) => {
    const on = isOpen('notePapers', one) ? papersToNote(one, file) : undefined;
    return on === undefined ? [] : [{ do: 'note-papers', of: one.id, on } as const];
  });

/** The holds that it was drafted to rely on and is not linked to yet, where something is held still. */
const unlinked = ({ id, reliesOn = [] }: Request, { linked }: Around): readonly string[] =>
  reliesOn.filter((wanted) =>
    linked.some((one) => one.id === wanted && isOpen('linkAsDrafted', one) && !one.hold?.requests.includes(id)),
  );

const isOpen = (action: keyof typeof MOVES, { status }: Request): boolean =>
  MOVES[action].from.some((one) => one === status);

/** What a request for preservation asked is held by files of their own, which say what became of it. */
function preservationDuties(file: Request, around: Around): Duty[] {
  const isOver = isOpen('concludePreservation', file) && concluded(file, around) !== undefined;
  return [
    ...unopened(file, around).map(({ id }): Duty => ({ do: 'open-hold', item: id })),
    ...(isOpen('noteLapse', file) && unaskedLapses(file, around).length > 0 ? [take('noteLapse')] : []),
    ...(isOver ? [take('concludePreservation')] : []),
  ];
}

const take = (action: Extract<Duty, { do: 'take' }>['action']): Duty => ({ do: 'take', action });

/** H1 before H4: what has arrived secures the data first. */
function holdDuties(file: Request, around: Around): Duty[] {
  const hold = holdOf(file);
  if (hold.incoming) return [];
  return [
    ...(isOpen('noteReceipt', file) && receiptToNote(hold, around) ? [take('noteReceipt')] : []),
    ...(isOpen('noteRefusal', file) && refusalToNote(hold, around) ? [take('noteRefusal')] : []),
    ...(isOpen('recordReceipt', file) && receivedInTime(hold, around) ? [take('recordReceipt')] : []),
    ...(isOpen('proposeReleaseAsEnded', file) && hasLostItsRequests(hold, around)
      ? [take('proposeReleaseAsEnded')]
      : []),
    ...(isOpen('draftExtension', file) && isExtensionDue(file) ? [take('draftExtension')] : []),
    ...(isOpen('linkExtensionRequest', file) && lacksExtensionRequest(hold)
      ? [{ do: 'draft-extension', n: hold.extensions.length + 1 } as const]
      : []),
    ...(isOpen('noteExtension', file) && extensionSent(hold, around)
      ? [{ do: 'note-extension', request: hold.draft?.request ?? '' } as const]
      : []),
    ...(isOpen('noteExtensionReceipt', file) && extensionReceipt(hold, around) ? [take('noteExtensionReceipt')] : []),
    ...(isOpen('noteExtensionRefusal', file) && extensionRefusal(hold, around) ? [take('noteExtensionRefusal')] : []),
  ];
}
