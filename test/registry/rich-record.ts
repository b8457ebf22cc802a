import { randomUUID } from 'node:crypto';
import { addMilliseconds } from '../../domain/dates.ts';
import type { FileRef } from '../../domain/request.ts';
import { apply } from '../../registry/apply.ts';
import { fireDue } from '../../registry/due.ts';
import { appointStandIn } from '../../registry/house.ts';
import { messageIdFor } from '../../registry/message-id.ts';
import { savePart } from '../../registry/parts.ts';
import { createUpload } from '../../registry/tokens.ts';
import { addWebhook, claimPost, duePosts, settlePost } from '../../registry/webhooks.ts';
import { type Office, personId } from '../support/office.ts';
import { postAll } from '../support/posted.ts';

/** References of the requests by what they went through. */
export type RichRecord = {
  closed: string;
  courier: string;
  child: string;
  withdrawn: string;
  declined: string;
  late: string;
  held: string;
  asked: string;
  alarmed: string;
};

/** Requests that between them have been through every kind of step: what a check of the record must find in order. */
export async function writeRichRecord(office: Office): Promise<RichRecord> {
  const closed = await office.upTo('closed');
  const courier = await byCourier(office);
  const child = await office.create('seo', { parent: courier, label: 'official' });
  await office.step('seo', 'askDesk', child, { input: { question: 'Does the condition bind here too?' } });
  const withdrawn = await office.create();
  await office.step('seo', 'withdraw', withdrawn, { input: { reason: 'The suspect was found at home' } });
  const declined = await declinedOnce(office);
  const held = await preserved(office, declined);
  const asked = await incoming(office);
  const alarmed = await called(office);
  const late = await silent(office);
  await postAll(office.system);
  return { closed, courier, child, withdrawn, declined, late, held, asked, alarmed };
}

const paper = async (office: Office, by: string, request: string): Promise<{ channel: string; paper: string }> => ({
  channel: 'letter',
  paper: (await office.upload(by, request, `a letter, ${randomUUID()}`)).file,
});

/** Returned, corrected, sent twice, asked about, answered, under conditions, in parts, closed: all from paper. */
export async function byCourier(office: Office): Promise<string> {
  const request = await office.create('seo', { label: 'confidential' });
  await office.fill(request);
  for (const title of ['The warrant', 'The order']) {
    const { file } = await office.upload('seo', request, title);
    await office.step('seo', 'attachAnnex', request, { input: { file, title } });
  }
  await office.submit(request);
  await office.step('baek', 'sendBack', request, { input: { comment: 'Name the court' } });
  await office.onTo('with-ca', request);
  await office.step('oh', 'returnForCorrection', request, {
    input: { defects: [{ field: 'title', words: 'Say whose payment' }] },
  });
  const { viewer, actor } = await office.as('seo');
  const title = { case: 'a diverted payment', offence: 'fraud' };
  await savePart(office.app, viewer, actor, { request, key: 'title', value: title, expectedVersion: 1 });
  await office.step('seo', 'resubmit', request);
  await office.step('yang', 'assignOfficer', request, { input: { officer: personId('oh') } });
  await office.onTo('ready', request);
  await sentTwice(office, request);
  await answeredFromPaper(office, request);
  return request;
}

async function sentTwice(office: Office, request: string): Promise<void> {
  const first = await dispatchByCourier(office, request);
  await office.enginesStep('claimTransmission', request, first);
  await office.enginesStep('recordFailed', request, { ...first, reason: 'the bag came back' });
  const second = await dispatchByCourier(office, request);
  await office.enginesStep('claimTransmission', request, second);
  await office.enginesStep('recordUnknown', request, second);
  await office.step('kwon', 'settleTransmission', request, {
    input: { ...second, arrived: true, ground: 'The embassy says so' },
  });
  const { file } = await office.upload('kwon', request, 'receipt');
  await office.step('kwon', 'fileReceipt', request, { input: { transmission: second.transmission, paper: file } });
}

async function dispatchByCourier(office: Office, request: string): Promise<{ transmission: string; attempt: number }> {
  const scan: FileRef = await office.upload('kwon', request, `the signed letter, ${randomUUID()}`);
  const signatory = { name: 'Yang Gyuri', office: 'Head of the central authority', on: '2026-03-16' };
  await office.dispatch(request, { channel: 'courier', signatory, scan: scan.file, tracking: 'DX 4471' });
  const sent = (await office.read(request)).transmissions.at(-1);
  return { transmission: sent?.id ?? '', attempt: sent?.attempt ?? 0 };
}

