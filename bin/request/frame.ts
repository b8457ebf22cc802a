import { dateIn } from '../../domain/dates.ts';
import type { Draft } from '../../domain/gaps/draft.ts';
import { isOwnType, rulesOf } from '../../domain/item-types.ts';
import type { Basis } from '../../domain/request.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import { ARVANIA } from '../../prisma/demonstration/arvania.ts';
import type { CaseFile } from '../play/case-file.ts';
import { stateOf } from '../reference.ts';
import { chosenBasis } from './chosen-basis.ts';
import { partnerOf } from './partner-of.ts';
import type { RequestFile } from './request-file.ts';

/** A draft, and whether its legal basis was chosen because the file names none. */
export type Framed = { draft: Draft; isChosen: boolean };

/** The draft that a request file stands for. */
export function framed(file: RequestFile): Framed {
  const { from, to, on = today(), type, content, route, letterLanguage, offence = {}, death } = file;
  const items = (file.items ?? [{ type: type ?? '', basis: undefined }]).map((item, index) => ({
    id: type === undefined ? String(index + 1) : (content.items[0]?.id ?? '1'),
    type: item.type,
    ...(item.basis ? { basis: inRecord(item.basis) } : {}),
  }));
  const isEmergency = items.some((item) => rulesOf(item.type)?.isEmergency);
  const bare = {
    request: {
      basis: inRecord(file.basis ?? []),
      urgency: file.urgency ?? (isEmergency ? 'emergency' : 'normal'),
      items,
    },
    content,
    annexes: file.annexes.map(annex),
    ...partnerOf(to, on),
    ours: stateOf('from', from),
    instrumentsById: INSTRUMENTS,
    today: on,
    ...(route ? { route } : {}),
    letterLanguage,
    offence: defined(offence),
    ...(type !== undefined && isOwnType(type) ? { type } : {}),
    ...(death ? { isCapital: true as const } : {}),
  } satisfies Draft;
  const isChosen = file.basis === undefined;
  return { draft: isChosen ? withBasis(bare, chosenBasis(bare)) : bare, isChosen };
}

const withBasis = (draft: Draft, basis: readonly Basis[]): Draft => ({
  ...draft,
  request: { ...draft.request, basis },
});

/** The frame of a case is that of its first step; its content is that before any change. */
export function framedCase({ content, steps: [first] }: CaseFile): Framed {
  const asked = first && 'with' in first ? first.with : {};
  const frame = asked as Pick<RequestFile, 'urgency' | 'label' | 'route' | 'basis' | 'items'> & { requested: string }; // the input of `create`, checked by its schema
  const { requested: to, urgency, route, basis, items } = frame;
  return framed({
    from: ARVANIA.state,
    to,
    on: first?.at.slice(0, 10),
    urgency,
    route,
    basis,
    items,
    content,
    letterLanguage: ARVANIA.letter_language,
    annexes: [],
    death: false,
  });
}

const today = (): string => dateIn(new Date().toISOString(), Intl.DateTimeFormat().resolvedOptions().timeZone);

/** Why a person relies on a basis is kept apart in a record; here it is enough that it is said. */
const inRecord = (given: NonNullable<RequestFile['basis']>): Basis[] =>
  given.map(({ override, ...basis }) =>
    override === undefined ? basis : { ...basis, override: { text: override, hash: '' } },
  );

const annex = (title: string, index: number): Draft['annexes'][number] => {
  const letter = String.fromCharCode(65 + index);
  return { id: letter, letter, title, hash: '', size: 0 };
};

const defined = (offence: NonNullable<RequestFile['offence']>): NonNullable<Draft['offence']> => ({
  ...(offence.class ? { class: offence.class } : {}),
  ...(offence.maximumYears === undefined ? {} : { maximumYears: offence.maximumYears }),
  ...(offence.date ? { date: offence.date } : {}),
});
