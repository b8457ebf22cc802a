import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { childEnvironment, readMachine, readSettings } from '../../bin/config.ts';
import { Problem } from '../../bin/problem.ts';
import { MAIN, run, temporaryFolder } from './support.ts';

function faultsOf(environment: NodeJS.ProcessEnv): string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.exitCode).toBe(78);
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim());
  }
  return [];
}

test('an empty environment gives an installation with every part embedded', () => {
  const settings = readSettings({});

  expect(settings).toMatchObject({ database: {}, temporal: { namespace: 'default', taskQueue: 'rogatory' } });
  expect(settings).toMatchObject({ http: { host: '127.0.0.1', port: 8480 }, graphiql: false, reconciler: true });
  expect(settings.temporal.address).toBeUndefined();
  expect(settings.smtp.url).toBeUndefined();
});

test.each<[name: string, value: string, reason: RegExp]>([
  ['PORT', '0', /"0" is not a port/],
  ['PORT', '65536', /is not a port/],
  ['PORT', '80a', /is not a port/],
  ['DATABASE_URL', 'mysql://root:secret@db/x', /is not an address such as postgresql:/],
  ['DATABASE_APP_URL', 'db', /is not an address/],
  ['SMTP_URL', 'http://mail.example', /is not an address such as smtp:/],
  ['TEMPORAL_ADDRESS', 'http://temporal.example', /is not an address such as temporal.example:7233/],
  ['TEMPORAL_TLS_CA', '/no/such/file', /"\/no\/such\/file" is not a file/],
  ['UPLOAD_LIMIT', '10 GB', /"10 GB" is not a size such as 10GiB, 500MiB or 1048576/],
  ['UPLOAD_LIMIT', '0', /is not a size/],
  ['UPLOAD_LIMIT', '99999999TiB', /is not a size/],
  ['ROGATORY_GRAPHIQL', 'yes', /"yes" is neither 0 nor 1/],
  ['ROGATORY_GRAPHIQLE', '1', /is not known, there are ROGATORY_DATA/],
])('%s=%s is refused with its reason', (name, value, reason) => {
  expect(faultsOf({ [name]: value })).toContainEqual(expect.stringMatching(new RegExp(`^${name}: .*${reason.source}`)));
});

test.each([
  [{ SMTP_URL: 'smtp://mail.example' }, 'MAIL_FROM: is missing, SMTP_URL needs it'],
  [{ TEMPORAL_API_KEY: 'key' }, 'TEMPORAL_ADDRESS: is missing, TEMPORAL_API_KEY needs it'],
])('a variable that needs another one names it: %o', (environment, fault) => {
  expect(faultsOf(environment)).toEqual([fault]);
});

test.each([
  [{}, 10 * 1024 ** 3],
  [{ UPLOAD_LIMIT: '500MiB' }, 500 * 1024 ** 2],
  [{ UPLOAD_LIMIT: '1048576' }, 1024 ** 2],
])('%o lets files be uploaded up to %i bytes', (environment, limit) => {
  expect(readSettings(environment).uploadLimit).toBe(limit);
});

test('a certificate is read, and asks for its key', () => {
  const file = join(temporaryFolder(), 'cert.pem');
  writeFileSync(file, 'certificate');
  const environment = { TEMPORAL_ADDRESS: 'temporal.example:7233', TEMPORAL_TLS_CERT: file };

  expect(faultsOf(environment)).toEqual(['TEMPORAL_TLS_KEY: is missing, TEMPORAL_TLS_CERT needs it']);
  expect(readSettings({ ...environment, TEMPORAL_TLS_KEY: file }).temporal.tls).toEqual({
    clientCertPair: { crt: Buffer.from('certificate'), key: Buffer.from('certificate') },
  });
});

test('a fault never quotes a password', () => {
  expect(faultsOf({ DATABASE_URL: 'mysql://root:hunter2@db/x' }).join()).not.toContain('hunter2');
});

test('an empty variable is one that is not set', () => {
  expect(faultsOf({ PORT: '', TEMPORAL_ADDRESS: '', DATABASE_URL: '' })).toEqual([]);
});

test('a command tells all faults at once and ends with 78', async () => {
  const { code, stderr } = await run([MAIN, 'doctor'], { PORT: 'x', SMTP_URL: 'y', ROGATORY_RECONCILER: '2' });

  expect(code).toBe(78);
  expect(stderr.trim().split('\n')).toEqual([
    'Cannot use this environment: 4 variables are wrong',
    '  ROGATORY_RECONCILER: "2" is neither 0 nor 1',
    expect.stringContaining('  SMTP_URL: is not an address'),
    '  PORT: "x" is not a port from 1 to 65535',
    '  MAIL_FROM: is missing, SMTP_URL needs it',
  ]);
});

test('a child is told only what it is meant to hold', () => {
  const environment = childEnvironment({ DATABASE_APP_URL: 'postgresql://app@db/x' });

  expect(environment['DATABASE_APP_URL']).toBe('postgresql://app@db/x');
  expect(Object.keys(environment)).not.toContain('DATABASE_SYSTEM_URL');
  expect(environment['PATH']).toBe(readMachine().path.join(':'));
});
