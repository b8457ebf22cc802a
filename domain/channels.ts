import type { Basis, Channel, Label } from './request.ts';
import { BUDAPEST } from './treaties/budapest-185.ts';
import { cite } from './treaties/type.ts';

/** The highest handling label that each channel may carry: house rule HR-25. */
const CEILINGS = { email: 'restricted', courier: 'secret' } as const satisfies Record<Channel, Label>;

export const ceilingOf = (channel: Channel): Label => CEILINGS[channel];

/** Where it stands that a channel needs security enough: an instrument in use, where it says so, and our own rule. */
export const ceilingSource = (channel: Channel, basis: readonly Basis[]): string =>
  channel === 'email' && basis.some(({ instrument }) => instrument === BUDAPEST.id)
    ? `${cite(BUDAPEST, '25(3)')}: means with appropriate security; house rule HR-25`
    : 'house rule HR-25';
