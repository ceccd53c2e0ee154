/**
 * Element-wise operations over the same count of numbers, gathered to run in one pass over memory. Values that nobody else needs
 * live in registers of one block and are never written.
 */
import type { Op, ValueId } from '../../program/types';
import { Fn, Mode } from './assembly/functions';
import { Opcode } from './assembly/opcodes';
import type { Pattern } from './broadcast-pattern';
import { fuseAdam } from './fuse-adam';
import { fuseDerivatives } from './fuse-derivatives';
import type { OpRecord, Storage, Word } from './record';
import type { Expansion, Instruction, Operand } from './instruction';

/** Registers of one share of the work should stay in the first-level cache. */
const REGISTER_BYTES = 24_576;
const LONGEST_BLOCK = 1024;
/** Blocks are taken in so many groups at most, each with its partial of every sum. */
const MOST_GROUPS = 128;
export const LONGEST_CHAIN = 48;
/** Room for partials: float64, of every sum that a chain can have. */
export const PARTIALS_BYTES = MOST_GROUPS * LONGEST_CHAIN * 8;

/** A value that the chain reads: produced in it, or in memory. */
export type ChainInput = { readonly value: ValueId } | { readonly storage: Storage; readonly pattern: Pattern };
export interface ChainOp {
  readonly fn: Fn;
  readonly op: Op;
  readonly inputs: readonly ChainInput[];
  readonly output: ValueId;
}

const commutes: ReadonlySet<Fn> = new Set([Fn.Add, Fn.Mul, Fn.Maximum, Fn.Minimum, Fn.Equal, Fn.MultiplyAdd]);
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
const lcm = (a: number, b: number): number => (a / gcd(a, b)) * b;

/**
 * @param outside the storage for a value that is needed outside of the chain, or null.
 * @returns the records, in order.
 */
export function writeChain(ops: readonly ChainOp[], count: number, outside: (value: ValueId) => Storage | null): readonly OpRecord[] {
  const uses = new Map<ValueId, number>();
  for (const { inputs } of ops) for (const input of inputs) if ('value' in input) uses.set(input.value, (uses.get(input.value) ?? 0) + 1);

  const written: Instruction[] = [];
  const known = new Map<ValueId, Operand>();
  /** Products that wait for the sum they are part of. */
  const products = new Map<ValueId, readonly Operand[]>();
  /** Squares that only a sum wants. */
  const squares = new Map<ValueId, Operand>();
  const summed = new Set(ops.flatMap(({ fn, inputs }) => (fn === Fn.Total && 'value' in inputs[0]! ? [inputs[0].value] : [])));
  const expansions = new Map<string, Expansion>();
  let period = 8;
  let registers = 0;
  const totals: { readonly target: Storage; readonly op: Op }[] = [];

  const expand = (storage: Storage, pattern: Pattern): Operand => {
    const key = `${storage.id} ${pattern.repeat} ${pattern.inner}`;
    let found = expansions.get(key);
    if (!found) {
      const scalar = pattern.inner === 1 && pattern.repeat === count;
      const periodic = !scalar && pattern.inner > 1 && pattern.repeat * pattern.inner === count && lcm(period, pattern.inner) <= LONGEST_BLOCK;
      if (periodic) period = lcm(period, pattern.inner);
      found = { storage, pattern, register: registers++, fixed: scalar || periodic };
      expansions.set(key, found);
      if (!found.fixed) written.push({ fn: Fn.Expand, target: { register: found.register }, operands: [], expansion: found });
    }
    return { register: found.register };
  };
  /** A number for all where an instruction takes a block alone. */
  const filled = (operand: Operand): Operand => ('scalar' in operand ? expand(operand.scalar, { repeat: count, inner: 1 }) : operand);
  /** One number for all may stand on the right; on the left only where the order matters. */
  const add = (fn: Fn, target: Operand, operands: readonly Operand[]): void => {
    const [a, b, c] = operands as readonly [Operand, Operand?, Operand?];
    if (!b) written.push({ fn, target, operands: [filled(a)] });
    else if ('scalar' in a && !('scalar' in b) && commutes.has(fn)) add(fn, target, c ? [b, a, c] : [b, a]);
    else if ('scalar' in a && 'scalar' in b) add(fn, target, c ? [filled(a), b, c] : [filled(a), b]);
    else written.push({ fn, target, operands: c ? [a, b, filled(c)] : [a, b] });
  };
  const operandOf = (input: ChainInput): Operand => {
    if ('storage' in input) {
      const { storage, pattern } = input;
      if (pattern.repeat === 1) return { stream: storage };
      return pattern.inner === 1 && pattern.repeat === count ? { scalar: storage } : expand(storage, pattern);
    }
    const product = products.get(input.value);
    if (product) {
      products.delete(input.value);
      const target = { register: registers++ };
      add(Fn.Mul, target, product);
      known.set(input.value, target);
    }
    return known.get(input.value)!;
  };
  const single = (input: ChainInput | undefined): input is { readonly value: ValueId } => input !== undefined && 'value' in input && products.has(input.value) && uses.get(input.value) === 1;

  for (const { fn, op, inputs, output } of ops) {
    if (fn === Fn.Total) {
      const slot = totals.length;
      const [input] = inputs;
      const square = 'value' in input! ? squares.get(input.value) : undefined;
      written.push(square ? { fn: Fn.TotalSquares, target: null, operands: [square], slot } : { fn, target: null, operands: [filled(operandOf(input!))], slot });
      const target = outside(output)!;
      totals.push({ target, op });
      continue;
    }
    const stored = outside(output);
    if (fn === Fn.Copy && !stored) {
      known.set(output, operandOf(inputs[0]!));
      continue;
    }
    if (fn === Fn.Square && !stored && uses.get(output) === 1 && summed.has(output)) {
      squares.set(output, filled(operandOf(inputs[0]!)));
      continue;
    }
    if (fn === Fn.Mul && !stored && uses.get(output) === 1) {
      products.set(output, inputs.map(operandOf));
      continue;
    }
    const product = fn === Fn.Add ? inputs.find(single) : undefined;
    const target: Operand = stored ? { stream: stored } : { register: registers++ };
    if (product) {
      const factors = products.get(product.value)!;
      products.delete(product.value);
      const other = operandOf(inputs.find((input) => input !== product)!);
      add(Fn.MultiplyAdd, target, [...factors, other]);
    } else add(fn, target, inputs.map(operandOf));
    known.set(output, target);
  }

  const instructions = fuseDerivatives(fuseAdam(written));
  const { map, used } = assignRegisters(instructions, [...expansions.values()]);
  const room = Math.floor(REGISTER_BYTES / 4 / Math.max(1, used));
  const wanted = Math.max(period, Math.floor(Math.min(room, LONGEST_BLOCK) / period) * period);
  const block = Math.min(wanted, Math.ceil(count / 8) * 8);
  const fixed = [...expansions.values()].filter((expansion) => expansion.fixed);
  const blocks = Math.ceil(count / block);
  const group = Math.ceil(blocks / MOST_GROUPS);
  const words: Word[] = ['scratch', used * block * 4, count, block, group, 'partials', fixed.length, instructions.length];
  for (const expansion of fixed) words.push(...expandWords(expansion, map));
  for (const instruction of instructions) words.push(...instructionWords(instruction, map));

  const streams = instructions.flatMap(({ operands }) => operands.flatMap((operand) => ('stream' in operand ? [operand.stream] : 'scalar' in operand ? [operand.scalar] : [])));
  const writes = instructions.flatMap(({ target }) => (target && 'stream' in target ? [target.stream] : []));
  const reads = [...new Set([...streams, ...[...expansions.values()].map(({ storage }) => storage)])].filter((storage) => !writes.includes(storage));
  const overwrites = (old: Storage, by: Storage): boolean => {
    if ([...expansions.values()].some(({ storage }) => storage === old) || instructions.some(({ operands }) => operands.some((operand) => 'scalar' in operand && operand.scalar === old))) return false;
    const lastRead = instructions.findLastIndex(({ operands }) => operands.some((operand) => 'stream' in operand && operand.stream === old));
    return lastRead <= instructions.findIndex(({ target }) => target !== null && 'stream' in target && target.stream === by);
  };
  const sums = totals.map(({ target, op }, slot): OpRecord => ({ opcode: Opcode.Combine, words: [target, 'partials', slot, Math.ceil(blocks / group)], reads: [], writes: [target], ops: [op] }));
  return [{ opcode: Opcode.Chain, words, reads, writes, ops: ops.map(({ op }) => op), overwrites }, ...sums];
}

