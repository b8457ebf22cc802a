import { parseArgs } from 'node:util';
import { explain } from '../../bin/problem.ts';
import { type House, openHouse } from './house.ts';
import type { Line, Report } from './line.ts';
import { deadlines } from './measures/deadlines.ts';
import { holds } from './measures/holds.ts';
import { letter } from './measures/letter.ts';
import { lifecycles } from './measures/lifecycles.ts';
import { list } from './measures/list.ts';
import { mutation } from './measures/mutation.ts';
import { reaction } from './measures/reaction.ts';
import { start } from './measures/start.ts';
import { openRig, type Rig } from './rig.ts';

/** What a measure works with. */
export type Bench = {
  rig: Rig;
  /** `few`: a quick look, with fewer rounds and samples. */
  rounds: { count: number; few: boolean };
  /** The house that several measures share: API and worker. */
  house(): Promise<House>;
  /** Opens a house of the measure's own; all are closed at the end. */
  open(what: string, options: { worker: boolean }): Promise<House>;
  report: Report;
};

const MEASURES = { mutation, list, reaction, lifecycles, letter, deadlines, start, holds } satisfies Record<
  string,
  (bench: Bench) => Promise<void>
>;
const NAMES = Object.keys(MEASURES) as (keyof typeof MEASURES)[]; // keys of a const are its type

const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } } });

async function run(names: readonly (keyof typeof MEASURES)[], quick: boolean): Promise<void> {
  const rig = await openRig();
  const houses: House[] = [];
  const open: Bench['open'] = async (what, options) => {
    const house = await openHouse(rig, what, options);
    houses.push(house);
    return house;
  };
  let shared: Promise<House> | undefined;
  const bench: Bench = {
    rig,
    rounds: quick ? { count: 1, few: true } : { count: 9, few: false },
    house() {
      shared ??= open('main', { worker: true });
      return shared;
    },
    open,
    report: (line: Line) => console.log(JSON.stringify(line)),
  };
  try {
    for (const name of names) {
      console.error(`Measuring: ${name}`);
      await MEASURES[name](bench);
    }
  } finally {
    for (const house of houses) await house.close();
    await rig.close();
  }
}

const wanted = NAMES.filter((name) => values.only === undefined || values.only === name);
if (wanted.length === 0) {
  console.error(`Cannot measure "${values.only}": there are ${NAMES.join(', ')}`);
  process.exitCode = 1;
} else {
  try {
    await run(wanted, values.quick);
  } catch (error) {
    console.error(explain(error) ?? error);
    process.exitCode = 1;
  }
}
