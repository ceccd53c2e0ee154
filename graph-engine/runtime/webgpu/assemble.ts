/** The text of a dispatch: its kernels behind each other, told apart by their workgroups, and the buffers that they bind together. */
import type { ValueId } from '../../program/types';
import { randomWgsl } from './random-wgsl';
import { THREADS, type Code, type Kernel, type Values } from './kernel';
import type { Memory, Place, Placed } from './place';

export interface Binding {
  readonly place: Place;
  readonly access: 'read' | 'read_write';
}
export interface Shader {
  readonly code: string;
  /** Whether it reads the numbers of the step (binding 0). */
  readonly controls: boolean;
  /** Bindings 1 and on. */
  readonly bindings: readonly Binding[];
  /** Workgroups. */
  readonly groups: number;
}
/** The first words of the numbers of the step: two of the seed, the step, and one left over. */
export const CONTROL_WORDS = 4;

const notANumber = 'fn isNotANumber(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }';

/** @param words of the numbers of the step, in vectors of four */
export function assemble(kernels: readonly Kernel[], values: Values, { places, shared }: Pick<Placed, 'places' | 'shared'>, words: number): Shader {
  const text = new DispatchText(kernels, values, places, shared);
  const functions: string[] = [];
  const calls: string[] = [];
  let before = 0;
  kernels.forEach((kernel, k) => {
    const code = text.codeOf(`k${k}_`, functions);
    const lines = kernel.write(code);
    functions.push([`fn k${k}_main(group: u32, lane: u32) {`, ...lines, '}'].join('\n'));
    calls.push(`if (group < ${before + kernel.groups}u) { k${k}_main(group - ${before}u, lane); }`);
    before += kernel.groups;
  });
  const room = Math.max(0, ...kernels.map((kernel) => kernel.room));
  const body = functions.join('\n');
  const controls = text.usesControls || /\b(normal|uniform4)\(/.test(body);
  const code = [
    ...(controls ? [`@group(0) @binding(0) var<uniform> controls: array<vec4<u32>, ${words}>;`] : []),
    ...text.declarations(),
    ...(room > 0 ? [`var<workgroup> room: array<vec4<f32>, ${room}>;`] : []),
    ...(body.includes('cells[') ? [`var<workgroup> cells: array<f32, ${THREADS}>;`] : []),
    ...(body.includes('isNotANumber(') ? [notANumber] : []),
    ...(/\b(normal|uniform4)\(/.test(body) ? [randomWgsl] : []),
    body,
    `@compute @workgroup_size(${THREADS}) fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(num_workgroups) count: vec3<u32>, @builtin(local_invocation_index) lane: u32) {`,
    'let group = id.x + id.y * count.x;',
    calls.join(' else '),
    '}',
  ].join('\n');
  return { code, controls, bindings: text.bindings(), groups: before };
}

/** Collects what the kernels of a dispatch read and write. */
class DispatchText {
  usesControls = false;
  private readonly bound: Place[] = [];
  private readonly vectors: ReadonlySet<string>;
  private readonly integers = new Set<number>();
  private readonly written: ReadonlySet<Memory>;
  private readonly numbers = new Map<Memory, number>();

  constructor(
    kernels: readonly Kernel[],
    private readonly values: Values,
    private readonly places: ReadonlyMap<ValueId, Place>,
    /** Bound as a whole; values lie at fixed places within. */
    private readonly shared: ReadonlySet<Memory>,
  ) {
    this.vectors = new Set(kernels.flatMap((kernel) => kernel.vectors.map((value) => this.keyOf(this.placeOf(value)))));
    // A buffer that is written anywhere in a dispatch is bound for writing all over.
    this.written = new Set(kernels.flatMap((kernel) => kernel.writes.map((value) => this.placeOf(value).memory)));
  }

  private placeOf(value: ValueId): Place {
    const place = this.places.get(value);
    if (!place) throw new Error(`internal: %${value} has no place`);
    return place;
  }
  private numberOf(memory: Memory): number {
    let number = this.numbers.get(memory);
    if (number === undefined) this.numbers.set(memory, (number = this.numbers.size));
    return number;
  }
  /** What is bound for a place: the place, or all of its memory. */
  private boundFor(place: Place): Place {
    return this.shared.has(place.memory) ? { memory: place.memory, offset: 0, bytes: place.memory.bytes } : place;
  }
  private keyOf(place: Place): string {
    return `${this.numberOf(place.memory)} ${this.boundFor(place).offset}`;
  }
  private bind(place: Place, integer: boolean): number {
    const key = this.keyOf(place);
    let at = this.bound.findIndex((other) => this.keyOf(other) === key);
    if (at < 0) at = this.bound.push(this.boundFor(place)) - 1;
    else if (this.bound[at]!.bytes < this.boundFor(place).bytes) this.bound[at] = this.boundFor(place);
    if (integer) this.integers.add(at);
    return at;
  }
  /** Whether it is bound as vectors of four: where they are only read, because a write to one of the four may touch the others. */
  private isVector(place: Place): boolean {
    return this.vectors.has(this.keyOf(place)) && !this.written.has(place.memory);
  }

  codeOf(prefix: string, functions: string[]): Code {
    const indexIn = (place: Place, index: string): string => (this.shared.has(place.memory) && place.offset > 0 ? `${place.offset / 4}u + ${index}` : index);
    return {
      prefix,
      at: (value, index) => {
        const place = this.placeOf(value);
        const integer = this.values.isInteger(value);
        if (integer && this.shared.has(place.memory)) throw new Error('internal: an integer lies among floats');
        const name = `x${this.bind(place, integer)}`;
        const i = indexIn(place, index);
        return this.isVector(place) ? `${name}[(${i}) / 4u][(${i}) % 4u]` : `${name}[${i}]`;
      },
      fourAt: (value, index) => {
        const place = this.placeOf(value);
        const name = `x${this.bind(place, false)}`;
        const i = indexIn(place, index);
        return this.isVector(place) ? `${name}[(${i}) / 4u]` : `vec4<f32>(${[0, 1, 2, 3].map((j) => `${name}[${i} + ${j}u]`).join(', ')})`;
      },
      control: (index) => {
        this.usesControls = true;
        const word = CONTROL_WORDS + index;
        return `bitcast<f32>(controls[${Math.floor(word / 4)}].${'xyzw'[word % 4]})`;
      },
      declare: (text) => void functions.push(text),
    };
  }
  bindings(): readonly Binding[] {
    return this.bound.map((place) => ({ place, access: this.written.has(place.memory) ? 'read_write' : 'read' }));
  }
  declarations(): readonly string[] {
    return this.bindings().map(({ place, access }, at) => {
      const type = this.integers.has(at) ? 'i32' : this.isVector(place) ? 'vec4<f32>' : 'f32';
      return `@group(0) @binding(${at + 1}) var<storage, ${access}> x${at}: array<${type}>;`;
    });
  }
}
