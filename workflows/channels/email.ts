import { ceilingOf } from '../../domain/channels.ts';
import { MlaError } from '../../domain/errors.ts';
import { envelopeOf } from '../../files/message.ts';
import { readBytes, type Store } from '../../files/store.ts';
import { type ChannelAdapter, type Message, NotSent } from './channel.ts';
import { openSmtp, type Wire } from './smtp.ts';

const MAX_MESSAGE = 256 * 1024 * 1024;

/** Mail over SMTP. Sends the stored bytes as they are, to the one address in their own header, once. */
export function createEmailChannel({ smtpUrl, store }: { smtpUrl: string; store: Store }): ChannelAdapter {
  const { send } = openSmtp(smtpUrl);
  return {
    id: 'email',
    dedupes: false,
    canQuery: false,
    returnsDigest: false,
    ceiling: ceilingOf('email'),
    send: async (message, signal) => ({
      reference: await send(await frozenWire(message, store), signal),
    }),
  };
}

/** The frozen bytes, when they are what was frozen and carry this message id. */
async function frozenWire({ messageId, wireHash }: Message, store: Store): Promise<Wire> {
  try {
    const bytes = await readBytes(store, wireHash, MAX_MESSAGE);
    const envelope = envelopeOf(bytes);
    if (!envelope.messageId.startsWith(messageId))
      throw new NotSent(messageId, 'the frozen mail has another message id', false);
    return { messageId, bytes, from: envelope.from, to: envelope.to };
  } catch (error) {
    if (error instanceof MlaError) throw new NotSent(messageId, error.name, false);
    throw error instanceof NotSent ? error : new NotSent(messageId, 'the frozen mail cannot be read', true);
  }
}
