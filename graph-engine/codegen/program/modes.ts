/**
 * One program for training, held-out data and inference: the three lowerings laid on top of each other, so that what is computed alike is one value.
 * Where a port has another value in another mode, it differs by mode, and a target writes a condition.
 */
import type { Analysis } from '../../analysis/types';
import type { HourglassDocument, NodeId } from '../../document/types';
import { wiresInto } from '../../document/wires-into';
import type { Call } from '../../functions/define-function';
import type { Mode } from '../../layers/definition';
import type { Builder } from '../../program/builder';
import { lower } from '../../program/lower';
import type { ValueId } from '../../program/types';
import { moduleOf } from './module-of';
import { inputsOfCall } from './write-region';
import { grow, type Grown, type GrownOp, type GrownValue } from './growth';

export const modes = ['train', 'evaluate', 'infer'] as const satisfies readonly Mode[];

export interface United extends Grown {
  /** The lowering for each mode, and the value here of one of its values, as `node` sees it: of its inputs, the port that they come from. */
  readonly of: Readonly<Record<Mode, { readonly builder: Builder; at(id: ValueId, node: NodeId | null): ValueId }>>;
  /** What others see of a port, or of the log-variance or the mask at one (`node.port.logVariance`, `node.port.mask`): one value, whatever it is computed from in a mode. */
  port(tap: string): ValueId | null;
}

/** The port at which the mask of another is made (`node.port.mask`): nodes that hand a mask on give no value of their own. */
export function maskMade({ taps }: Builder, port: string): string | null {
  const value = taps[`${port}.mask`];
  return value === undefined ? null : Object.keys(taps).find((tap) => tap.endsWith('.mask') && taps[tap] === value)!;
}

/** Whether it gives what it is given, as an empty stack does: then there is nothing to call. */
const givesBack = (call: Call): boolean => call.kind !== 'gradient' && inputsOfCall(call).includes(call.result);

class Union {
  constructor(private readonly document: HourglassDocument) {}

  /** The ports that the inputs of a node come from, by their values in this lowering. */
  private inputsOf(node: NodeId, builder: Builder): ReadonlyMap<ValueId, string> {
    const found = new Map<ValueId, string>();
    for (const { from } of wiresInto(this.document, node)) {
      for (const tap of [`${from.node}.${from.port}`, `${from.node}.${from.port}.logVariance`, maskMade(builder, `${from.node}.${from.port}`) ?? '']) {
        const value = builder.taps[tap];
        if (value !== undefined && !found.has(value)) found.set(value, tap);
      }
    }
    return found;
  }
  port(tap: string): ValueId | null {
    return this.known.get(`port ${tap}`) ?? null;
  }

  readonly values: GrownValue[] = [];
  readonly ops: GrownOp[] = [];
  readonly calls: Call[] = [];
  readonly names = new Map<ValueId, string>();
  readonly parameters: Builder['parameters'] = [];
  readonly inputs: Builder['inputs'] = [];
  private readonly known = new Map<string, ValueId>();

  private value(key: string, like: GrownValue): { readonly id: ValueId; readonly isNew: boolean } {
    const before = this.known.get(key);
    if (before !== undefined) return { id: before, isNew: false };
    const id = this.values.length;
    this.values.push({ ...like, id });
    this.known.set(key, id);
    return { id, isNew: true };
  }

