import { describe, expect, it } from 'vitest';
import type { ValueId } from '../../program/types';
import type { Kernel } from './kernel';
import type { Memory, Place } from './place';
import { verifyRun } from './verify';

const memory = (): Memory => ({ bytes: 1024, given: null });
const at = (where: Memory, offset = 0): Place => ({ memory: where, offset, bytes: 256 });
const kernel = (name: string, reads: readonly ValueId[], writes: readonly ValueId[], inPlace: readonly ValueId[] = []): Kernel => ({
  name, ops: [], reads, writes, inPlace: new Set(inPlace), spans: [], vectors: [], groups: 1, room: 0, write: () => [],
});
/** Value 0 is a parameter, 1 an input; 2 and on are computed. */
const [parameter, input, a, b, c, next] = [0, 1, 2, 3, 4, 5];
const [own, data, slot, other] = [memory(), memory(), memory(), memory()];
const fixed = new Map([[parameter, at(own)], [input, at(data)]]);
function verify(dispatches: readonly (readonly Kernel[])[], places: readonly (readonly [ValueId, Place])[], { fetch = [] as ValueId[], updates = new Map<ValueId, ValueId>(), copies = [] as { from: Place; to: Place }[] } = {}) {
  return verifyRun(dispatches, { places: new Map([...fixed, ...places]), copies }, { fixed, fetch, updates });
}

describe('a run as it is laid out', () => {
  it('is right where memory is handed on after the last reader', () => {
    const run = [[kernel('one', [input], [a])], [kernel('two', [a, parameter], [b])], [kernel('three', [b], [c])]];
    expect(verify(run, [[a, at(slot)], [b, at(other)], [c, at(slot)]], { fetch: [c] })).toEqual([]);
  });
  it('is wrong where it is handed on too early', () => {
    const run = [[kernel('one', [input], [a])], [kernel('two', [a], [b])], [kernel('three', [a], [c])]];
    expect(verify(run, [[a, at(slot)], [b, at(slot)], [c, at(other)]])).toContainEqual('three in dispatch 2 reads %2, which is not there');
  });
  it('is wrong where a value is read before it is computed, or before all of it is', () => {
    expect(verify([[kernel('two', [a], [b])], [kernel('one', [input], [a])]], [[a, at(slot)], [b, at(other)]])[0]).toBe('two in dispatch 0 reads %2, which is not there');
    const halves = [[kernel('half', [input], [a])], [kernel('two', [a], [b])], [kernel('half', [input], [a])]];
    expect(verify(halves, [[a, at(slot)], [b, at(other)]])[0]).toBe('two in dispatch 1 reads %2, which is not there');
  });
  it('lets an update take the place of a parameter when all others have read it, or element by element', () => {
    const updates = new Map([[parameter, next]]);
    const places = [[a, at(slot)], [next, at(own)]] as const;
    expect(verify([[kernel('read', [parameter], [a])], [kernel('update', [a], [next])]], places, { updates })).toEqual([]);
    expect(verify([[kernel('update', [parameter, input], [next], [parameter])]], places, { updates })).toEqual([]);
    expect(verify([[kernel('update', [parameter, input], [next])]], places, { updates })).toEqual(['update in dispatch 0 reads %0 while update writes %5 there']);
    expect(verify([[kernel('update', [input], [next])], [kernel('read', [parameter], [a])]], places, { updates })).toEqual(['read in dispatch 1 reads %0, which is not there']);
    expect(verify([[kernel('update', [parameter], [next], [parameter]), kernel('read', [parameter], [a])]], places, { updates })).toEqual(['read in dispatch 0 reads %0 while update writes %5 there']);
  });
  it('must leave parameters with their new values, and what is given as it was', () => {
    const updates = new Map([[parameter, next]]);
    const run = [[kernel('update', [parameter], [next])]];
    expect(verify(run, [[next, at(slot)]], { updates })).toEqual(['the place of %0 holds %0 at the end of the run, and should hold %5'.replace('holds %0', 'holds 0')]);
    expect(verify(run, [[next, at(slot)]], { updates, copies: [{ from: at(slot), to: at(own) }] })).toEqual([]);
    expect(verify([[kernel('one', [parameter], [a])]], [[a, at(data)]])).toEqual(['the place of %1 holds 2 at the end of the run, and should hold %1']);
  });
  it('must hold what is fetched, and not write two values to one place at once', () => {
    expect(verify([[kernel('one', [input], [a])], [kernel('two', [input], [b])]], [[a, at(slot)], [b, at(slot)]], { fetch: [a] })).toEqual(['%2 is read after the run, and is not there']);
    expect(verify([[kernel('one', [input], [a]), kernel('two', [input], [b])]], [[a, at(slot)], [b, at(slot, 128)]])[0]).toBe('%2 and %3 are written to one place in dispatch 0');
  });
  it('lets a table stand for two inputs that are gathered from it, and guards it all the same', () => {
    const table = [[6, at(other)], [7, at(other)]] as const;
    const check = (writes: ValueId, where: Memory) =>
      verifyRun([[kernel('gather', [6], [a])], [kernel('gather', [7], [writes])]], { places: new Map([...fixed, ...table, [a, at(slot)], [writes, at(where)]]), copies: [] }, { fixed: new Map([...fixed, ...table]), fetch: [], updates: new Map() });
    expect(check(b, memory())).toEqual([]);
    expect(check(b, other)).toContainEqual('gather in dispatch 1 reads %7 while gather writes %3 there');
  });
});
