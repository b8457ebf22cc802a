import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Channel } from '../../domain/request.ts';
import { type Applier, apply } from '../../registry/apply.ts';
import { type Db, one } from '../../registry/db.ts';
import { type ChannelAdapter, NotSent, RefusedByWire } from '../channels/channel.ts';
import type { TransmissionInput } from '../messages.ts';
import { system } from './record.ts';

export type TransmissionDeps = {
  db: Db;
  announce: (request: string) => void;
  channels: Record<Channel, ChannelAdapter>;
};
/** What is known after one touch of the wire; anything else is thrown, and means that nobody knows. */
export type Touched = 'sent' | 'refused' | 'not-sent';
type Claimed = {
  org_id: string;
  channel: Channel;
  message_id: string;
  wire_hash: string | null;
  package_hash: string | null;
};

const CLAIMED = `select org_id, channel, message_id, wire_hash, package_hash from transmission where id = $1 and attempt = $2 and status = 'sending'`;

export const createTransmission = ({ db, announce, channels }: TransmissionDeps) => {
  /** The words of the wire go into the record, never into a history. */
  const recorded = async (
    by: Applier,
    { requestId, transmission, attempt }: TransmissionInput,
    action: 'recordSent' | 'recordFailed',
    words: object,
  ): Promise<void> => {
    await apply(db, by, {
      action,
      request: requestId,
      key: `wf/${requestId}/${action}/${transmission}/${attempt}`,
      input: { transmission, attempt, ...words },
    });
    announce(requestId);
  };

  return {
    /** Puts the frozen message on the wire and records what the wire answers. Never run twice for one claim. */
    async transmit(input: TransmissionInput): Promise<Touched> {
      const claimed = one(await db.query<Claimed>(CLAIMED, [input.transmission, input.attempt]));
      if (!claimed) throw ApplicationFailure.nonRetryable('The claim is gone', 'Unknown');
      const by = system(claimed.org_id);
      const alive = setInterval(() => heartbeat(), 1000);
      try {
        const receipt = await channels[claimed.channel].send(
          {
            messageId: claimed.message_id,
            wireHash: claimed.wire_hash ?? claimed.package_hash ?? '',
            attempt: input.attempt,
          },
          cancellationSignal(),
        );
        await recorded(by, input, 'recordSent', { receipt: receipt.reference });
        return 'sent';
      } catch (error) {
        if (error instanceof RefusedByWire || (error instanceof NotSent && !error.mayHelp)) {
          await recorded(by, input, 'recordFailed', {
            reason: (error instanceof RefusedByWire && error.answer) || error.message,
          });
          return 'refused';
        }
        if (error instanceof NotSent) return 'not-sent';
        throw ApplicationFailure.nonRetryable('Nobody knows whether the wire took it', 'Unknown');
      } finally {
        clearInterval(alive);
      }
    },
  };
};
