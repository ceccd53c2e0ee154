/** Where every value of a run lies. Memory is handed on when a value has been read for the last time. */
import type { ValueId } from '../../program/types';
import type { Kernel, Span, Values } from './kernel';
import { ALIGNED } from './merge';

/** A buffer of the device, made by whoever runs the plan unless it is `given`. */
export interface Memory {
  readonly bytes: number;
  readonly given: GPUBuffer | null;
}
export interface Place {
  readonly memory: Memory;
  /** In bytes. */
  readonly offset: number;
  readonly bytes: number;
}
export interface Copy {
  readonly from: Place;
  readonly to: Place;
}
export interface PlaceOptions {
  readonly values: Values;
  /** Values with a place of their own: parameters, inputs, constants, tables. */
  readonly fixed: ReadonlyMap<ValueId, Place>;
  /** Read after the run. */
  readonly fetch: readonly ValueId[];
  /** By the value that the program has for the parameter: its new value. */
  readonly updates: ReadonlyMap<ValueId, ValueId>;
  readonly spans: readonly Span[];
  isSmall(value: ValueId): boolean;
  /** Memory of parameters that lie side by side. */
  readonly together: Memory | null;
  /** Every value in a place that no other takes: to look at them after the run. */
  readonly separate?: boolean;
}
export interface Placed {
  readonly places: ReadonlyMap<ValueId, Place>;
  /** Memory that several values share, bound as a whole. */
  readonly shared: ReadonlySet<Memory>;
  /** New values of parameters that could not be computed where the old ones lay, at the end of the run. */
  readonly copies: readonly Copy[];
}
const sizeInBytes = (count: number): number => Math.ceil(count / ALIGNED) * ALIGNED * 4;

export function place(dispatches: readonly (readonly Kernel[])[], options: PlaceOptions): Placed {
  const { values, fixed, fetch, updates, spans, isSmall, together, separate = false } = options;
  const shared = new Set<Memory>(together ? [together] : []);
  const places = new Map<ValueId, Place>(fixed);
  const firstWrite = new Map<ValueId, number>();
  const lastWrite = new Map<ValueId, number>();
  const lastRead = new Map<ValueId, number>();
  dispatches.forEach((kernels, at) => {
    for (const { reads, writes } of kernels) {
      for (const value of writes) {
        if (!firstWrite.has(value)) firstWrite.set(value, at);
        lastWrite.set(value, at);
      }
      for (const value of reads) lastRead.set(value, at);
    }
  });

  // In place of what they update; what is written side by side does so together.
  const inTurn = ([parameter, value]: readonly [ValueId, ValueId]): boolean => {
    const at = firstWrite.get(value);
    if (separate || at === undefined || fixed.has(value) || lastWrite.get(value) !== at) return false;
    const read = lastRead.get(parameter) ?? -1;
    return read < at || (read === at && dispatches[at]!.every((kernel) => !kernel.reads.includes(parameter) || (kernel.writes.includes(value) && kernel.inPlace.has(parameter))));
  };
  const late = new Set([...updates].filter((update) => !inTurn(update)).map(([, value]) => value));
  for (const { members } of spans) if (members.some((member) => late.has(member))) for (const member of members) late.add(member);
  const copied = [...updates].filter(([, value]) => late.has(value));
  for (const [parameter, value] of updates) if (!late.has(value)) places.set(value, fixed.get(parameter)!);

  // Side by side: parameters lie so already.
  for (const { value, members } of spans) {
    const bytes = members.reduce((sum, member) => sum + sizeInBytes(values.count(member)), 0);
    const first = places.get(members[0]!);
    if (first) {
      let offset = first.offset;
      for (const member of members) {
        const found = places.get(member);
        if (found?.memory !== first.memory || found.offset !== offset) throw new Error('internal: parameters of one dispatch do not lie side by side');
        offset += sizeInBytes(values.count(member));
      }
      places.set(value, { memory: first.memory, offset: first.offset, bytes });
      continue;
    }
    const memory: Memory = { bytes, given: null };
    shared.add(memory);
    let offset = 0;
    for (const member of members) {
      if (places.has(member)) throw new Error('internal: a value lies apart from those that are read with it');
      places.set(member, { memory, offset, bytes: values.count(member) * 4 });
      offset += sizeInBytes(values.count(member));
    }
    places.set(value, { memory, offset: 0, bytes });
  }

  // Small ones share a buffer, which nothing is taken back from.
  const smallOnes = [...firstWrite.keys()].filter((value) => !places.has(value) && isSmall(value));
  const small: Memory | null = smallOnes.length > 0 ? { bytes: sizeInBytes(smallOnes.reduce((sum, value) => sum + values.count(value), 0)), given: null } : null;
  let used = 0;
  for (const value of smallOnes) {
    places.set(value, { memory: small!, offset: used, bytes: values.count(value) * 4 });
    used += values.count(value) * 4;
  }

  const held = new Set<ValueId>([...fetch, ...copied.map(([, value]) => value)]);
  const unused: Memory[] = [];
  const take = (bytes: number): Memory => {
    let best = -1;
    unused.forEach(({ bytes: size }, i) => {
      if (size >= bytes && size <= 2 * bytes && (best < 0 || size < unused[best]!.bytes)) best = i;
    });
    return best < 0 ? { bytes, given: null } : unused.splice(best, 1)[0]!;
  };
  const slots = new Map<ValueId, Memory>();
  dispatches.forEach((kernels, at) => {
    for (const { writes } of kernels) {
      for (const value of writes) {
        if (places.has(value)) continue;
        const memory = take(sizeInBytes(values.count(value)));
        slots.set(value, memory);
        places.set(value, { memory, offset: 0, bytes: values.count(value) * 4 });
      }
    }
    if (separate) return;
    for (const [value, memory] of slots) {
      if (held.has(value) || Math.max(lastRead.get(value) ?? -1, lastWrite.get(value)!) > at) continue;
      unused.push(memory);
      slots.delete(value);
    }
  });
  if (small) shared.add(small);
  return { places, shared, copies: copied.map(([parameter, value]) => ({ from: places.get(value)!, to: fixed.get(parameter)! })) };
}
