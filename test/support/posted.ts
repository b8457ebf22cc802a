import type { Db } from '../../registry/db.ts';
import { claimMail, dueMails, expandNotices, settleMail } from '../../registry/notice-mail.ts';

/** Does with the notices that wait what a postman does whose mail server takes everything. */
export async function postAll(system: Db): Promise<void> {
  while (await expandNotices(system));
  for (let due = await dueMails(system); due.length > 0; due = await dueMails(system))
    for (const id of due) {
      const mail = await claimMail(system, id);
      if (mail) await settleMail(system, { id, attempts: mail.attempts }, 'sent');
    }
}
