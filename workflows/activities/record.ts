import { randomUUID } from 'node:crypto';
import { activityInfo } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { openAlarms } from '../../domain/alarms.ts';
import { catalogueOf } from '../../domain/catalogue.ts';
import { type Duty, hasEnded, nameOf, translationDutiesOf } from '../../domain/duties.ts';
import { ActionNotAllowed, MlaError } from '../../domain/errors.ts';
import type { OwedPurpose } from '../../domain/exchange.ts';
import { dutiesWith } from '../../domain/linked-duties.ts';
import type { Action } from '../../domain/moves.ts';
import { wordsOfHold } from '../../domain/preserving.ts';
import type { Request } from '../../domain/request.ts';
import type { Actor } from '../../domain/roles.ts';
import { INSTRUMENTS } from '../../domain/treaties/instruments.ts';
import type { Store } from '../../files/store.ts';
import { type Applier, type ApplyCommand, apply, type Made } from '../../registry/apply.ts';
import { type Db, one } from '../../registry/db.ts';
import { DUE_IN_MS, fireDue } from '../../registry/due.ts';
import { type LanguageFacts, languageDue } from '../../registry/facts.ts';
import { loadContent } from '../../registry/letter-input.ts';
import { markSeen } from '../../registry/outbox.ts';
import type { Follower, View } from '../follow.ts';
import type { TransmissionInput } from '../messages.ts';
import { composeMail, type Mail } from './mail.ts';

export type RecordDeps = { db: Db; store: Store; mailFrom: string; announce: (request: string) => void };
/** `around` is read where the next step rests on it: of what was approved, and of a hold. */
type Row = {
  state: Request;
  org_id: string;
  around: LanguageFacts | null;
  ms: number | null;
  now: string;
  /** The holds of a request, those that it is to be linked to, what it was split off from, follows or is followed by; or the requests of a hold. With the news of them that lay there. */
  linked: Request[] | null;
  linked_news: number[] | null;
};

const AROUND = `jsonb_build_object('now', clock_now(), 'calendar', o.calendar, 'letter_language', o.letter_language, 'ours', o.facts, 'partner', a.facts, 'law', o.law)`;
const LINKED = `select hold_id from hold_request where request_id = r.id union all select request_id from hold_request where hold_id = r.id
  union all select value::uuid from jsonb_array_elements_text(coalesce(r.state -> 'reliesOn', '[]'))
  union all select (r.state -> 'splitFrom' ->> 'request')::uuid union all select r.origin_id where r.kind = 'extradition'
  union all select id from request f where f.origin_id = r.id and f.state ? 'formalises'`;
const LOOK = `select r.state, r.org_id, case when r.status = 'approved' or r.kind = 'hold' then ${AROUND} end as around, (${DUE_IN_MS}) as ms,
    clock_now() as now, (select jsonb_agg(state) from request where id in (${LINKED})) as linked,
    (select array_agg(id) from linked_news where request_id = r.id) as linked_news
  from request r join org o on o.id = r.org_id join authority a on a.id = r.partner_id where r.id = $1`;

