/** One node alone: its types from given input types, and its program on fixed numbers. */
import { defaultsOf } from '../document/fields';
import type { Diagnostic } from '../diagnostics/types';
import { isMasked, type PortType } from '../document/port-type';
import { sizeOf } from '../document/shape';
import type { Params } from '../document/types';
import { readParams } from '../document/fields';
import type { Mode, WeightSpec } from '../layers/definition';
import type { Flow, Inference, NodeDefinition } from '../nodes/definition';
import { derive } from '../program/backward';
import { Builder, type Tensor } from '../program/builder';
import { rampAt } from '../program/ramp';
import { verify } from '../program/verify';
import { gradientFaults, runProgram, sample, type GradientCheck } from './run-program';

export type NodeInputs = Readonly<Record<string, readonly PortType[]>>;

const blank = (kind: string, params: Params) =>
  ({ id: 'node', kind, name: 'Node', position: { x: 0, y: 0 }, params, layers: {}, player: 'autoencoder', frozen: false, sharesWith: null, collapsed: false, pinned: false, mode: 'active' }) as const;

/** Types and messages; the node's stack, where it has one, is empty. */
export function inferNode(definition: NodeDefinition, params: Params, inputs: NodeInputs): Inference & { readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const inference = definition.infer({
    node: blank(definition.kind, params),
    params: readParams(definition.fields, params) as never,
    inputs: (port) => inputs[port] ?? [],
    input: (port) => inputs[port]?.[0] ?? null,
    sources: () => [],
    upstream: null,
    stack: (input, masked = false) => ({ layers: [], output: input, masked }),
    report: (diagnostic) => void diagnostics.push(diagnostic),
  });
  return { ...inference, diagnostics };
}

export interface BuiltNode {
  readonly b: Builder;
  readonly inputs: Readonly<Record<string, readonly Tensor[]>>;
  /** Of the inputs that are masked, in their order. */
  readonly inputMasks: Readonly<Record<string, readonly (Tensor | null)[]>>;
  readonly outputs: Readonly<Record<string, Tensor>>;
  /** Of the outputs that are distributions. */
  readonly logVariances: Readonly<Record<string, Tensor>>;
  /** Of the outputs that are masked. */
  readonly masks: Readonly<Record<string, Tensor>>;
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly terms: Readonly<Record<string, { readonly value: Tensor; readonly weight: number | Tensor; readonly player: string }>>;
  readonly metrics: Readonly<Record<string, Tensor>>;
  readonly updates: Readonly<Record<string, Tensor>>;
  readonly pulls: Readonly<Record<string, Tensor>>;
  readonly schedules: Readonly<Record<string, (step: number) => number>>;
  readonly given: Record<number, Float32Array>;
  values(tensor: Tensor): number[];
  set(tensor: Tensor, ...values: number[]): void;
}

