import type { Content } from '../../domain/content.ts';
import { BELMORA } from '../support/journey.ts';
import { SMALL } from './small-case.ts';

const said = (text: string) => [{ kind: 'paragraph' as const, id: 'p', text }];
const asked = (provider: string, index: number): Content['items'][number] => ({
  id: String(index + 1),
  title: `Logs at ${provider}`,
  description: said('All log-ins of the mailbox.'),
  reason: said('The logs roll over.'),
  identifiers: ['i1'],
  persons: [],
  provider,
  period: { from: '2025-12-01', to: '2026-01-20', zone: 'Europe/Brussels' },
  dataFields: 'Log-ins with address and instant',
  intendsRequest: true,
  noNotice: true,
  noTicket: true,
});

/** A request for preservation to Belmora, with an item for each custodian. */
export function preservationOf(...providers: readonly string[]) {
  const { purpose: _, results: __, ...rest } = SMALL;
  const urgency = { reason: 'The logs roll over.', desiredDate: '2029-12-31' };
  const content: Content = { ...rest, urgency, items: providers.map(asked) };
  const frame = {
    kind: 'PRESERVATION',
    requested: 'XBE',
    partner: BELMORA,
    basis: [{ instrument: 'budapest-185', articles: ['29'] }],
    urgency: 'URGENT',
    items: providers.map(() => ({ type: 'preservation' })),
  };
  return { frame, content };
}
