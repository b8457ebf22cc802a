import { chained } from '../hash.ts';
import type { Checking } from '../verify.ts';
import { at, type CaseFile } from './record.ts';

const ALGORITHM = 'sha256/rfc8785';

/** One audit entry for each event, each chained to the one before; the row bears the last hash. */
export function checkAudit(file: CaseFile, { report }: Checking): void {
  const { audit, events, row } = file;
  report.count('audit entries', audit.length);
  const entries = new Map(audit.map((entry) => [entry.seq, entry]));
  let previous = '';
  for (const { seq, body } of events) {
    const entry = entries.get(seq);
    if (!entry) {
      report.found(at(file, seq), 'has no audit entry');
      previous = chained(previous, body);
      continue;
    }
    entries.delete(seq);
    if (entry.algorithm !== ALGORITHM || entry['schema_version'] !== 1)
      report.found(at(file, seq), 'its audit entry names an unknown form');
    if (entry.previous !== previous) report.found(at(file, seq), 'does not follow on the audit entry before');
    if (entry.hash !== chained(entry.previous, body))
      report.found(at(file, seq), 'hash does not follow from the event and the one before');
    previous = entry.hash;
  }
  for (const seq of entries.keys()) report.found(at(file, seq), 'is missing and has an audit entry');
  if (row.audit_hash !== previous) report.found(file.where, 'its audit hash is not that of its last event');
}
