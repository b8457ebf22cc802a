import type { Channel, Label } from './request.ts';

/** The highest handling label that each channel may carry. */
const CEILINGS = {
  email: {
    label: 'restricted',
    source: 'Budapest Convention 25(3): means with appropriate security; house rule HR-25',
  },
  courier: { label: 'secret', source: 'house rule HR-25' },
} as const satisfies Record<Channel, { label: Label; source: string }>;

export const ceilingOf = (channel: Channel): { label: Label; source: string } => CEILINGS[channel];
