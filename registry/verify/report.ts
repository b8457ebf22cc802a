/** What is wrong and where; ids, codes and references only, never a word of a case. */
export type Violation = { where: string; what: string };

export type Report = {
  found(where: string, what: string): void;
  count(what: string, number?: number): void;
  counted: Record<string, number>;
  /** By place, `MLA-2026-2` before `MLA-2026-10`; what was found twice is named once. */
  sorted(): Violation[];
};

const IN_ORDER = new Intl.Collator('en', { numeric: true });

export function createReport(): Report {
  const violations = new Map<string, Violation>();
  const counted: Record<string, number> = {};
  return {
    counted,
    found(where, what) {
      violations.set(`${where}: ${what}`, { where, what });
    },
    count(what, number = 1) {
      counted[what] = (counted[what] ?? 0) + number;
    },
    sorted: () => [...violations.values()].sort((a, b) => IN_ORDER.compare(a.where, b.where)),
  };
}