  add(grown: Grown & { readonly builder: Builder }): (id: ValueId, node: NodeId | null) => ValueId {
    const { builder } = grown;
    const to = new Map<ValueId, ValueId>();
    const seenBy = new Map<NodeId, ReadonlyMap<ValueId, string>>();
    const at = (id: ValueId, node: NodeId | null): ValueId => {
      if (node === null) return to.get(id)!;
      const inputs = seenBy.get(node) ?? this.inputsOf(node, builder);
      seenBy.set(node, inputs);
      const tap = inputs.get(id);
      return tap === undefined ? to.get(id)! : this.value(`port ${tap}`, like(id)).id;
    };
    const like = (id: ValueId): GrownValue => grown.values[id]!;
    for (const input of builder.inputs) {
      const { id, isNew } = this.value(`input ${input.kind} ${input.name}`, like(input.value));
      to.set(input.value, id);
      if (isNew) this.inputs.push({ ...input, value: id });
    }
    for (const parameter of builder.parameters) {
      const { id, isNew } = this.value(`parameter ${parameter.name}`, like(parameter.value));
      to.set(parameter.value, id);
      if (isNew) this.parameters.push({ ...parameter, value: id });
    }
    // What a stack gives has one name, whatever its layers do in a mode.
    const stacks = new Map<ValueId, Extract<Call, { kind: 'stack' }>>();
    for (const call of builder.calls) if (call.kind === 'stack' && call.input !== call.result) stacks.set(call.result, call);
    const draws = new Map<string, number>();
    for (const op of grown.ops) {
      const node = op.origin?.node ?? null;
      const inputs = op.inputs.map((id) => at(id, node));
      const stack = stacks.get(op.output);
      let key = `${op.kind} ${inputs.join(' ')} ${JSON.stringify(op.attrs)}`;
      if (stack) key = `stack ${moduleOf(this.document, stack.node)} ${at(stack.input, stack.node)} ${stack.mask === undefined ? '' : at(stack.mask, stack.node)}`;
      else if (op.kind.startsWith('random')) {
        // Streams are counted through the whole program, and other modes draw less.
        const place = `${op.kind} ${op.origin?.node}/${op.origin?.layer} ${JSON.stringify(op.attrs['shape'])}`;
        draws.set(place, (draws.get(place) ?? 0) + 1);
        key = `${place} ${draws.get(place)}`;
      }
      const { id, isNew } = this.value(key, like(op.output));
      to.set(op.output, id);
      if (isNew) this.ops.push({ ...op, inputs, output: id });
    }
    // Modules write whole stacks; a layer may give the same value as its stack, by other operations in another mode.
    for (const call of builder.calls) if (call.kind !== 'layer' && !givesBack(call)) this.call(call, at);
    for (const [id, name] of builder.names) if (!this.names.has(at(id, null))) this.names.set(at(id, null), name);
    return at;
  }

  private readonly seen = new Set<string>();
  private call(call: Call, from: (id: ValueId, node: NodeId | null) => ValueId): void {
    const node = 'node' in call ? call.node : call.kind === 'function' ? (call.origin?.node ?? null) : null;
    const at = (id: ValueId): ValueId => from(id, node);
    const moved: Call = (() => {
      switch (call.kind) {
        case 'function':
          return { ...call, args: call.args.map((arg) => (typeof arg === 'number' ? at(arg) : arg)), result: from(call.result, null) };
        case 'head':
          return { ...call, kernel: at(call.kernel), bias: at(call.bias), input: at(call.input), result: from(call.result, null) };
        case 'gradient':
          return { ...call, loss: at(call.loss), wrt: call.wrt.map(at), results: call.results.map((id) => from(id, null)) };
        case 'range':
          return { ...call, result: at(call.result) };
        case 'stack':
          return { ...call, input: at(call.input), ...(call.mask !== undefined && { mask: at(call.mask) }), result: from(call.result, null) };
        case 'layer':
          return { ...call, input: at(call.input), result: from(call.result, null) };
      }
    })();
    const key = JSON.stringify(moved);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.calls.push(moved);
  }
}

export function unite(document: HourglassDocument, analysis: Analysis): United {
  const union = new Union(document);
  const of = Object.fromEntries(
    modes.map((mode) => {
      const grown = grow((batch) => lower(document, analysis, { batch, mode, moves: true, apart: true }));
      return [mode, { builder: grown.builder, at: union.add(grown) }];
    }),
  ) as United['of'];
  const { values, ops, calls, names, parameters, inputs } = union;
  return { values, ops, builder: { calls, names, parameters, inputs }, of, port: (tap) => union.port(tap) };
}