/** What the workflows do on the record. Each is one transaction, and safe to repeat. */
export const createRecord = ({ db, store, mailFrom, announce }: RecordDeps) => {
  const load = async (requestId: string): Promise<Row> => {
    const row = one(await db.query<Row>(LOOK, [requestId]));
    if (!row) throw ApplicationFailure.nonRetryable(`Cannot load request "${requestId}": no such request`);
    return row;
  };

  /** Takes a step as the engine; false when the record refuses it, because it has moved on. */
  const step = async (requestId: string, command: Omit<ApplyCommand, 'request'>): Promise<boolean> => {
    const { org_id } = await load(requestId);
    return await taken(org_id, { ...command, request: requestId });
  };

  const taken = async (org: string, command: ApplyCommand): Promise<boolean> =>
    (await made(org, command)) !== undefined;

  /** The file of the step; undefined when the record refuses it. */
  const made = async (org: string, command: ApplyCommand): Promise<string | undefined> => {
    try {
      const { request } = await apply(db, system(org), command);
      announce(request);
      return request;
    } catch (error) {
      if (error instanceof ActionNotAllowed) return undefined;
      if (error instanceof MlaError) throw ApplicationFailure.nonRetryable(error.name); // no message: histories hold no text
      throw error;
    }
  };

  /** A mail as it will go over the wire, stored. */
  const frozen = async (state: Request, mail: Mail): Promise<Made> => {
    const { bytes, messageId } = await composeMail({ db, store, mailFrom }, state, mail);
    const { hash, size } = await store.putBytes(bytes);
    const id = randomUUID();
    const name = `${state.reference}-${mail.purpose}-${mail.n}.eml`;
    return {
      prepared: { wire: { file: id, hash }, messageId },
      newFiles: [{ id, hash, size, type: 'message/rfc822', name }],
    };
  };

  return {
    /** The record as it stands. Where it leaves nothing to do but wait, this notes that the workflow has seen it. */
    async look({
      requestId,
      workflow,
      carried,
    }: {
      requestId: string;
      workflow: Follower;
      carried: string[];
    }): Promise<View> {
      const row = await load(requestId);
      const { state, ms } = row;
      const duties = workflow === 'request' ? dutiesOn(row) : translationDutiesOf(state);
      const owed = duties.filter((duty) => !carried.includes(nameOf(duty)));
      const over =
        workflow === 'request' ? isOver(state) : state.status !== 'approved' && state.status !== 'in-translation';
      const ended = over && owed.length === 0;
      const dueInMs = workflow === 'request' && !isOver(state) ? ms : null;
      if (owed.length === 0 && (dueInMs === null || dueInMs > 0))
        await markSeen(db, {
          request: requestId,
          workflow,
          seq: state.version,
          ended,
          linkedNews: (workflow === 'request' && row.linked_news) || [],
        });
      return { seq: state.version, ended, duties, dueInMs: dueInMs === null ? null : Math.ceil(dueInMs) };
    },

    /** Gives reminders and fires deadlines that are due on one request. */
    async fireDue({ requestId }: { requestId: string }): Promise<void> {
      const fired = await fireDue(db, { limit: 100, request: requestId, workflow: here() });
      if (fired > 0) announce(requestId);
    },

    /** One step of the engine; its key is made of the step and of what the workflow had seen. */
    takeStep: ({ requestId, action, seq }: { requestId: string; action: Action; seq: number }): Promise<boolean> =>
      step(requestId, { action, key: `wf/${requestId}/${action}/${seq}`, input: {} }),

    /** Opens the hold that an item of a request for preservation asks for; its words go from the record into the record. */
    async openAskedHold({ requestId, item }: { requestId: string; item: string }): Promise<boolean> {
      const { state } = await load(requestId);
      const words = wordsOfHold(await loadContent(db, state), item);
      const key = `wf/${requestId}/hold/${item}`;
      const input = { partner: state.partner, askedBy: { request: requestId, item }, ...words };
      return await taken(state.org, { action: 'openAskedHold', key, input });
    },

    /** Takes the items that were split off out of the draft that they come from. */
    takeOut: ({
      requestId,
      of,
      items,
    }: {
      requestId: string;
      of: string;
      items: readonly string[];
    }): Promise<boolean> =>
      step(of, { action: 'takeOut', key: `wf/${requestId}/take-out/${of}`, input: { items, into: requestId } }),

    /** Tells the request for provisional arrest that this one follows it and was received. */
    notePapers: ({ requestId, of, on }: { requestId: string; of: string; on: string }): Promise<boolean> =>
      step(of, { action: 'notePapers', key: `wf/${requestId}/papers/${on}`, input: { linked: requestId } }),

    /** Drafts the n-th request for the extension of a hold, and links it. */
    async draftExtension({ requestId, n }: { requestId: string; n: number }): Promise<boolean> {
      const { state } = await load(requestId);
      const input = { source: state.hold?.askedBy?.request, prolongs: requestId };
      const key = `wf/${requestId}/extension/${n}`;
      const drafted = await made(state.org, { action: 'draftExtensionRequest', key, input });
      if (!drafted) return false;
      const linking = `wf/${requestId}/link-extension/${n}`;
      return await step(requestId, { action: 'linkExtensionRequest', key: linking, input: { linked: drafted } });
    },

    /** Notes on a hold that the request for its extension was sent, and until when it asks as its letter says. */
    async noteExtension({ requestId, request }: { requestId: string; request: string }): Promise<boolean> {
      const { items } = await loadContent(db, (await load(request)).state);
      const { askedUntil } = items[0] ?? {};
      const input = askedUntil === undefined ? {} : { askedUntil };
      return await step(requestId, { action: 'noteExtension', key: `wf/${requestId}/extended/${request}`, input });
    },

    linkHold: ({ requestId, hold }: { requestId: string; hold: string }): Promise<boolean> =>
      step(hold, { action: 'linkAsDrafted', key: `wf/${requestId}/link/${hold}`, input: { linked: requestId } }),

    claim: ({ requestId, transmission, attempt }: TransmissionInput): Promise<boolean> =>
      step(requestId, {
        action: 'claimTransmission',
        key: `wf/${requestId}/claim/${transmission}/${attempt}`,
        input: { transmission, attempt },
      }),

    async recordUnknown({ requestId, transmission, attempt }: TransmissionInput): Promise<void> {
      await step(requestId, {
        action: 'recordUnknown',
        key: `wf/${requestId}/unknown/${transmission}/${attempt}`,
        input: { transmission, attempt },
      });
    },

    async recordFailed({
      requestId,
      transmission,
      attempt,
      reason,
    }: TransmissionInput & { reason: string }): Promise<void> {
      await step(requestId, {
        action: 'recordFailed',
        key: `wf/${requestId}/failed/${transmission}/${attempt}`,
        input: { transmission, attempt, reason },
      });
    },

    /** Freezes the status enquiry that is owed. */
    async prepareEnquiry({ requestId, seq }: { requestId: string; seq: number }): Promise<boolean> {
      const { state } = await load(requestId);
      const mail: Mail = { purpose: 'enquiry', n: state.enquiry?.n ?? 1 };
      return await step(requestId, {
        action: 'prepareEnquiry',
        key: `wf/${requestId}/enquire/${seq}`,
        input: {},
        prepare: await frozen(state, mail),
      });
    },

    /** Freezes the mail that takes to the partner what it is owed. */
    async prepareMail({ requestId, purpose, n }: { requestId: string; purpose: OwedPurpose; n: number }) {
      const { state } = await load(requestId);
      return await step(requestId, {
        action: 'prepareMail',
        key: `wf/${requestId}/write/${purpose}/${n}`,
        input: { purpose, n },
        prepare: await frozen(state, { purpose, n }),
      });
    },
  };
};

/** Nothing of the file goes on, and nobody is called to it: what its alarm was raised for may be that it has ended. */
const isOver = (file: Request): boolean => hasEnded(file) && openAlarms(file).every(({ cycle }) => cycle === undefined);

/** What the engine owes a file by what was read of it. */
function dutiesOn({ state, around, linked, now }: Row): Duty[] {
  const translateInto = around && state.kind !== 'hold' ? languageDue(state, around) : undefined;
  const instruments = around ? catalogueOf(INSTRUMENTS, around.law) : {};
  return dutiesWith(state, { linked: linked ?? [], instruments, now, ...(translateInto ? { translateInto } : {}) });
}

/** The engine as an actor: it names the workflow, run and step from which it asks. */
export const system = (org: string): Applier => ({
  org,
  actor: { id: 'system', kind: 'system', roles: [], workflow: here() },
});

function here(): NonNullable<Actor['workflow']> {
  const { workflowExecution, activityType } = activityInfo();
  return { id: workflowExecution?.workflowId ?? '', run: workflowExecution?.runId ?? '', step: activityType };
}
