/** Gives the measured list of a run its names: of values, parameters and nodes, as the printed program has them. */
import { sizeOf } from '../../document/shape';
import { flopsOf } from '../../program/flops';
import { programLines } from '../../program/print';
import type { Op, Program, ValueId } from '../../program/types';
import type { OperationCost, Place, Profile, RunOperation } from '../../runtime/device';
import type { ListedLine, PlacedValue, PlayerProfile, ProfiledOperation } from './types';

/** A program that a step runs, and whose it is. */
export interface ProgramOf {
  readonly player: string;
  readonly program: Program;
}

/** Kinds that are named in full; the rest is left to the plan. */
const NAMED = 6;

const kindsOf = (ops: readonly Op[]): string => {
  const kinds = [...new Set(ops.map(({ kind }) => kind))];
  return kinds.length === 0 ? 'copy' : `${kinds.slice(0, NAMED).join(' ')}${kinds.length > NAMED ? ' …' : ''}`;
};
/** Fused operations of several nodes belong to the last. */
const originOf = (ops: readonly Op[]): { readonly node: string | null; readonly layer: string | null } => {
  const origin = ops.findLast((op) => op.origin)?.origin;
  return { node: origin?.node ?? null, layer: origin?.layer ?? null };
};

/** What a kernel computes is said where its name does not. */
const lineOf = (position: number, to: string, kernel: string, from: string, name: string): string => `${position}  ${to} = ${kernel}(${from})${kernel.toLowerCase() === name.toLowerCase() ? '' : `  # ${name}`}`;

class Names {
  readonly #named: ReadonlyMap<ValueId, string>;
  readonly #updates: ReadonlyMap<ValueId, string>;

  constructor(private readonly program: Program) {
    this.#named = new Map([...program.inputs, ...program.parameters].map(({ name, value }) => [value, name]));
    this.#updates = new Map(program.updates.map(({ parameter, value }) => [value, parameter]));
  }
  shape(value: ValueId | null): readonly number[] {
    return value === null ? [] : this.program.values[value]!.shape;
  }
  value(value: ValueId): string {
    return this.#named.get(value) ?? `%${value}`;
  }
  /** A parameter that is written where it lies goes by its name. */
  place({ value, offset }: Place): string {
    if (value === null) return 'room';
    return (offset === null ? this.#updates.get(value) : undefined) ?? this.value(value);
  }
  addressed(place: Place): string {
    return place.offset === null ? this.place(place) : `${this.place(place)}@${place.offset.toString(16)}`;
  }
}

function listProgram(program: Program, operations: readonly { readonly ops: readonly Op[] }[]): readonly ListedLine[] {
  const positions = new Map<ValueId, number[]>();
  operations.forEach(({ ops }, i) => {
    for (const { output } of ops) positions.set(output, [...(positions.get(output) ?? []), i]);
  });
  return programLines(program).map(({ text, op }) => ({ text, operations: (op && positions.get(op.output)) ?? [] }));
}

/** @param profile of one update of the player. */
export function describePlayer({ player, program }: ProgramOf, updates: number, { operations, places, workspaceBytes, valueBytes }: Profile): PlayerProfile {
  const names = new Names(program);
  const lent = places.flatMap((place, i) => (place.offset === null ? [] : [i]));
  const positions = new Map(lent.map((place, i) => [place, i]));
  const phaseOf = ({ ops }: OperationCost): Op['phase'] => ops.at(-1)?.phase ?? 'update';
  const values = lent.map((i): PlacedValue => {
    const { value, bytes, offset, first, last } = places[i]!;
    const writer = operations[first]!;
    return { name: names.place(places[i]!), shape: names.shape(value), bytes, offset: offset!, first, last, phase: phaseOf(writer), node: originOf(writer.ops).node };
  });
  const listed = operations.map((cost, position): ProfiledOperation => {
    const { ops, kernel, ms, flops, bytes, reads, writes } = cost;
    // The state of an optimiser goes without saying.
    const told = writes.map((i) => places[i]!).filter((place) => !names.place(place).includes(':'));
    const name = kindsOf(ops);
    const list = (positions: readonly number[]): string => positions.map((i) => names.addressed(places[i]!)).join(', ');
    const [from, to] = [list(reads), list(writes)];
    return {
      name,
      writes: told.map((place) => names.place(place)).join(', '),
      shape: names.shape(told[0]?.value ?? null),
      fused: ops.length,
      phase: phaseOf(cost),
      ...originOf(ops),
      ms,
      flops,
      bytes,
      touches: [...reads, ...writes].flatMap((i) => positions.get(i) ?? []),
      line: lineOf(position, to, kernel, from, name),
    };
  });
  return { player, updates, operations: listed, memory: { workspaceBytes, valueBytes, values }, program: listProgram(program, operations) };
}

/** The operations of a player where they cannot be timed alone, nor be told where their values lie. */
export function describePlanned({ player, program }: ProgramOf, updates: number, run: readonly RunOperation[]): PlayerProfile {
  const names = new Names(program);
  const bytesOf = (value: ValueId): number => 4 * sizeOf(program.values[value]!.shape);
  const operations = run.map(({ kernel, ops, inputs, outputs }, position): ProfiledOperation => {
    const name = kindsOf(ops);
    const list = (values: readonly ValueId[]): string => values.map((value) => names.value(value)).join(', ');
    return {
      name,
      writes: list(outputs),
      shape: names.shape(outputs[0] ?? null),
      fused: ops.length,
      phase: ops.at(-1)?.phase ?? 'update',
      ...originOf(ops),
      ms: null,
      flops: ops.reduce((sum, op) => sum + flopsOf(program, op), 0),
      bytes: [...new Set([...inputs, ...outputs])].reduce((sum, value) => sum + bytesOf(value), 0),
      touches: [],
      line: lineOf(position, list(outputs), kernel, list(inputs), name),
    };
  });
  return { player, updates, operations, memory: null, program: listProgram(program, run) };
}
