import { withClient } from '../../bin/embedded/database.ts';
import { ARVANIA } from '../../prisma/demonstration/arvania.ts';
import type { House } from './house.ts';

const OFFICES = 20;
const DRAFTERS = 120;
const PARTNERS = 40;

/** SQL for an id as the product makes them (UUID version 8, RFC 9562) out of a text. */
const idFrom = (text: string): string => `overlay(overlay(md5(${text}) placing '8' from 13) placing '8' from 17)::uuid`;

const PEOPLE = `
  insert into office select ${idFrom(`'office ' || n`)}, $1, 'Prosecution Office ' || n from generate_series(1, ${OFFICES}) n on conflict do nothing;
  insert into authority select ${idFrom(`'partner ' || n`)}, org_id, 'P' || n, names, address, email, facts
    from generate_series(1, ${PARTNERS}) n, (select * from authority where org_id = $1 order by state limit 1) a on conflict do nothing;
  insert into person (id, org_id, email, name, roles, office_id, password)
    select ${idFrom(`'drafter ' || n`)}, $1, 'drafter' || n || '@arvania.example', 'Drafter ' || n, '{drafter}', ${idFrom(`'office ' || (1 + n % ${OFFICES})`)}, ''
    from generate_series(1, ${DRAFTERS}) n on conflict do nothing`;

/**
 * One new request each quarter of an hour by any drafter to any partner: a fifth at rest, a fifth urgent. What is drawn
 * is a hash of the number, so that the columns do not depend on one another and every archive is the same.
 */
const REQUESTS = `
  insert into request (id, org_id, reference, kind, direction, status, version, state, title, drafter_id, office_id, requested, partner_id,
    urgency, label, sent_at, created_at, changed_at, due_at, audit_hash, readers)
  select ${idFrom(`'request ' || n`)}, $1, 'MLA-2025-' || n, 'mla', 'outgoing', status, 18, state || jsonb_build_object('id', ${idFrom(`'request ' || n`)}, 'status', status),
    'Computer-related fraud: a diverted payment, case ' || n, drafter, office, 'XBE', ${idFrom(`'partner ' || (1 + (h >> 3) % ${PARTNERS})`)},
    urgency, 'restricted', at + interval '20 days', at, at + (h % 400) * interval '1 day',
    case when status not in ('closed', 'withdrawn', 'executed') then at + (h % 7776000) * interval '1 second' end,
    md5(n::text), array['user:' || drafter, 'office:' || office || '/supervisor', 'role:auditor', 'role:ca-officer', 'role:ca-head', 'role:registry']
  from (select n, h, at, $2::jsonb as state, ${idFrom(`'drafter ' || (1 + (h >> 7) % ${DRAFTERS})`)} as drafter,
      ${idFrom(`'office ' || (1 + (1 + (h >> 7) % ${DRAFTERS}) % ${OFFICES})`)} as office,
      (array['urgent', 'urgent', 'normal', 'normal', 'normal', 'normal', 'normal', 'normal', 'normal', 'emergency'])[1 + (h >> 11) % 10] as urgency,
      (array['draft', 'supervision', 'with-ca', 'ca-returned', 'in-translation', 'ready', 'sent', 'acknowledged', 'info-asked', 'in-execution', 'partial', 'executed',
        'closed', 'closed', 'withdrawn'])[1 + (h >> 17) % 15] as status
    from (select n, abs(hashint4(n)::bigint) as h, timestamptz '2025-01-01' + n * interval '15 minutes' as at from generate_series($3::int, $4::int) n) drawn) placed`;

/** Fills a house with requests up to a number; every officer of the central authority sees all of them. */
export async function fillArchive({ config }: House, from: number, to: number): Promise<void> {
  await withClient(config.database.owner, async (client) => {
    for (const statement of PEOPLE.split(';'))
      await client.query(statement, statement.includes('$1') ? [ARVANIA.id] : []);
    await client.query(REQUESTS, [ARVANIA.id, JSON.stringify(stateOfThreeKilobytes()), from + 1, to]);
  });
}

/** The fold of a request on its way: ids, codes, dates and hashes. */
function stateOfThreeKilobytes(): object {
  const hash = 'c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2';
  const id = '8d5e957f-2976-8fa1-a5b2-3c4d5e6f7a8b';
  const at = '2025-03-04T05:06:07.890Z';
  const file = { file: id, hash };
  const text = { text: id, hash };
  return {
    org: ARVANIA.id,
    direction: 'outgoing',
    kind: 'mla',
    version: 18,
    createdAt: at,
    drafter: id,
    office: id,
    requested: 'XBE',
    partner: id,
    basis: [{ instrument: 'budapest-185', articles: ['25(1)', '31'] }],
    label: 'restricted',
    items: ['data-subscriber', 'data-traffic', 'bank-records'].map((type, index) => ({ id: String(index + 1), type })),
    annexes: [{ id, title: text, file }],
    edition: 1,
    letter: {
      ...file,
      contentHash: hash,
      language: 'en',
      template: 'letter/1',
      date: '2025-03-04',
      annexes: [file],
      editors: [id],
    },
    endorsedBy: id,
    defects: [],
    approval: { by: id, at, edition: 1 },
    translation: {
      language: 'fr',
      status: 'certified',
      translator: id,
      certifiedBy: id,
      letter: { ...file, contentHash: hash },
    },
    transmissions: [
      {
        id,
        purpose: 'request',
        channel: 'email',
        package: file,
        wire: file,
        messageId: id,
        attempt: 1,
        status: 'sent',
        at,
        receipt: text,
      },
    ],
    sentOn: at,
    questions: [],
    conditions: [],
    deliveries: [],
    deskQuestions: [],
    chases: 0,
    deadlines: ['drafting', 'ca-review', 'translation', 'acknowledgement', 'silence'].map((kind) => ({
      kind,
      cycle: 1,
      startedAt: at,
      dueAt: at,
      actionBy: at,
      zone: 'Asia/Seoul',
      rule: 'HR-1',
      trigger: 'create',
      status: 'met',
    })),
  };
}
