/**
 * The law of every node kind: the types that `infer` gives are those of running it, its weights are those that it asks for, its terms are scalars with the
 * derivatives that differences measure. It is asked of whatever stands in the registry, with many parameters and inputs.
 */
import { defaultsOf } from '../document/fields';
import { isMasked, maskedIf, type DataRange, type PortTag, type PortType } from '../document/port-type';
import type { Shape } from '../document/shape';
import type { Params } from '../document/types';
import type { Mode } from '../layers/definition';
import type { InputPort, NodeDefinition } from '../nodes/definition';
import type { Tensor } from '../program/builder';
import { opOf } from '../program/ops';
import type { Random } from '../random/random';
import { interpret, opsFor } from './float64/interpret';
import { paramSamples } from './param-samples';
import { buildNode, inferNode, type BuiltNode, type NodeInputs } from './test-node';
import { gradientFaults, runProgram } from './run-program';

const modes: readonly Mode[] = ['train', 'evaluate', 'infer'];
const ranges: readonly DataRange[] = ['binary', 'unit', 'signed', 'standardised', 'real'];
const shapes: readonly Shape[] = [[4], [5], [6], [2, 3], [3, 3, 2], [4, 2, 1], [3, 5, 4]];
const CLASSES = 4;
/** Elements whose derivatives are measured one by one. */
const MEASURED = 40;
const MOST_DRAWS = 10;

function typeOf(tag: PortTag, shape: Shape, random: Random): PortType {
  const masked = maskedIf(random.chance(0.4));
  if (tag === 'data') return { tag, shape, range: random.pick(ranges), corrupted: random.chance(0.5), source: null, ...masked };
  if (tag === 'indices') return { tag, shape: shape.length > 1 && random.chance(0.7) ? shape.slice(0, -1) : shape, classes: CLASSES, ...masked };
  if (tag === 'score') return { tag, shape: [1] };
  return tag === 'distribution' ? { tag, shape } : { tag, shape, ...masked };
}
/** What a Dataset or a code gives as a label. */
const labelFrom = (random: Random): PortType => (random.chance(0.5) ? { tag: 'data', shape: [CLASSES], range: 'binary', corrupted: false, source: null, aside: { as: 'label', of: 'dataset' } } : { tag: 'indices', shape: [], classes: CLASSES });

/** Wires for every port: mostly of one shape, so that most nodes take them. */
function inputsFor(ports: readonly InputPort[], random: Random): NodeInputs {
  const common = random.pick(shapes);
  const wire = ({ accepts, aside }: InputPort): PortType => aside === 'label' && random.chance(0.8) ? labelFrom(random) : typeOf(random.pick(accepts), random.chance(0.85) ? common : random.pick(shapes), random);
  return Object.fromEntries(ports.flatMap((port) => (port.optional && random.chance(0.4) ? [] : [[port.id, Array.from({ length: port.many ? 1 + random.integer(3) : 1 }, () => wire(port))]])));
}

/** Whether all on the way from `wrt` to `output` has the derivative of its value: estimators of a derivative have not. */
function isSmooth({ b }: BuiltNode, output: Tensor, wrt: readonly Tensor[]): boolean {
  const reached = new Set(wrt.map(({ id }) => id));
  for (const op of opsFor(b.ops, [output.id])) {
    if (!op.inputs.some((id) => reached.has(id))) continue;
    if (opOf(op.kind).backward === 'zero') return false;
    reached.add(op.output);
  }
  return true;
}

/** What comes out otherwise when other numbers lie in padded places: of outputs with a mask, in places that hold something. */
function* seenOfPadding({ b, inputs, inputMasks, outputs, masks, given, updates }: BuiltNode, scalars: Readonly<Record<string, Tensor>>): Generator<string> {
  const other = { ...given };
  for (const [port, tensors] of Object.entries(inputs)) {
    tensors.forEach(({ id, shape }, i) => {
      const mask = inputMasks[port]![i];
      if (!mask) return;
      const perPlace = shape.slice(2).reduce((product, side) => product * side, 1);
      // Classes stay such.
      other[id] = given[id]!.map((value, at) => (given[mask.id]![Math.floor(at / perPlace)] ? value : Number.isInteger(value) ? (value + 1) % CLASSES : 0.3 - value));
    });
  }
  const results = { ...outputs, ...scalars, ...updates };
  const ids = [...Object.values(results), ...Object.values(masks)].map(({ id }) => id);
  const [before, after] = [runProgram(b, given, ids), runProgram(b, other, ids)];
  const names = Object.keys(results);
  for (const [i, name] of names.entries()) {
    const at = Object.keys(masks).indexOf(name);
    const mask = name in outputs && at >= 0 ? before[names.length + at]! : null;
    const perPlace = mask ? before[i]!.length / mask.length : 1;
    if (before[i]!.some((value, k) => (!mask || mask[Math.floor(k / perPlace)]! > 0) && value !== after[i]![k])) yield name;
  }
}

