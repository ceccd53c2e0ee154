/** The times of the records of a list, each by itself, and the list as others can read it. */
import type { Op } from '../../program/types';
import type { OperationCost, Place, Profile, ProfileLimits } from '../device';
import { Opcode } from './assembly/opcodes';
import type { Encoded } from './encode';
import type { Lowered } from './lower';
import type { Storage } from './record';

/** A timing lasts at least this long, and this many ticks of the clock; a record that is faster is run again and again. */
const LEAST_MS = 0.02;
const LEAST_TICKS = 10;
const MOST_REPEATS = 4096;

/** The smallest step of the clock, in milliseconds: browsers make it coarse. */
function tickOf(clock: () => number): number {
  let smallest = Infinity;
  for (let i = 0, last = clock(); i < 5; ) {
    const now = clock();
    if (now === last) continue;
    smallest = Math.min(smallest, now - last);
    last = now;
    i++;
  }
  return smallest;
}

interface Runner {
  /** Before each round. */
  before(): void;
  run(address: number): void;
}

/**
 * The fastest time of each record in milliseconds. Records that write over what they read, as updates do, are run again on their own results.
 */
export function timeRecords(addresses: readonly number[], { rounds, budgetMs }: ProfileLimits, { before, run }: Runner): readonly number[] {
  const least = Math.max(LEAST_MS, LEAST_TICKS * tickOf(() => performance.now()));
  const repeats = addresses.map(() => 1);
  const fastest = addresses.map(() => Infinity);
  const time = (address: number, times: number): number => {
    const start = performance.now();
    for (let i = 0; i < times; i++) run(address);
    return performance.now() - start;
  };
  const begun = performance.now();
  for (let round = 0; round < rounds && (round === 0 || performance.now() - begun < budgetMs); round++) {
    before();
    addresses.forEach((address, i) => {
      let took = time(address, repeats[i]!);
      // Not in the first round alone: there, code that is not compiled yet seems slow.
      for (; took < least && repeats[i]! < MOST_REPEATS; took = time(address, repeats[i]!)) repeats[i]! *= 4;
      fastest[i] = Math.min(fastest[i]!, took / repeats[i]!);
    });
  }
  return fastest;
}

interface Planned {
  readonly lowered: Lowered;
  readonly encoded: Encoded;
  readonly ms: readonly number[];
  flopsOf(op: Op): number;
}

export function planOf({ lowered: { records, temporaries, valueOf }, encoded, ms, flopsOf }: Planned): Omit<Profile, 'threads'> {
  const lent = new Map(encoded.lent.map((each) => [each.storage, each]));
  const positions = new Map<Storage, number>();
  const places: Place[] = [];
  const placeOf = (storage: Storage, at: number): number => {
    const { bytes } = storage;
    const value = valueOf.get(storage) ?? null;
    const known = positions.get(storage);
    const inside = lent.get(storage);
    if (known === undefined) {
      positions.set(storage, places.length);
      places.push(inside ? { value, bytes, offset: inside.offset, first: inside.first, last: Math.min(inside.last, records.length - 1) } : { value, bytes, offset: null, first: at, last: at });
      return places.length - 1;
    }
    if (!inside) places[known] = { ...places[known]!, last: at };
    return known;
  };
  /** An operation that takes several records is counted in its first. */
  const counted = new Set<Op>();
  const flopsOnce = (op: Op): number => (counted.has(op) ? 0 : (counted.add(op), flopsOf(op)));
  const operations = records.map(({ opcode, ops, reads, writes }, i): OperationCost => ({
    kernel: Opcode[opcode]!,
    ops,
    ms: ms[i]!,
    flops: ops.reduce((sum, op) => sum + flopsOnce(op), 0),
    bytes: [...reads, ...writes].reduce((sum, { bytes }) => sum + bytes, 0),
    reads: reads.map((storage) => placeOf(storage, i)),
    writes: writes.map((storage) => placeOf(storage, i)),
  }));
  return { operations, places, workspaceBytes: encoded.workspaceBytes, valueBytes: temporaries.reduce((sum, { bytes }) => sum + bytes, 0) };
}
