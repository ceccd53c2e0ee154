/** A graph under construction: nodes in the order in which they run, initialisers, and sizes that follow the batch. */
import { isGrowing, isShrinking, type Figure, type Size } from '../program/growth';
import { elementTypes, type Attribute, type ElementType, type NodeProto, type TensorProto } from './model-proto';

/** What the axis of the batch is called. */
export const BATCH_AXIS = 'batch';

/** Names of one value: as the program has it, channels last, and as convolutions of ONNX take it, channels first. It has one of them at least. */
export interface Held {
  last: string | null;
  first: string | null;
}
export const held = (last: string): Held => ({ last, first: null });
export const heldFirst = (first: string): Held => ({ last: null, first });

export const TO_FIRST = [0, 3, 1, 2] as const;
export const TO_LAST = [0, 2, 3, 1] as const;

const rawOf = (values: Float32Array | Float64Array | BigInt64Array): Uint8Array => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** What belongs to no node of the drawing; inputs and outputs have names without a stroke. */
export const OWN = 'graph/';

export class Graph {
  readonly nodes: NodeProto[] = [];
  readonly initializers: TensorProto[] = [];
  /** What the names of nodes begin with: the node of the drawing, and its layer. */
  scope = OWN;
  private readonly counts = new Map<string, number>();
  private readonly known = new Map<string, string>();
  /** Values in double precision: numbers of a table as it holds them. */
  private readonly doubles = new Set<string>();

  /** `anchor`: an input whose first axis is the batch. */
  constructor(private readonly anchor: string) {}

  emit(kind: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const stem = `${this.scope}${kind}`;
    const number = (this.counts.get(stem) ?? 0) + 1;
    this.counts.set(stem, number);
    const name = number === 1 ? stem : `${stem}_${number}`;
    this.nodes.push({ name, kind, inputs, outputs: [name], attributes });
    return name;
  }
  /** Gives a value the name that it has outside. */
  give(value: string, name: string): void {
    this.nodes.push({ name: `${OWN}${name}`, kind: 'Identity', inputs: [value], outputs: [name], attributes: {} });
  }

  private once(key: string, make: () => string): string {
    const found = this.known.get(key) ?? make();
    this.known.set(key, found);
    return found;
  }
  tensor(name: string, shape: readonly number[], values: Float32Array | Float64Array): string {
    return this.once(`tensor ${name}`, () => {
      const type = values instanceof Float64Array ? 'double' : 'float';
      this.initializers.push({ name, type, shape, raw: rawOf(values) });
      return type === 'double' ? this.inDouble(name) : name;
    });
  }
  number(value: number): string {
    return this.tensor(`number ${value}`, [], Float32Array.of(value));
  }
  integers(values: readonly number[]): string {
    const name = `integers ${values.join(' ')}`;
    return this.once(name, () => {
      this.initializers.push({ name, type: 'int64', shape: [values.length], raw: rawOf(BigInt64Array.from(values, BigInt)) });
      return name;
    });
  }
  integer(value: number): string {
    const name = `integer ${value}`;
    return this.once(name, () => {
      this.initializers.push({ name, type: 'int64', shape: [], raw: rawOf(BigInt64Array.of(BigInt(value))) });
      return name;
    });
  }
  cast(value: string, to: ElementType): string {
    const name = this.emit('Cast', [value], { to: elementTypes[to] });
    if (to === 'double') this.doubles.add(name);
    return name;
  }

  /** An input or a tensor in double precision. */
  inDouble(name: string): string {
    this.doubles.add(name);
    return name;
  }
  isDouble(value: string): boolean {
    return this.doubles.has(value);
  }
  single(value: string): string {
    return this.doubles.has(value) ? this.cast(value, 'float') : value;
  }
  /** Operands of one precision: the higher one, where they differ. */
  alike(values: readonly string[]): readonly string[] {
    return values.some((value) => this.doubles.has(value)) ? values.map((value) => (this.doubles.has(value) ? value : this.once(`double ${value}`, () => this.cast(value, 'double')))) : values;
  }
  /** A node whose result is as precise as its first operand. */
  emitAlike(kind: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const name = this.emit(kind, inputs, attributes);
    if (this.doubles.has(inputs[0]!)) this.doubles.add(name);
    return name;
  }

  /** How many items there are: int64 [1]. */
  private batch(): string {
    return this.once('batch', () => this.emit('Shape', [this.anchor], { start: 0, end: 1 }));
  }
  private size(size: Size): string {
    if (!isGrowing(size)) return this.integers([size]);
    return this.once(`size ${size.times} ${size.plus}`, () => {
      const times = size.times === 1 ? this.batch() : this.emit('Mul', [this.batch(), this.integers([size.times])]);
      return size.plus === 0 ? times : this.emit('Add', [times, this.integers([size.plus])]);
    });
  }
  /** A list of sizes: int64 [how many]. */
  sizes(sizes: readonly Size[]): string {
    if (sizes.every((size) => typeof size === 'number')) return this.integers(sizes as readonly number[]);
    const parts = sizes.map((size) => this.size(size));
    return parts.length === 1 ? parts[0]! : this.once(`sizes ${JSON.stringify(sizes)}`, () => this.emit('Concat', parts, { axis: 0 }));
  }
  /** The shape of `sizes`, of which at most one is left to be found from how many numbers there are. */
  newShape(sizes: readonly Size[]): string {
    const free = sizes.filter(isGrowing).length === 1;
    return this.sizes(free ? sizes.map((size) => (isGrowing(size) ? -1 : size)) : sizes);
  }
  /** A scalar. */
  figure(figure: Figure): string {
    if (typeof figure === 'number') return this.number(figure);
    const items = this.once('items', () => this.cast(this.emit('Squeeze', [this.batch()]), 'float'));
    if (isShrinking(figure)) return this.emit('Div', [this.number(figure.over), items]);
    const times = this.emit('Mul', [items, this.number(figure.times)]);
    return this.emit('Add', [times, this.number(figure.plus)]);
  }

  last(value: Held): string {
    return (value.last ??= this.emitAlike('Transpose', [value.first!], { perm: TO_LAST }));
  }
  first(value: Held): string {
    return (value.first ??= this.emitAlike('Transpose', [value.last!], { perm: TO_FIRST }));
  }
}
