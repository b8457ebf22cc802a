import { Client } from 'pg';
import { one } from './db.ts';
import type { StoredFiles } from './stored-zip.ts';
import { checkAccess } from './verify/access.ts';
import { checkAlarms, checkDesk } from './verify/alarms.ts';
import { checkAnswers } from './verify/answers.ts';
import { checkAudit } from './verify/audit.ts';
import { checkClocks } from './verify/clocks.ts';
import { checkDuties } from './verify/duties.ts';
import { checkEvents } from './verify/events.ts';
import { checkFiles, checkPackages, listFiles, type StoredFile } from './verify/files.ts';
import { checkFollowing } from './verify/following.ts';
import { checkHolds } from './verify/holds.ts';
import { checkHouse } from './verify/house.ts';
import { checkCallBacks, checkIncoming } from './verify/incoming.ts';
import { checkLaw } from './verify/law.ts';
import { checkNotices } from './verify/notices.ts';
import { checkParts } from './verify/parts.ts';
import { checkQuoted, checkReferences, type Quoted } from './verify/quoted.ts';
import { type CaseFile, filesOf } from './verify/record.ts';
import { createReport, type Report, type Violation } from './verify/report.ts';
import { checkRow } from './verify/row.ts';
import { checkTransmissions, type Packaged } from './verify/transmissions.ts';

export type Verified = { violations: Violation[]; counted: Record<string, number> };

/**
 * Recomputes the whole record from its events and names everything that is not what they make it. Reads one snapshot,
 * in batches; the files are hashed after it, since what is stored never changes.
 */
export async function verify({ systemUrl, store }: { systemUrl: string; store: StoredFiles }): Promise<Verified> {
  const report = createReport();
  const packages: Packaged[] = [];
  const files: StoredFile[] = [];
  const client = new Client({ connectionString: systemUrl, options: '-c timezone=UTC' });
  client.on('error', () => {}); // the statement under way fails with the same error
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read, read only');
    const installation = one(await client.query<{ id: string }>('select id from installation'))?.id ?? '';
    const quoted: Quoted[] = [];
    for await (const file of filesOf(client)) checkFile(file, { report, packages, quoted, installation });
    await checkQuoted(client, quoted, report);
    await checkHouse(client, report);
    await checkLaw(client, report);
    await checkNotices(client, report);
    await checkDesk(client, report);
    await checkCallBacks(client, report);
    await checkParts(client, report);
    await checkAnswers(client, report);
    await checkAccess(client, report);
    files.push(...(await listFiles(client)));
    await client.query('commit');
  } finally {
    await client.end();
  }
  await checkFiles(files, store, report);
  await checkPackages(packages, store, report);
  return { violations: report.sorted(), counted: report.counted };
}

export type Checking = { report: Report; packages: Packaged[]; quoted: Quoted[]; installation: string };

/** Everything about one request that can be told from its own rows. */
const CHECKS: readonly ((file: CaseFile, checking: Checking) => void)[] = [
  checkEvents,
  checkAudit,
  checkRow,
  checkDuties,
  checkClocks,
  checkHolds,
  checkIncoming,
  checkAlarms,
  checkTransmissions,
  checkReferences,
  checkFollowing,
];

function checkFile(file: CaseFile, checking: Checking): void {
  checking.report.count('requests');
  for (const check of CHECKS) {
    try {
      check(file, checking);
    } catch {
      checking.report.found(file.where, 'its rows are not of the shape that they were written in');
    }
  }
}
