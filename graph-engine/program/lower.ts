/** From the document to the program: every node writes its operations, in an order in which every wire goes forward. */
import type { Analysis, NodeAnalysis } from '../analysis/types';
import { isMasked, type PortType } from '../document/port-type';
import { activeDocument } from '../analysis/active';
import { readParams } from '../document/fields';
import { mainPlayer, totalName } from '../document/players';
import type { GraphNode, HourglassDocument, NodeId, PlayerId } from '../document/types';
import { wiresInto } from '../document/wires-into';
import type { Mode, WeightSpec } from '../layers/definition';
import { maskUse, runLayer } from '../layers/masks';
import { layerOf } from '../layers/registry';
import type { BuildContext, Flow, MaskedTensor } from '../nodes/definition';
import { nodeOf } from '../nodes/registry';
import { derive } from './backward';
import { Builder, type Tensor } from './builder';
import { rampAt } from './ramp';

export interface LowerOptions {
  readonly batch: number;
  readonly mode: Mode;
  /** Output ports (`nodeId.port`) whose value is fed from outside instead of computed. */
  readonly feeds?: readonly string[];
  /** Runs of the program in a step, which count as steps of their own; what nodes schedule goes by whole steps. */
  readonly runsAStep?: number;
  /** Nodes whose terms, metrics and pulls are left out. */
  readonly silent?: ReadonlySet<NodeId>;
  /** What nodes schedule moves in every mode, as where one text is written for all of them. */
  readonly moves?: boolean;
  /** Nothing is shared by chance: equal operations of two nodes are written twice. */
  readonly apart?: boolean;
}

/** A chain of sharing is walked once, whichever of its nodes ask for its end. */
const owners = new WeakMap<HourglassDocument['nodes'], Map<NodeId, GraphNode>>();

/** The node that holds the weights of `id`: itself, or the end of its chain of sharing. */
export function weightOwner({ nodes }: HourglassDocument, id: NodeId): GraphNode {
  const known = owners.get(nodes) ?? new Map<NodeId, GraphNode>();
  owners.set(nodes, known);
  const seen = new Set<NodeId>();
  let node = nodes[id]!;
  while (!known.has(node.id) && node.sharesWith && nodes[node.sharesWith] && !seen.has(node.id)) {
    seen.add(node.id);
    node = nodes[node.sharesWith]!;
  }
  const owner = known.get(node.id) ?? node;
  // In a ring, where one starts decides where one ends.
  for (const passed of seen.has(owner.id) ? [id] : seen) known.set(passed, owner);
  return owner;
}

class DocumentLowering {
  readonly b: Builder;
  private readonly flows = new Map<string, Flow>();
  private readonly weights = new Map<string, Tensor>();
  private readonly schedules = new Map<string, Tensor>();
  /** Names of sums of terms. */
  private readonly sums: ReadonlySet<string>;

  constructor(
    private readonly document: HourglassDocument,
    private readonly analysis: Analysis,
    private readonly options: LowerOptions,
  ) {
    this.b = new Builder(options.apart);
    const { training } = document;
    this.sums = new Set(Object.keys(training.players).map((id) => totalName(training, id)));
  }

  run(): Builder {
    for (const id of this.analysis.order) this.node(this.document.nodes[id]!);
    return this.b;
  }

  private feed(node: GraphNode, port: string, type: PortType): boolean {
    const tap = `${node.id}.${port}`;
    if (!this.options.feeds?.includes(tap)) return false;
    const tensor = this.b.data(tap, [this.options.batch, ...type.shape]);
    // What is fed from outside comes whole: every place holds something.
    this.flows.set(tap, { tensor, type, ...(isMasked(type) && { mask: this.b.constant(1, [this.options.batch, type.shape[0]!]) }) });
    this.b.taps[tap] = tensor.id;
    return true;
  }

  private node(node: GraphNode): void {
    const definition = nodeOf(node.kind);
    const analysis = this.analysis.nodes[node.id];
    if (!definition || !analysis) return;
    const fed = analysis.outputs.filter((port) => analysis.types[port.id] && this.feed(node, port.id, analysis.types[port.id]!));
    const blocked = analysis.inputs.some((port) => !port.optional && this.inputs(node, port.id).length === 0);
    // A node whose values come from outside, or whose inputs were cut off by that, writes nothing of its own.
    if (fed.length > 0 || blocked) return;
    this.b.origin = { node: node.id };
    definition.build(this.context(node, analysis));
    this.b.origin = null;
  }