function* faultsOf(definition: NodeDefinition, params: Params, inputs: NodeInputs, mode: Mode, batch: number): Generator<string> {
  const inferred = inferNode(definition, params, inputs);
  const built = buildNode(definition, params, inputs, { mode, batch });
  for (const port of new Set([...Object.keys(inferred.outputs), ...Object.keys(built.outputs)])) {
    const [type, tensor] = [inferred.outputs[port], built.outputs[port]];
    if (!type || !tensor) {
      yield `${port} is ${type ? 'inferred and not given' : 'given and not inferred'}`;
      continue;
    }
    if (tensor.shape.join() !== [batch, ...type.shape].join()) yield `${port} is inferred as [batch, ${type.shape.join(', ')}], and is [${tensor.shape.join(', ')}]`;
    const mask = built.masks[port];
    if (isMasked(type) !== (mask !== undefined)) yield `${port} is inferred ${isMasked(type) ? 'as masked, and has no mask' : 'without a mask, and has one'}`;
    if (mask && mask.shape.join() !== [batch, type.shape[0]].join()) yield `the mask of ${port} is [${mask.shape.join(', ')}]`;
    if (tensor.dtype !== (type.tag === 'indices' ? 'int32' : 'float32')) yield `${port}, ${type.tag}, is ${tensor.dtype}`;
    if (type.tag === 'distribution' && built.logVariances[port]?.shape.join() !== tensor.shape.join()) yield `${port} is a distribution without a log-variance of its shape`;
    if (type.tag === 'indices' && mode !== 'infer') {
      const [values] = runProgram(built.b, built.given, [tensor.id]);
      if (!values!.every((index) => index >= 0 && index < type.classes)) yield `${port} holds an index outside of ${type.classes}`;
    }
  }
  const scalars = { ...built.metrics, ...Object.fromEntries(Object.entries(built.terms).flatMap(([name, { value, weight }]) => [[name, value], ...(typeof weight === 'number' ? [] : [[`weight of ${name}`, weight] as const])])) };
  for (const [name, { shape, dtype }] of Object.entries(scalars)) if (shape.length > 0 || dtype !== 'float32') yield `${name} is ${dtype} [${shape.join(', ')}], and must be a number`;
  for (const [name, { shape }] of Object.entries(built.updates)) if (shape.join() !== built.weights[name]!.shape.join()) yield `${name} is updated with [${shape.join(', ')}]`;
  const results = [...Object.values(built.outputs), ...Object.values(scalars), ...Object.values(built.updates)];
  for (const numbers of runProgram(built.b, built.given, results.map(({ id }) => id))) if (!numbers.every(Number.isFinite)) yield 'gives what is not finite';
  for (const what of seenOfPadding(built, scalars)) yield `what lies in padded places changes ${what}`;
  if (mode !== 'train') return;

  const used = new Set(opsFor(built.b.ops, results.map(({ id }) => id)).flatMap((op) => op.inputs));
  for (const { name } of inferred.weights ?? []) if (!used.has(built.weights[name]!.id) && !built.updates[name]) yield `the weight ${name} is declared and not used`;
  const trained = (inferred.weights ?? []).filter(({ trainable }) => trainable !== false).map(({ name }) => built.weights[name]!);
  const wrt = [...trained, ...Object.values(built.inputs).flat()].filter(({ dtype }) => dtype === 'float32');
  if (wrt.reduce((sum, { id }) => sum + built.given[id]!.length, 0) > MEASURED) return;
  for (const [name, { value }] of Object.entries(built.terms)) {
    if (!isSmooth(built, value, wrt)) continue;
    // In double precision on both sides: near the ends of a logarithm, rounding to 32 bits is all that would be seen.
    for (const { what, derived, measured } of gradientFaults(built.b, value, wrt, built.given, interpret)) yield `the derivative of ${name} is ${derived}, and ${measured} is measured (${what})`;
  }
}

export interface NodeCheck {
  readonly faults: readonly string[];
  /** How often it was run. */
  readonly runs: number;
}

/** Runs the node `trials` times with parameters and inputs drawn anew. What it reports as an error, or of which it infers nothing, is not run, and others are drawn, many times if need be. */
export function checkNode(definition: NodeDefinition, random: Random, trials: number): NodeCheck {
  const faults: string[] = [];
  let runs = 0;
  const samples = paramSamples(definition.fields, random, trials);
  for (let draw = 0; runs < trials && draw < MOST_DRAWS * trials; draw++) {
    const given = samples[draw % samples.length]!;
    const params = { ...defaultsOf(definition.fields), ...given };
    const inputs = inputsFor(definition.inputs(params as never), random);
    const where = `${definition.kind} ${JSON.stringify(given)} with ${JSON.stringify(inputs)}`;
    try {
      const { outputs, diagnostics } = inferNode(definition, params, inputs);
      const gives = definition.outputs(params as never).length > 0;
      if (diagnostics.some(({ severity }) => severity === 'error') || (gives && Object.keys(outputs).length === 0)) continue;
      runs++;
      for (const mode of modes) for (const fault of faultsOf(definition, params, inputs, mode, 1 + random.integer(3))) faults.push(`${where}, ${mode}: ${fault}`);
    } catch (error) {
      faults.push(`${where}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { faults, runs };
}
