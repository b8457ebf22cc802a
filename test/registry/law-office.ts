import type { HouseLaw } from '../../domain/catalogue.ts';
import type { EntryInput } from '../../domain/law-check.ts';
import type { PartnerFacts } from '../../domain/partners.ts';
import type { StateFacts } from '../../domain/states.ts';
import { endEntry, type Recorded, recordEntries } from '../../registry/law.ts';
import { verify } from '../../registry/verify.ts';
import { type Office, openOffice } from '../support/office.ts';
import { openStack, type TestStack } from '../support/stack.ts';

export type Row = {
  id: string;
  kind: string;
  about: string;
  key: string;
  body: Record<string, unknown>;
  ended_by: string | null;
};
type House = { facts: StateFacts; law: HouseLaw; calendar: { holidays: { date: string; name: string }[] } };

/** The administrator at work on the law of one database. */
export type LawOffice = {
  stack: TestStack;
  office: Office;
  record(...lines: EntryInput[]): Promise<Recorded>;
  end(id: string): Promise<void>;
  /** Lines of a place, ended ones included, the oldest first. */
  rows(where: Partial<Pick<Row, 'kind' | 'about' | 'key'>>): Promise<Row[]>;
  house(): Promise<House>;
  partner(state: string): Promise<PartnerFacts>;
  violations(): Promise<string[]>;
  close(): Promise<void>;
};

/** A line with everything that it needs; what is given takes the place of that. */
export const line = (
  kind: EntryInput['kind'],
  about: string,
  key: string,
  body: unknown,
  more: Partial<EntryInput> = {},
): EntryInput => ({
  kind,
  about,
  key,
  body,
  source: 'treaty office',
  confidence: 'confirmed',
  checkedBy: 'An Siwoo',
  checkedOn: '2026-03-02',
  ...more,
});

export async function openLawOffice(): Promise<LawOffice> {
  const stack = await openStack();
  const office = await openOffice(stack);
  const { app, system, store } = office;
  return {
    stack,
    office,
    record: async (...lines) => await recordEntries(app, await office.as('admin'), lines),
    end: async (id) => await endEntry(app, await office.as('admin'), id),
    async rows({ kind = '', about = '', key }) {
      const { rows } = await system.query<Row>(
        `select id, kind, about, key, body, ended_by from law_entry
         where ($1 = '' or kind = $1) and ($2 = '' or about = $2) and ($3::text is null or key = $3) order by at, ended_at nulls last`,
        [kind, about, key ?? null],
      );
      return rows;
    },
    house: async () => (await system.query<House>('select facts, law, calendar from org')).rows[0] as House, // a stack has one
    partner: async (state) =>
      (await system.query<{ facts: PartnerFacts }>('select facts from authority where state = $1 limit 1', [state]))
        .rows[0]?.facts as PartnerFacts, // asked of States that have one
    violations: async () =>
      (await verify({ systemUrl: stack.urls.system, store })).violations.map(({ where, what }) => `${where}: ${what}`),
    async close() {
      await office.close();
      await stack.close();
    },
  };
}