  private inputs(node: GraphNode, port: string): Flow[] {
    return wiresInto(this.document, node.id)
      .filter((wire) => wire.to.port === port)
      .flatMap((wire) => this.flows.get(`${wire.from.node}.${wire.from.port}`) ?? []);
  }

  private parameter(node: GraphNode, layer: string | null, spec: WeightSpec): Tensor {
    const owner = weightOwner(this.document, node.id);
    const name = [owner.id, ...(layer ? [layer] : []), spec.name].join('/');
    const known = this.weights.get(name);
    if (known) return known;
    const trainable = spec.trainable !== false && !owner.frozen;
    const origin = { node: owner.id, ...(layer ? { layer } : {}) };
    const tensor = this.b.parameter(name, spec.shape, spec.init, { player: owner.player, trainable, origin });
    this.weights.set(name, tensor);
    return tensor;
  }

  private schedule(name: string, at: (step: number) => number): Tensor {
    const tensor = this.schedules.get(name) ?? this.b.schedule(name, at);
    this.schedules.set(name, tensor);
    return tensor;
  }

  private update(node: GraphNode, layer: string | null, weight: string, value: Tensor): void {
    const owner = weightOwner(this.document, node.id);
    if (this.options.mode !== 'train' || owner.frozen) return;
    const parameter = [owner.id, ...(layer ? [layer] : []), weight].join('/');
    const index = this.b.updates.findIndex((update) => update.parameter === parameter);
    // Run twice in one step (real and fake batch), a statistic keeps its last value.
    if (index >= 0) this.b.updates.splice(index, 1);
    this.b.updates.push({ parameter, value: value.id });
  }

  private pull(node: GraphNode, weight: string, gradient: Tensor): void {
    const owner = weightOwner(this.document, node.id);
    if (this.options.mode === 'train') this.b.pulls.push({ parameter: `${owner.id}/${weight}`, gradient, node: node.id });
  }

  private stack(node: GraphNode, analysis: NodeAnalysis, x: Tensor, given: Tensor | null): MaskedTensor {
    const owner = weightOwner(this.document, node.id);
    const ownerLayers = this.analysis.nodes[owner.id]?.stack?.layers ?? [];
    let value = x;
    let mask = given;
    let usesMask = false;
    const { calls } = this.b;
    analysis.stack?.layers.forEach((layer, index) => {
      const definition = layerOf(layer.kind);
      if (!definition) throw new Error(`internal: layer kind ${layer.kind} reached the program`);
      const params = readParams(definition.fields, layer.params);
      const specs = definition.weights(params, layer.input);
      const id = ownerLayers[index]?.id ?? layer.id;
      this.b.origin = { node: node.id, layer: layer.id };
      usesMask ||= mask !== null && maskUse(definition, params, layer.input) !== 'keeps';
      const input = value.id;
      ({ tensor: value, mask } = runLayer(definition, params, value, mask, {
        b: this.b,
        mode: owner.frozen && this.options.mode === 'train' ? 'evaluate' : this.options.mode,
        weight: (name) => this.parameter(node, id, specOf(specs, name)),
        update: (name, next) => this.update(node, id, name, next),
        schedule: (name, at) => this.schedule(name, at),
      }));
      calls.push({ kind: 'layer', node: node.id, owner: owner.id, layer: id, input, result: value.id });
    });
    this.b.origin = { node: node.id };
    calls.push({ kind: 'stack', node: node.id, owner: owner.id, input: x.id, ...(usesMask ? { mask: given!.id } : {}), result: value.id });
    return { tensor: value, ...(mask && { mask }) };
  }

  /** The player of the nearest node on the way to `port` that has weights, and is another's; else the main player. */
  private makerOf(node: GraphNode, port: string): PlayerId {
    const seen = new Set<NodeId>([node.id]);
    let ring = wiresInto(this.document, node.id).filter(({ to }) => to.port === port).map(({ from }) => from.node);
    while (ring.length > 0) {
      const maker = ring.map((id) => this.document.nodes[id]!).find((one) => one.player !== node.player && this.learns(one.id));
      if (maker) return maker.player;
      ring = ring.flatMap((id) => wiresInto(this.document, id)).map(({ from }) => from.node).filter((id) => !seen.has(id) && seen.add(id));
    }
    return mainPlayer(this.document.training).id;
  }
  private learns(id: NodeId): boolean {
    return (this.analysis.nodes[weightOwner(this.document, id).id]?.parameters ?? 0) > 0;
  }

