import { z } from 'zod';
import { ACTIONS } from '../../domain/decide.ts';
import { calendarDate, line } from '../../domain/fields.ts';
import { ALL_STATUSES } from '../../domain/request.ts';
import { holdName, personName, requestName } from './case-input.ts';
import { instant } from './looks.ts';

/** Of what something is expected: of a request or of a hold. */
const of = { request: requestName.optional(), hold: holdName.optional() };
const action = z.enum(ACTIONS).describe('The step, by the name that docs/cases.md or the timeline has for it.');
const between = { from: instant.describe('From this instant on.'), until: instant.describe('Before this instant.') };
const about = line.optional().describe('Of a reminder or a deadline: its kind.');
const told = {
  to: personName,
  kind: line.describe('What was said: reminder-acknowledgement, overdue-silence, now-refused.'),
};

/** What a scenario expects of the record at the end, each with what it says when it does not hold. */
export const claimSchema = z.discriminatedUnion(
  'what',
  [
    z
      .strictObject({
        what: z.literal('deadline'),
        ...of,
        kind: line,
        cycle: z.int().min(1).optional().describe('Which run of it; the last one where absent.'),
        due: calendarDate.optional().describe('Its last day, where it is counted.'),
        dueAt: instant.optional(),
        remindAt: instant.optional(),
        startedAt: instant.optional(),
        zone: line.optional(),
        status: line.optional().describe('open, met, fired, cancelled or paused.'),
        says: line.optional().describe('Words of its sum.'),
      })
      .describe('A deadline of a request or a hold, as it stands at the end.'),
    z
      .strictObject({ what: z.literal('no-deadline'), ...of, kind: line, startedAt: instant.optional() })
      .describe('A deadline that is not there, nor ever was from that start.'),
    z
      .strictObject({
        what: z.literal('event'),
        ...of,
        action,
        at: instant,
        to: z.enum(ALL_STATUSES).optional(),
        by: z.union([personName, z.literal('engine')]).optional(),
        kind: about,
      })
      .describe('A step that was taken at exactly this instant.'),
    z
      .strictObject({ what: z.literal('no-event'), ...of, action: action.optional(), kind: about, ...between })
      .describe('No such step was taken between two instants.'),
    z
      .strictObject({ what: z.literal('status'), ...of, at: instant, is: z.enum(ALL_STATUSES) })
      .describe('Where a request or a hold stood at an instant, with all that happened then.'),
    z
      .strictObject({
        what: z.literal('notice'),
        ...of,
        ...told,
        on: calendarDate.describe('On which day, where our central authority is.'),
      })
      .describe('Somebody was told something on a day.'),
    z
      .strictObject({ what: z.literal('no-notice'), ...of, ...told, ...between })
      .describe('Somebody was not told something between two instants.'),
    z
      .strictObject({
        what: z.literal('period'),
        rule: line.describe('Its code: cets-224/a8-serve.'),
        start: line.describe('The event: a day, or an instant with its offset.'),
        calendar: z.array(line).optional().describe('Codes of the States whose days off count.'),
        due: calendarDate,
        dueAt: instant.optional(),
        unrolled: calendarDate.optional().describe('The last day before it was moved from a day off.'),
      })
      .describe('A period as the installation counts it by its own catalogue and calendars.'),
  ],
  { error: 'says of nothing that there is: docs/scenarios.md lists what can be expected' },
);
export type Claim = z.infer<typeof claimSchema>;
