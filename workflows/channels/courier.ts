import { ceilingOf } from '../../domain/channels.ts';
import { type Store, verifyFile } from '../../files/store.ts';
import { type ChannelAdapter, NotSent } from './channel.ts';

/**
 * The wire is a person's hands: the signed letter is in the courier's bag before dispatch is pressed. What is checked
 * here is that its scan is on file and unharmed; the receipt is the tracking number.
 */
export function createCourierChannel({
  store,
  trackingOf,
}: {
  store: Store;
  /** The tracking number that was given at dispatch. */
  trackingOf: (messageId: string) => Promise<string | undefined>;
}): ChannelAdapter {
  return {
    id: 'courier',
    dedupes: false,
    canQuery: false,
    returnsDigest: false,
    ceiling: ceilingOf('courier'),
    async send({ messageId, wireHash }, signal) {
      if (signal.aborted) throw new NotSent(messageId, 'stopped', true);
      const scan = await verifyFile(store, wireHash);
      if (scan !== 'intact') throw new NotSent(messageId, `the scan of the signed letter is ${scan}`, false);
      const tracking = (await trackingOf(messageId))?.trim();
      if (!tracking) throw new NotSent(messageId, 'it has no tracking number', false);
      return { reference: tracking };
    },
  };
}
