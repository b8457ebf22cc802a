import type { Changes, Request } from '../request.ts';

/** The partner is told by the channel of the request: by mail the engine does it, by courier a person. */
export function owing(request: Request, purpose: 'answer' | 'withdrawal'): Changes {
  if (request.channel !== 'email' || !request.sentOn) return {};
  const owed = request.owed ?? [];
  const before = [...request.transmissions, ...owed].filter((one) => one.purpose === purpose).length;
  return { owed: [...owed, { purpose, n: before + 1 }] };
}
