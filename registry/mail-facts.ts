import { nameIn } from '../domain/letter.ts';
import type { Request } from '../domain/request.ts';
import { one, type Tx } from './db.ts';
import { type Addressee, type House, loadAddressee, loadHouse } from './letter-input.ts';

/** What an e-mail about a request says of us, and where it goes; nothing of the case. */
export type MailFacts = { house: House; addressee: Addressee; person: string; installation: string; now: string };

export async function loadMailFacts(tx: Pick<Tx, 'query'>, request: Request): Promise<MailFacts> {
  const who = request.officer ?? request.approval?.by ?? request.drafter;
  const row = one(
    await tx.query<{ name: string; id: string; now: string }>(
      'select p.name, i.id, clock_now() as now from person p, installation i where p.id = $1',
      [who],
    ),
  );
  if (!row) throw new Error(`Cannot write a mail about "${request.id}": its officer is gone`);
  return {
    house: await loadHouse(tx, request.org),
    addressee: await loadAddressee(tx, request.partner),
    person: row.name,
    installation: row.id,
    now: row.now,
  };
}

/** Who writes, and who confirms by telephone that the mail is ours. */
export const writerOf = ({ house, person }: Pick<MailFacts, 'house' | 'person'>) => ({
  office: {
    state: house.state_names,
    authority: house.authority_names,
    person,
    telephone: house.telephone,
    hours: house.hours,
    zone: house.zone,
  },
  verify: { person, telephone: house.telephone },
});

/** The request's own address for answers: the house's mailbox with the reference. */
export function replyAddress(from: string, reference: string): string {
  const [mailbox = '', domain = ''] = from.split('@');
  return `${mailbox}+${reference.toLowerCase()}@${domain}`;
}

export const sender = ({ house }: Pick<MailFacts, 'house'>, from: string): { name: string; address: string } => ({
  name: nameIn(house.authority_names, 'en'),
  address: from,
});