export function buildNode(definition: NodeDefinition, given: Params, types: NodeInputs, { mode = 'train' as Mode, batch = 3 } = {}): BuiltNode {
  const params = { ...defaultsOf(definition.fields), ...given };
  const { outputs: outputTypes, weights: specs = [] } = inferNode(definition, params, types);
  const b = new Builder();
  const numbers: Record<number, Float32Array> = {};
  let count = 0;
  const classesAt = ({ id }: Tensor, classes: number): void => void (numbers[id] = numbers[id]!.map((x) => Math.abs(Math.round(1000 * x)) % classes));
  const filled = (tensor: Tensor): Tensor => {
    numbers[tensor.id] = tensor.dtype === 'int32' ? new Float32Array(sizeOf(tensor.shape)) : sample(sizeOf(tensor.shape), ++count);
    return tensor;
  };
  const flows: Record<string, Flow[]> = {};
  for (const [port, list] of Object.entries(types)) {
    flows[port] = list.map((type, i) => {
      const raw = b.data(`${port}${i}`, [batch, ...type.shape]);
      filled(raw);
      // Classes that there are.
      if (type.tag === 'indices') classesAt(raw, type.classes);
      const mask = isMasked(type) ? b.data(`${port}${i}.mask`, [batch, type.shape[0]!]) : null;
      // Every item is shorter than the one before, down to one place.
      if (mask) numbers[mask.id] = Float32Array.from({ length: sizeOf(mask.shape) }, (_, at) => (at % type.shape[0]! <= Math.max(0, type.shape[0]! - 1 - Math.floor(at / type.shape[0]!)) ? 1 : 0));
      return { tensor: type.tag === 'indices' ? b.toInt(raw) : raw, type, source: raw, ...(mask && { mask }) } as Flow;
    });
  }
  const weights: Record<string, Tensor> = {};
  const declare = ({ name, shape, init, trainable }: WeightSpec): void => {
    weights[name] = filled(b.parameter(`node/${name}`, shape, init, { player: 'own', trainable: trainable !== false, origin: { node: 'node' } }));
  };
  specs.forEach(declare);
  const built = { outputs: {} as Record<string, Tensor>, logVariances: {} as Record<string, Tensor>, masks: {} as Record<string, Tensor>, terms: {} as Record<string, BuiltNode['terms'][string]>, metrics: {} as Record<string, Tensor>, updates: {} as Record<string, Tensor>, pulls: {} as Record<string, Tensor>, schedules: {} as Record<string, (step: number) => number> };
  const weightOf = (name: string): Tensor => {
    if (!weights[name]) throw new Error(`${definition.kind} asks for the weight ${name}, which it did not declare`);
    return weights[name];
  };
  definition.build({
    b,
    node: blank(definition.kind, params),
    params: params as never,
    mode,
    batch,
    input: (port) => flows[port]![0]!,
    inputs: (port) => flows[port] ?? [],
    optional: (port) => flows[port]?.[0] ?? null,
    typeOf: (port) => outputTypes[port]!,
    output(port, tensor, extra) {
      if (tensor.shape.slice(1).join() !== outputTypes[port]!.shape.join()) throw new Error(`${port} is [${tensor.shape}], and was inferred as [batch,${outputTypes[port]!.shape}]`);
      built.outputs[port] = tensor;
      if (extra?.logVariance) built.logVariances[port] = extra.logVariance;
      if (extra?.mask) built.masks[port] = extra.mask;
    },
    weight: weightOf,
    update: (name, value) => void (weightOf(name), (built.updates[name] = value)),
    stack: (tensor, mask) => ({ tensor, ...(mask && { mask }) }),
    loss: (name, value, weight, { player = 'own' }) => void (built.terms[name] = { value, weight, player }),
    makerOf: () => 'maker',
    pull: (name, gradient) => void (weightOf(name), (built.pulls[name] = gradient)),
    metric: (name, value) => void (built.metrics[name] = value),
    moves: mode === 'train',
    schedule(name, ramp) {
      const at = (step: number): number => rampAt(ramp, step);
      built.schedules[name] = at;
      const tensor = b.schedule(name, at);
      numbers[tensor.id] = Float32Array.of(at(0));
      return tensor;
    },
    data(shape, port) {
      const fed = filled(b.data(port === undefined ? 'node' : `node:${port}`, [batch, ...shape]));
      const type = outputTypes[port ?? 'data'];
      if (type?.tag === 'indices') classesAt(fed, type.classes);
      return fed;
    },
    isWired: (port) => port in outputTypes,
    gradient: (loss, wrt) => derive(b, loss, wrt),
  });
  verify(b.finish());
  const inputs = Object.fromEntries(Object.entries(flows).map(([port, list]) => [port, list.map((flow) => (flow as Flow & { source: Tensor }).source)]));
  const inputMasks = Object.fromEntries(Object.entries(flows).map(([port, list]) => [port, list.map(({ mask }) => mask ?? null)]));
  return {
    b,
    inputs,
    inputMasks,
    weights,
    ...built,
    given: numbers,
    values: (tensor) => [...runProgram(b, numbers, [tensor.id])[0]!],
    set: (tensor, ...values) => void (numbers[tensor.id] = Float32Array.from(values)),
  };
}

/** Where the derived gradient of a term differs from central differences. */
export const termFaults = ({ b, given }: BuiltNode, term: Tensor, wrt: readonly Tensor[]): GradientCheck[] => gradientFaults(b, term, wrt, given);