/** Numbers for the registers, each free again after its last use; those that are filled before the loop keep theirs. */
function assignRegisters(instructions: readonly Instruction[], expansions: readonly Expansion[]): { readonly map: ReadonlyMap<number, number>; readonly used: number } {
  const lastUse = new Map<number, number>();
  instructions.forEach(({ operands, target }, i) => {
    for (const operand of [...operands, target]) if (operand && 'register' in operand) lastUse.set(operand.register, i);
  });
  for (const { fixed, register } of expansions) if (fixed) lastUse.set(register, Infinity);
  const map = new Map<number, number>();
  const free: number[] = [];
  let used = 0;
  const give = (register: number): void => void (map.has(register) || map.set(register, free.pop() ?? used++));
  for (const { fixed, register } of expansions) if (fixed) give(register);
  instructions.forEach(({ operands, target }, i) => {
    if (target && 'register' in target) give(target.register);
    for (const register of new Set([...operands, target].flatMap((operand) => (operand && 'register' in operand ? [operand.register] : [])))) {
      if (lastUse.get(register) === i) free.push(map.get(register)!);
    }
  });
  return { map, used };
}

const operandWords = (operand: Operand | null | undefined, map: ReadonlyMap<number, number>): Word[] =>
  !operand
    ? [Mode.Register, 0]
    : 'stream' in operand
      ? [Mode.Stream, operand.stream]
      : 'scalar' in operand
        ? [Mode.Scalar, operand.scalar]
        : [Mode.Register, map.get(operand.register)!];
const expandWords = ({ storage, pattern, register }: Expansion, map: ReadonlyMap<number, number>): Word[] => [Fn.Expand, Mode.Register, map.get(register)!, 0, storage, pattern.repeat, pattern.inner, 0, 0];
function instructionWords({ fn, target, operands, expansion, slot }: Instruction, map: ReadonlyMap<number, number>): Word[] {
  if (expansion) return expandWords(expansion, map);
  const [a, b, c] = operands;
  return [fn, ...(slot === undefined ? operandWords(target, map) : [0, slot]), ...operandWords(a, map), ...operandWords(b, map), ...operandWords(c, map)];
}
