import { z } from 'zod';
import { calendarDate, line } from '../../domain/fields.ts';
import { EXISTENCES, LAPSE_CAUSES } from '../../domain/hold.ts';
import { HOLD_STATUSES, HOLD_STOPS } from '../../domain/hold-status.ts';
import { enumOf, mapNamed } from './case-input.ts';

export const instant = z.iso
  .datetime({ offset: true, error: 'is not an instant with its offset, such as 2026-03-03T10:00:00+09:00' })
  .meta({ id: 'instant', description: 'When, in the local time of who acts, with its offset.' });

/** What a person must be shown who looks at the gaps and warnings of a request. */
export const looking = {
  do: z.literal('look'),
  expect: z.strictObject({
    shows: z
      .array(
        z.strictObject({
          field: line,
          rule: line.optional(),
          source: line.optional(),
          says: line.optional().describe('Words of its message: the day that it names.'),
        }),
      )
      .min(1, { error: 'is empty' })
      .describe('Gaps and warnings that are among those that are shown.'),
  }),
};
export type Look = z.infer<typeof looking.expect>;

const orNone = <T extends z.ZodType>(value: T) => value.nullable().optional();
const day = orNone(calendarDate);
const shownOfHold = z
  .strictObject({
    status: z.enum(HOLD_STATUSES).optional(),
    askedOn: day,
    receivedOn: day,
    effectiveOn: day,
    statedEnd: day,
    until: day,
    actBy: day,
    ticket: orNone(line),
    stoppedBy: orNone(z.enum(HOLD_STOPS)),
    stoppedOn: day,
    producedOn: day,
    extensionDraft: orNone(z.strictObject({ askedUntil: day, isRight: z.boolean().optional() })),
    incident: orNone(z.strictObject({ cause: z.enum(LAPSE_CAUSES).optional(), exists: orNone(z.enum(EXISTENCES)) })),
  })
  .describe('What is shown of the hold, by the names of the API; null where there is none.');

/** What a person must be shown who looks at a hold. */
export const lookingAtHold = { do: z.literal('lookAtHold'), expect: z.strictObject({ shows: shownOfHold }) };
export type LookAtHold = z.infer<typeof lookingAtHold.expect>;

export const HOLD_SHOWN = `status askedOn receivedOn effectiveOn statedEnd until actBy ticket stoppedBy stoppedOn producedOn
  extensionDraft { askedUntil isRight } incident { cause exists }`;

/** What a hold should have shown and has shown otherwise. */
export const shownOtherwise = (hold: object, { shows }: LookAtHold): string[] =>
  differences(mapNamed(shownOfHold, shows, ({ name }) => enumOf(String(name))) as object, hold);

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null;
const differences = (wanted: object, found: object, of = ''): string[] =>
  Object.entries(wanted).flatMap(([field, value]) => {
    const there: unknown = Reflect.get(found, field);
    if (isGroup(value) && isGroup(there)) return differences(value, there, `${of}${field}.`);
    return value === there ? [] : [`${of}${field} is ${isGroup(there) ? JSON.stringify(there) : (there ?? 'none')}`];
  });
