import { addDays, compare, dateIn } from '../dates.ts';
import { type Gap, InvalidInput } from '../errors.ts';
import type { Facts } from '../move.ts';
import type { Changes, FileRef, PartnerRecord, Request, TextRef, Transmission } from '../request.ts';

export type PartnerStepInput = {
  on?: string | undefined;
  record?:
    | { channel: string; officer?: TextRef | undefined; reference?: string | undefined; paper?: FileRef | undefined }
    | undefined;
};
export type Heard = { on: string; set: Changes; onBehalfOf?: string; record?: PartnerRecord };

/**
 * What every step of the partner brings, done by its officer or recorded by ours: its date, the acknowledgement that a
 * later step implies, and the end of any chase.
 */
export function hear(action: string, request: Request, input: PartnerStepInput, facts: Facts): Heard {
  const inPerson = facts.actor.roles.includes('partner');
  const today = dateIn(facts.now, facts.partner.calendar.zone);
  const on = input.on ?? today;
  const faults = faultsOf(request, input, { inPerson, on, today });
  if (faults.length > 0) throw new InvalidInput(`the partner’s step ${action}`, faults);
  return { on, set: implied(request, on), ...(inPerson || !input.record ? {} : written(input.record, request)) };
}

function faultsOf(
  request: Request,
  input: PartnerStepInput,
  { inPerson, on, today }: { inPerson: boolean; on: string; today: string },
): Gap[] {
  const faults: Gap[] = [];
  if (!inPerson && !input.record) {
    faults.push({
      field: 'record',
      rule: 'record-needed',
      message: 'says how the partner’s step came to us: channel, reference, paper',
      source: 'procedure 3.1',
    });
  }
  if (!inPerson && input.record && !input.on) {
    faults.push({
      field: 'on',
      rule: 'partner-date',
      message: 'is missing: give the partner’s own date',
      source: 'procedure 3.1',
    });
  }
  if (
    !inPerson &&
    input.record &&
    input.record.channel !== 'telephone' &&
    input.record.channel !== 'in-person' &&
    !input.record.paper
  ) {
    faults.push({
      field: 'record.paper',
      rule: 'paper-needed',
      message: 'is missing: file the letter or mail that the step rests on',
      source: 'procedure 3.1',
    });
  }
  if (on > today)
    faults.push({
      field: 'on',
      rule: 'not-in-future',
      message: `is after today at the partner (${today})`,
      source: 'house rule HR-21',
    });
  if (isBeforeSending(request, on)) {
    faults.push({
      field: 'on',
      rule: 'not-before-sending',
      message: `is before the request was sent (${request.sentOn?.slice(0, 10)})`,
      source: 'house rule HR-21',
    });
  }
  return faults;
}

/** One day's grace: the partner may be a zone behind. */
export const isBeforeSending = ({ sentOn }: Request, date: string): boolean =>
  sentOn !== undefined && date < addDays(sentOn.slice(0, 10), -1);

function implied(request: Request, on: string): Changes {
  if (request.hold) return {};
  return {
    chases: 0,
    enquiry: request.enquiry ? { ...request.enquiry, owed: false } : null,
    ...(request.receivedOn ? {} : { receivedOn: on }),
    transmissions: request.transmissions.map(afterTheirWord),
    ...(request.sentOn ? {} : { sentOn: sentBefore(request, `${on}T00:00:00Z`) }),
    ...(request.channel || !request.transmissions[0] ? {} : { channel: request.transmissions[0].channel }),
  };
}

/** Who speaks has the request: nobody needs to ask or to send it again, and one of which nobody knew has arrived. */
function afterTheirWord(sent: Transmission): Transmission {
  if (sent.purpose === 'request' && sent.status === 'unknown') return { ...sent, status: 'sent' };
  const isMoot = sent.status === 'prepared' && (sent.purpose === 'request' || sent.purpose === 'enquiry');
  return isMoot ? { ...sent, status: 'failed' } : sent;
}

/** When a request went that we held for undelivered: with the last attempt, and before the partner spoke. */
function sentBefore({ transmissions }: Request, spoken: string): string {
  const last = transmissions.findLast(({ purpose }) => purpose === 'request');
  return last && compare(last.at, spoken) < 0 ? last.at : spoken;
}

function written(
  record: NonNullable<PartnerStepInput['record']>,
  request: Request,
): Pick<Heard, 'onBehalfOf' | 'record'> {
  return {
    onBehalfOf: request.partner,
    record: {
      channel: record.channel,
      ...(record.officer ? { officer: record.officer } : {}),
      ...(record.reference ? { reference: record.reference } : {}),
      ...(record.paper ? { paper: record.paper } : {}),
    },
  };
}
