import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** Argon2id: 19 MiB, two passes, one lane (OWASP's first choice). */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

const hash = (password: string, nonce: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    argon2('argon2id', { message: password, nonce, ...COST }, (error, tag) => (error ? reject(error) : resolve(tag)));
  });

/** The stored form of a password: cost, salt and hash. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await hash(password, nonce);
  return [
    'argon2id',
    COST.memory,
    COST.passes,
    COST.parallelism,
    nonce.toString('base64'),
    tag.toString('base64'),
  ].join('$');
}

/** Whether a password is the one stored; takes as long for an unknown person, whose stored form is undefined. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [, , , , salt = '', tag = ''] = (stored ?? '').split('$');
  const expected = Buffer.from(tag, 'base64');
  const actual = await hash(password, salt === '' ? randomBytes(16) : Buffer.from(salt, 'base64'));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
