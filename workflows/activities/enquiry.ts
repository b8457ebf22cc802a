import type { Request } from '../../domain/request.ts';
import { composeMessage } from '../../files/message.ts';
import type { Db } from '../../registry/db.ts';
import { loadMailFacts, replyAddress, sender } from '../../registry/mail-facts.ts';
import { messageIdFor } from '../../registry/message-id.ts';
import { emailText } from '../../templates/email.ts';
import { languageOf, titlesOf } from '../../templates/mail-language.ts';

/** The mail that asks a silent partner how a request stands: our reference and whom to answer, nothing of the case. */
export async function composeEnquiry(
  db: Db,
  request: Request,
  mailFrom: string,
): Promise<{ bytes: Uint8Array; messageId: string }> {
  const facts = await loadMailFacts(db, request);
  const { house, addressee, person, installation, now } = facts;
  const messageId = messageIdFor(installation, {
    request: request.id,
    version: `enquiry-${request.enquiry?.n ?? 1}`,
    recipient: request.partner,
  });
  const replyTo = replyAddress(mailFrom, request.reference);
  const { subject, text } = emailText({
    language: languageOf(request.translation?.language ?? house.letter_language),
    purpose: 'enquiry',
    reference: request.reference,
    ...(house.kind === 'real' ? {} : { marking: house.kind }),
    office: {
      state: house.state_names,
      authority: house.authority_names,
      person,
      telephone: house.telephone,
      hours: house.hours,
      zone: house.zone,
    },
    instrumentTitle: titlesOf(request.basis[0]?.instrument ?? ''),
    attachments: [],
    replyTo,
    verify: { person, telephone: house.telephone },
  });
  const domain = mailFrom.split('@')[1] ?? 'localhost';
  const bytes = await composeMessage({
    from: sender(facts, mailFrom),
    to: addressee.email ?? '',
    replyTo,
    subject,
    text,
    attachments: [],
    messageId: `${messageId}@${domain}`,
    date: now,
  });
  return { bytes, messageId };
}