async function answeredFromPaper(office: Office, request: string): Promise<void> {
  const on = '2026-03-16';
  const heard = async (by = 'oh') => ({ on, record: { ...(await paper(office, by, request)), officer: 'C. Laurent' } });
  await office.step('oh', 'askInformation', request, {
    input: { ...(await heard()), question: 'Which account is meant?' },
  });
  const [question] = (await office.read(request)).questions;
  const { file } = await office.upload('oh', request, 'a statement');
  await office.step('oh', 'answerInformation', request, {
    input: { answers: [{ question: question?.id, answer: 'The one at Littoral', files: [file] }] },
  });
  const conditions = [{ kind: 'speciality', words: 'Only for this case', items: ['1'] }];
  await office.step('oh', 'offerConditions', request, { input: { ...(await heard()), conditions } });
  await office.step('yang', 'acceptConditions', request);
  await office.step('kwon', 'deliver', request, {
    input: { ...(await heard('kwon')), items: [{ item: '1', result: 'done' }], files: [], object: 'USB stick, 3.1 GB' },
  });
  const refused = [{ item: '2', result: 'refused', reason: 'Not kept any more', ground: 'not-stated' }];
  await office.step('oh', 'settleItems', request, {
    input: { ...(await heard()), items: refused.map(({ ground: _, ...item }) => item) },
  });
  await office.step('oh', 'close', request, { input: { reason: 'The rest is not needed' } });
  await office.enginesStep('startRetention', request);
}

/** Declined, reopened, endorsed by a stand-in, approved, amended and approved again. */
async function declinedOnce(office: Office): Promise<string> {
  const request = await office.upTo('with-ca');
  await office.step('yang', 'decline', request, { input: { reason: 'Not now' } });
  await office.step('seo', 'reopen', request);
  await office.submit(request);
  const term = { startsAt: '2026-03-01T00:00:00Z', endsAt: '2027-01-01T00:00:00Z', reason: 'leave' };
  const standIn = { standsFor: personId('baek'), person: personId('ryu'), request, ...term };
  await appointStandIn(office.app, await office.as('baek'), standIn);
  await office.step('ryu', 'endorse', request);
  await office.onTo('approved', request);
  await office.step('moon', 'amend', request);
  await office.step('yang', 'renderLetter', request);
  await office.onTo('in-translation', request);
  await createUpload(office.app, await office.as('seo'), { request, name: 'never sent.pdf', limit: 1024 ** 2 });
  return request;
}

/** Sent by e-mail, never acknowledged: reminded of, chased, and asked about once. */
async function silent(office: Office): Promise<string> {
  const request = await office.upTo('sent');
  await office.create('noh'); // a draft that nobody goes on with
  for (const instant of ['2026-03-27T00:00:00Z', '2026-04-05T00:00:00Z']) {
    await office.setClock(instant);
    while ((await fireDue(office.system, { limit: 100 })) > 0);
  }
  const { enquiry, partner } = await office.read(request);
  const { rows } = await office.system.query('select id from installation');
  const version = `enquiry-${enquiry?.n}`;
  const messageId = messageIdFor(rows[0].id, { request, version, recipient: partner });
  const { hash, size } = await office.store.putBytes(Buffer.from('How does it stand?'));
  const wire = { id: randomUUID(), hash, size, type: 'message/rfc822', name: 'enquiry.eml' };
  const prepare = { prepared: { wire: { file: wire.id, hash }, messageId }, newFiles: [wire] };
  await apply(office.system, office.engine, {
    action: 'prepareEnquiry',
    request,
    key: randomUUID(),
    input: {},
    prepare,
  });
  const sent = (await office.read(request)).transmissions.at(-1);
  const attempt = { transmission: sent?.id, attempt: 1 };
  await office.enginesStep('claimTransmission', request, attempt);
  await office.enginesStep('recordSent', request, { ...attempt, receipt: '250 taken' });
  return request;
}

/** Held for a request, released because that was not needed any more, and kept. */
async function preserved(office: Office, request: string): Promise<string> {
  const hold = await office.openHold('seo', { requests: [request] });
  await office.step('laurent', 'confirmHold', hold, { input: { effectiveOn: '2026-03-15', ticket: 'POC-77' } });
  await office.enginesStep('mindHolds', request);
  await office.step('seo', 'proposeRelease', hold, { input: { reason: 'Found at home' } });
  await office.step('oh', 'keepHold', hold, { input: { reason: 'Another case needs them' } });
  return hold;
}

/** Asked of us: called back, preserved and told. */
async function incoming(office: Office): Promise<string> {
  const hold = await office.receive();
  await office.step('moon', 'callBack', hold, { input: { wasThey: true, note: 'They have a case number' } });
  await office.step('oh', 'preserve', hold);
  await office.step('oh', 'tellPartner', hold, { input: { what: 'answer', channel: 'telephone' } });
  return hold;
}

/** An emergency to which two were called, by mail and by a webhook, before one of them answered. */
async function called(office: Office): Promise<string> {
  await addWebhook(office.app, await office.as('admin'), 'http://127.0.0.1:9/pager');
  const request = await office.create('seo', { urgency: 'emergency' });
  await office.fill(request);
  await office.onTo('with-ca', request);
  const { createdAt } = await office.read(request);
  const fire = (): Promise<number> => fireDue(office.system, { limit: 10, request });
  await fire();
  await office.setClock(addMilliseconds(createdAt, 900_000));
  await fire();
  await office.step('moon', 'answerAlarm', request, { input: { words: 'The custodian is called' } });
  for (const id of await duePosts(office.system)) {
    const post = await claimPost(office.system, id);
    if (post) await settlePost(office.system, post, { outcome: 'taken', httpStatus: 204 });
  }
  return request;
}
