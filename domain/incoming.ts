import { type Hold, warnedOf } from './hold.ts';
import type { FileRef, Request, Status, TextRef } from './request.ts';
import type { Actor } from './roles.ts';

/** Who asks: we, or the partner. */
export const DIRECTIONS = ['outgoing', 'incoming'] as const satisfies readonly Request['direction'][];

/** That one of us told the partner something: when, by which way, to whom. */
export type Telling = { at: string; by: string; channel: string; officer?: TextRef; paper?: FileRef };

/** One of us called back at the number that a line of the law had: whether it was they who had asked. */
export type CallBack = { entry: string; at: string; by: string; wasThey: boolean; note?: TextRef };

/** What we answer to a partner that asks us to preserve. */
export type Answer = { what: 'preserved' | 'refused' | 'warned'; at: string; told?: Telling };

/** The path of the data leads to another provider (Budapest Convention 30): told, or withheld on a ground. */
export type OtherProvider = { words: TextRef; on: string; ground?: string; article?: string; told?: Telling };

/** How a partner asked us to preserve, and what passed between us. Words are kept apart, as everywhere. */
export type Incoming = {
  receivedAt: string;
  channel: string;
  /** Who asked at the partner: the name, and what else was said of that. */
  officer: TextRef;
  /** The key of the authority of the partner’s State for which that was, as the directory has it. */
  point: string;
  callBacks: readonly CallBack[];
  /** The first decision, and when it was told: how soon we were. */
  decidedAt?: string;
  toldAt?: string;
  answer?: Answer;
  /** 29(6): that preservation will not help, or endangers the case; whether the partner goes on. */
  warning?: { words: TextRef; goOn?: boolean; on?: string };
  withdrawnOn?: string;
  /** The partner’s request for assistance. */
  request?: { reference: string; on: string };
  providers: readonly OtherProvider[];
  /** That word was given of the end that is due at an instant. */
  endTold?: Telling & { dueAt: string };
};

/** What a partner can be told. */
export const TELLABLE = ['answer', 'extension', 'end', 'other-provider'] as const;
export type Tellable = (typeof TELLABLE)[number];

/** Whether it is known that they asked: by the last call back. Of what nobody asks of us there is nothing to know. */
export const isCalledBack = ({ hold }: Pick<Request, 'hold'>): boolean =>
  !hold?.incoming || hold.incoming.callBacks.at(-1)?.wasThey === true;

/** What we have decided and not told. */
export const isUntold = ({ answer }: Incoming): boolean => answer !== undefined && answer.told === undefined;

const isPathOwed = ({ ground, told }: OtherProvider): boolean => ground === undefined && told === undefined;

/** An extension that was answered and of which the answer was not told. */
const isExtensionOwed = ({ extensions }: Hold): boolean => {
  const { answer, told } = extensions.at(-1) ?? {};
  return answer !== undefined && told === undefined;
};

/** The last extension waits for its answer. */
export const isExtensionAsked = ({ hold }: Pick<Request, 'hold'>): boolean => {
  const last = hold?.extensions.at(-1);
  return last !== undefined && last.answer === undefined;
};

/** What the partner is to be told now. */
export function owedWords(file: Pick<Request, 'hold' | 'deadlines'>): Tellable[] {
  const { hold } = file;
  if (!hold?.incoming) return [];
  const { endTold, providers } = hold.incoming;
  const end = warnedOf(file);
  const owed: Record<Tellable, boolean> = {
    answer: isUntold(hold.incoming),
    extension: isExtensionOwed(hold),
    end: end !== undefined && endTold?.dueAt !== end.dueAt,
    'other-provider': providers.some(isPathOwed),
  };
  return TELLABLE.filter((what) => owed[what]);
}

/** The hold once the partner was told something. */
export function withTold(hold: Hold, incoming: Incoming, what: Tellable, told: Telling & { dueAt: string }): Hold {
  const { dueAt, ...telling } = told;
  switch (what) {
    case 'answer': {
      const answer = incoming.answer && { ...incoming.answer, told: telling };
      return {
        ...hold,
        incoming: { ...incoming, ...(answer ? { answer } : {}), toldAt: incoming.toldAt ?? telling.at },
      };
    }
    case 'extension': {
      const last = hold.extensions.length - 1;
      return {
        ...hold,
        extensions: hold.extensions.map((one, index) => (index === last ? { ...one, told: telling } : one)),
      };
    }
    case 'end':
      return { ...hold, incoming: { ...incoming, endTold: told } };
    case 'other-provider': {
      const providers = incoming.providers.map((one) => (isPathOwed(one) ? { ...one, told: telling } : one));
      return { ...hold, incoming: { ...incoming, providers } };
    }
    default:
      return what satisfies never;
  }
}

/** Where a file stands as somebody sees it: what we have not told, and that we think of giving a hold up, is not for the partner to know. */
export function statusSeenBy({ authority }: Pick<Actor, 'authority'>, { status, hold }: Request): Status {
  if (authority === undefined) return status;
  if (hold?.incoming && isUntold(hold.incoming)) return 'triage';
  return status === 'release-proposed' ? (hold?.proposal?.from ?? status) : status;
}

const without = <T extends object, K extends keyof T>(value: T, ...fields: readonly K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(value).filter(([field]) => !fields.some((one) => one === field))) as Omit<T, K>; // all others are there

/** A hold as its partner sees it: of what it asks of us nothing that it was not told. */
export function toldOf(hold: Hold): Hold {
  const { incoming } = hold;
  if (!incoming) return hold;
  const extensions = hold.extensions.map((one) => (one.told ? one : without(one, 'answer')));
  if (isUntold(incoming))
    return {
      ...without(hold, 'until', 'effectiveOn', 'statedEnd', 'refusal'),
      extensions,
      incoming: without(incoming, 'warning'),
    };
  return { ...(isExtensionOwed(hold) ? without(hold, 'until') : hold), extensions };
}