  /** Two nodes may have a term of the same name, or one that of a sum of terms; it is told apart by the node. */
  private free(name: string, node: GraphNode): string {
    const taken = (candidate: string): boolean => this.sums.has(candidate) || [...this.b.terms, ...this.b.metrics].some((row) => row.name === candidate);
    if (!taken(name)) return name;
    const qualified = `${node.name} ${name}`;
    return taken(qualified) ? `${qualified} (${node.id})` : qualified;
  }

  private context(node: GraphNode, analysis: NodeAnalysis): BuildContext {
    const { b } = this;
    const { runsAStep: runs = 1 } = this.options;
    const definition = nodeOf(node.kind)!;
    const { player } = node;
    const isSilent = this.options.silent?.has(node.id) ?? false;
    const optional = (port: string): Flow | null => this.inputs(node, port)[0] ?? null;
    const typeOf = (port: string): PortType => {
      const type = analysis.types[port];
      if (!type) throw new Error(`internal: the type of ${node.id}.${port} is unknown`);
      return type;
    };
    return {
      b,
      node,
      params: readParams(definition.fields, node.params),
      mode: this.options.mode,
      batch: this.options.batch,
      inputs: (port) => this.inputs(node, port),
      optional,
      input: (port) => {
        const flow = optional(port);
        if (!flow) throw new Error(`internal: ${node.id} has nothing at ${port}`);
        b.taps[`${node.id}<${port}`] = flow.tensor.id;
        return flow;
      },
      typeOf,
      output: (port, tensor, extra) => {
        const type = typeOf(port);
        if (isMasked(type) !== (extra?.mask !== undefined)) throw new Error(`internal: ${node.id}.${port} is ${isMasked(type) ? 'masked, and has no mask' : 'not masked, and has a mask'}`);
        this.flows.set(`${node.id}.${port}`, { tensor, type, ...extra });
        b.taps[`${node.id}.${port}`] = tensor.id;
        if (extra?.logVariance) b.taps[`${node.id}.${port}.logVariance`] = extra.logVariance.id;
        if (extra?.mask) b.taps[`${node.id}.${port}.mask`] = extra.mask.id;
      },
      weight: (name) => this.parameter(node, null, specOf(analysis.weights, name)),
      update: (name, value) => this.update(node, null, name, value),
      stack: (x, mask) => this.stack(node, analysis, x, mask ?? null),
      pull: (weight, gradient) => void (isSilent || this.pull(node, weight, gradient)),
      loss: (name, value, weight, { unit, player: by = player, ofBatch = false }) => {
        if (isSilent) return;
        const scheduled = typeof weight !== 'number';
        b.terms.push({ name: this.free(name, node), value: value.id, unit, weight: scheduled ? weight.id : weight, isWeightValue: scheduled, player: by, origin: { node: node.id }, ...(ofBatch && { ofBatch }) });
      },
      makerOf: (port) => this.makerOf(node, port),
      metric: (name, value, { unit, ofBatch = false }) => void (isSilent || b.metrics.push({ name: this.free(name, node), value: value.id, unit, ofBatch, origin: { node: node.id } })),
      moves: this.options.mode === 'train' || this.options.moves === true,
      schedule: (name, ramp) => b.schedule(`${node.id}.${name}`, (run) => rampAt(ramp, Math.floor(run / runs)), (ramp.start + ramp.steps) * runs, ramp),
      data: (shape, port) => b.data(port === undefined ? node.id : `${node.id}:${port}`, [this.options.batch, ...shape]),
      isWired: (port) => Object.values(this.document.wires).some(({ from }) => from.node === node.id && from.port === port),
      gradient: (loss, wrt) => {
        const results = derive(b, loss, wrt);
        b.calls.push({ kind: 'gradient', node: node.id, loss: loss.id, wrt: wrt.map(({ id }) => id), results: results.map(({ id }) => id) });
        return results;
      },
    };
  }
}

function specOf(specs: readonly WeightSpec[], name: string): WeightSpec {
  const spec = specs.find((candidate) => candidate.name === name);
  if (!spec) throw new Error(`internal: no weight ${name} was declared`);
  return spec;
}

/**
 * Lowers a sound document. The result is unfinished: `trainStep` adds the backward pass and the optimiser.
 * @throws `internal:` for a document with errors, which the callers have refused.
 */
export function lower(document: HourglassDocument, analysis: Analysis, options: LowerOptions): Builder {
  return new DocumentLowering(activeDocument(document), analysis, options).run();
}
