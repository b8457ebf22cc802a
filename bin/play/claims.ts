import { z } from 'zod';
import { ACTIONS } from '../../domain/decide.ts';
import { calendarDate, line } from '../../domain/fields.ts';
import { STATUSES } from '../../domain/request.ts';
import { personName } from './case-input.ts';
import { instant } from './steps.ts';

/** What a scenario calls a request, an entry of `requests`. */
export const requestName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,29}$/, { error: 'is not a short name of small letters, digits and hyphens' })
  .meta({ id: 'request-name', description: 'One of `requests`.' });

/** Of what something is expected. */
const of = { request: requestName };
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
      })
      .describe('A deadline of a request, as it stands at the end.'),
    z
      .strictObject({ what: z.literal('no-deadline'), ...of, kind: line, startedAt: instant.optional() })
      .describe('A deadline that the request does not have, nor ever had from that start.'),
    z
      .strictObject({
        what: z.literal('event'),
        ...of,
        action,
        at: instant,
        to: z.enum(STATUSES).optional(),
        by: z.union([personName, z.literal('engine')]).optional(),
        kind: about,
      })
      .describe('A step that was taken at exactly this instant.'),
    z
      .strictObject({ what: z.literal('no-event'), ...of, action: action.optional(), kind: about, ...between })
      .describe('No such step was taken between two instants.'),
    z
      .strictObject({ what: z.literal('status'), ...of, at: instant, is: z.enum(STATUSES) })
      .describe('Where a request stood at an instant, with all that happened then.'),
    z
      .strictObject({
        what: z.literal('notice'),
        request: requestName,
        ...told,
        on: calendarDate.describe('On which day, where our central authority is.'),
      })
      .describe('Somebody was told something on a day.'),
    z
      .strictObject({ what: z.literal('no-notice'), request: requestName, ...told, ...between })
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
