import { expect, test } from 'vitest';
import { createCourierChannel } from '../../../workflows/channels/courier.ts';
import { sha256, temporaryStore } from '../../files/support.ts';

const message = (wireHash: string) => ({ messageId: '0f9b0a1e-52a5-5f06-8a09-7d2b2ac8ac11', wireHash, attempt: 1 });
const { signal } = new AbortController();

test('has the tracking number as its receipt', async () => {
  const { store } = temporaryStore();
  const scan = await store.putBytes(Buffer.from('the signed letter'));
  const channel = createCourierChannel({ store, trackingOf: async () => ' RR123456785KR ' });

  expect(await channel.send(message(scan.hash), signal)).toEqual({ reference: 'RR123456785KR' });
  expect(channel).toMatchObject({ id: 'courier', dedupes: false, canQuery: false, ceiling: 'secret' });
});

test.each([undefined, '', '  '])('is not sent without a tracking number (%j)', async (tracking) => {
  const { store } = temporaryStore();
  const scan = await store.putBytes(Buffer.from('the signed letter'));
  const channel = createCourierChannel({ store, trackingOf: async () => tracking });
  await expect(channel.send(message(scan.hash), signal)).rejects.toMatchObject({ name: 'NotSent', mayHelp: false });
});

test('is not sent without the scan of the signed letter', async () => {
  const { store } = temporaryStore();
  const channel = createCourierChannel({ store, trackingOf: async () => 'RR123456785KR' });
  await expect(channel.send(message(sha256('never filed')), signal)).rejects.toMatchObject({
    name: 'NotSent',
    mayHelp: false,
    message: expect.stringContaining('missing'),
  });
});
