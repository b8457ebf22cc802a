import { partnersOf, readersOf, translatorsOf } from '../../domain/audience.ts';
import { compare } from '../../domain/dates.ts';
import type { Request } from '../../domain/request.ts';
import type { Checking } from '../verify.ts';
import { type CaseFile, instant, isSame } from './record.ts';

/** What each column of a request repeats of the fold of its events. */
const COLUMNS: Readonly<Record<string, (request: Request) => unknown>> = {
  id: ({ id }) => id,
  org_id: ({ org }) => org,
  reference: ({ reference }) => reference,
  kind: ({ kind }) => kind,
  direction: ({ direction }) => direction,
  status: ({ status }) => status,
  version: ({ version }) => version,
  schema_version: () => 1,
  drafter_id: ({ drafter }) => drafter,
  office_id: ({ office }) => office || undefined,
  officer_id: ({ officer }) => officer,
  requested: ({ requested }) => requested,
  partner_id: ({ partner }) => partner,
  parent_id: ({ parent }) => parent,
  origin_id: ({ origin }) => origin,
  urgency: ({ urgency }) => urgency,
  label: ({ label }) => label,
  endorsed_by: ({ endorsedBy }) => endorsedBy,
  approved_by: ({ approval }) => approval?.by,
  letter_editors: ({ letter }) => letter?.editors ?? [],
  readers: readersOf,
  translators: translatorsOf,
  partners: partnersOf,
};

const INSTANTS: Readonly<Record<string, (request: Request) => string | undefined>> = {
  sent_at: ({ sentOn }) => sentOn,
  created_at: ({ createdAt }) => createdAt,
  due_at: ({ deadlines }) =>
    deadlines
      .filter(({ status }) => status === 'open')
      .map(({ dueAt }) => dueAt)
      .sort(compare)[0],
};

/** State and columns of the row are what the events make them. */
export function checkRow(file: CaseFile, { report }: Checking): void {
  const { row, now, steps, where } = file;
  if (!now) {
    report.found(where, 'has no event');
    return;
  }
  for (const field of differingFields(row['state'], now))
    report.found(where, `its "${field}" is not what its events make it`);
  for (const [column, of] of Object.entries(COLUMNS)) {
    if (!isSame(row[column], of(now))) report.found(where, `column "${column}" is not what its events make it`);
  }
  for (const [column, of] of Object.entries(INSTANTS)) {
    if (instant(row[column]) !== instant(of(now)))
      report.found(where, `column "${column}" is not what its events make it`);
  }
  if (instant(row['changed_at']) !== instant(steps.at(-1)?.event.at))
    report.found(where, 'column "changed_at" is not the time of its last event');
}

function differingFields(state: unknown, now: Request): string[] {
  const stored = new Map(Object.entries(state ?? {}));
  const folded = new Map<string, unknown>(Object.entries(now));
  return [...new Set([...stored.keys(), ...folded.keys()])].filter(
    (field) => !isSame(stored.get(field), folded.get(field)),
  );
}
