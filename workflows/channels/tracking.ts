import { type Db, one } from '../../registry/db.ts';

/** The tracking number that was given when a courier transmission was dispatched. */
export const trackingOf =
  (db: Db) =>
  async (messageId: string): Promise<string | undefined> =>
    one(
      await db.query<{ tracking: string | null }>(
        `select sent ->> 'tracking' as tracking from transmission t join request r on r.id = t.request_id,
           jsonb_array_elements(r.state -> 'transmissions') sent where t.message_id = $1 and t.channel = 'courier' and sent ->> 'id' = t.id::text`,
        [messageId],
      ),
    )?.tracking ?? undefined;
