/**
 * Goes through a run as it is laid out in memory and says what would go wrong: a kernel that reads what was overwritten or not yet computed, a parameter that
 * does not hold its new value at the end, a constant or an input that was written over, a dispatch whose parts race.
 */
import type { ValueId } from '../../program/types';
import type { Kernel } from './kernel';
import type { Memory, Place, PlaceOptions, Placed } from './place';

const overlap = (a: Place, b: Place): boolean => a.memory === b.memory && a.offset < b.offset + b.bytes && b.offset < a.offset + a.bytes;
const same = (a: Place, b: Place): boolean => a.memory === b.memory && a.offset === b.offset;

/** What lies where, as the run goes on. */
class Held {
  private readonly held = new Map<Memory, Map<number, { readonly place: Place; readonly value: ValueId }>>();

  put(place: Place, value: ValueId): void {
    const known = this.held.get(place.memory) ?? new Map<number, { readonly place: Place; readonly value: ValueId }>();
    this.held.set(place.memory, known);
    for (const [offset, other] of known) if (overlap(other.place, place)) known.delete(offset);
    known.set(place.offset, { place, value });
  }
  at(place: Place): ValueId | null {
    return this.held.get(place.memory)?.get(place.offset)?.value ?? null;
  }
}

/** @returns faults as sentences; none for a run that is right. */
export function verifyRun(dispatches: readonly (readonly Kernel[])[], { places, copies }: Pick<Placed, 'places' | 'copies'>, { fixed, fetch, updates }: Pick<PlaceOptions, 'fixed' | 'fetch' | 'updates'>): readonly string[] {
  const faults: string[] = [];
  const held = new Held();
  // A table that two inputs are gathered from is two values of one place.
  const first = new Map<ValueId, ValueId>();
  for (const [value, place] of fixed) {
    const there = held.at(place);
    if (there === null) held.put(place, value);
    else first.set(value, there);
  }
  const complete = new Map<ValueId, number>();
  for (const kernel of dispatches.flat()) for (const value of kernel.writes) complete.set(value, (complete.get(value) ?? 0) + 1);
  const done = new Map<ValueId, number>();
  const placeOf = (value: ValueId): Place => places.get(value) ?? { memory: { bytes: 0, given: null }, offset: 0, bytes: 0 };
  const isThere = (value: ValueId): boolean => held.at(placeOf(value)) === (first.get(value) ?? value) && (fixed.has(value) || done.get(value) === complete.get(value));

  dispatches.forEach((kernels, at) => {
    for (const kernel of kernels) {
      for (const value of kernel.reads) {
        if (!isThere(value)) faults.push(`${kernel.name} in dispatch ${at} reads %${value}, which is not there`);
        for (const other of kernels) {
          for (const written of other.writes) {
            if (!overlap(placeOf(written), placeOf(value))) continue;
            const inTurn = other === kernel && kernel.inPlace.has(value) && same(placeOf(written), placeOf(value));
            if (!inTurn) faults.push(`${kernel.name} in dispatch ${at} reads %${value} while ${other.name} writes %${written} there`);
          }
        }
      }
      for (const value of kernel.writes) {
        for (const other of kernels) for (const written of other.writes) if (written !== value && overlap(placeOf(written), placeOf(value))) faults.push(`%${value} and %${written} are written to one place in dispatch ${at}`);
      }
    }
    for (const kernel of kernels) {
      for (const value of kernel.writes) {
        held.put(placeOf(value), value);
        done.set(value, (done.get(value) ?? 0) + 1);
      }
    }
  });
  for (const value of fetch) if (!isThere(value)) faults.push(`%${value} is read after the run, and is not there`);
  for (const { from, to } of copies) {
    const value = held.at(from);
    if (value === null) faults.push('a copy at the end of the run reads what is not there');
    else held.put(to, value);
  }
  for (const [value, place] of fixed) {
    const expected = updates.get(value) ?? first.get(value) ?? value;
    if (held.at(place) !== expected) faults.push(`the place of %${value} holds ${held.at(place) ?? 'nothing'} at the end of the run, and should hold %${expected}`);
  }
  return faults;
}
