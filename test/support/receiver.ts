import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What was posted, and whether its signature is that of the secret. */
export type Received = {
  id: string;
  signed: boolean;
  seconds: number;
  headers: NodeJS.Dict<string | string[]>;
} & Record<string, unknown>;
/** Another system that calls are posted to, which does what a test wants. */
export type Receiver = {
  address: string;
  secret: string;
  /** Takes it, says no, sends it elsewhere, or has it and says nothing. */
  mode: 'take' | 'refuse' | 'redirect' | 'hold';
  received: Received[];
  /** Where it sends what it redirects has got this. */
  elsewhere: number;
  /** Is not there any more, and is there again at the same address. */
  down(): Promise<void>;
  up(): Promise<void>;
};

const SIGNATURE = /^t=(\d+),v1=([0-9a-f]{64})$/;

/** As `docs/webhooks.md` tells a receiver to check it. */
export function isSigned(header: string, body: string, secret: string): boolean {
  const [, seconds = '', given = ''] = SIGNATURE.exec(header) ?? [];
  const wanted = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
}

export async function openReceiver(): Promise<Receiver> {
  const server = createServer(async (req, res) => {
    if (req.url === '/elsewhere') {
      receiver.elsewhere += 1;
      res.writeHead(204).end();
      return;
    }
    const body = await text(req);
    const header = String(req.headers['rogatory-signature']);
    const seconds = Number(SIGNATURE.exec(header)?.[1]);
    const said: { id: string } = JSON.parse(body);
    receiver.received.push({ ...said, signed: isSigned(header, body, receiver.secret), seconds, headers: req.headers });
    if (receiver.mode === 'take') res.writeHead(204).end();
    if (receiver.mode === 'refuse') res.writeHead(503).end();
    if (receiver.mode === 'redirect') res.writeHead(307, { Location: '/elsewhere' }).end();
  });
  const listen = (port: number): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo; // it listens on a port
  const receiver: Receiver = {
    address: `http://127.0.0.1:${port}/calls`,
    secret: '',
    mode: 'take',
    received: [],
    elsewhere: 0,
    async down() {
      if (!server.listening) return;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    up: () => listen(port),
  };
  return receiver;
}
