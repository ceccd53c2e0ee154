/** Every cure that is offered for a document which somebody has damaged helps: it can be run, and leaves fewer messages, or errors, than there were. */
import { describe, expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { catalogue } from '../catalogue';
import type { Diagnostic } from '../diagnostics/types';
import { createDocumentStore } from '../document/store';
import { layersOf, type GraphNode, type HourglassDocument, type Params, type PortRef } from '../document/types';
import { readParams } from '../document/fields';
import { layerOf, layers } from '../layers/registry';
import { nodeOf, nodes } from '../nodes/registry';
import { Random } from '../random/random';
import { paramSamples } from '../testing/param-samples';
import { analyse } from './analyse';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const names = Object.keys(templates) as (keyof typeof templates)[];

const run = (document: HourglassDocument, name: string, args: unknown): HourglassDocument => {
  const store = createDocumentStore({ document, catalogue });
  store.applyFix({ label: name, edits: [{ name, args }] });
  return store.document;
};
const withNode = (document: HourglassDocument, node: GraphNode): HourglassDocument => ({ ...document, nodes: { ...document.nodes, [node.id]: node } });
const ports = (document: HourglassDocument, side: 'inputs' | 'outputs'): PortRef[] =>
  Object.values(document.nodes).flatMap(({ id, kind, params }) => nodeOf(kind)!['inputs' === side ? 'inputs' : 'outputs'](readParams(nodeOf(kind)!.fields, params)).map((port) => ({ node: id, port: port.id })));
const wire = (document: HourglassDocument, id: string, from: PortRef, to: PortRef): HourglassDocument => ({ ...document, wires: { ...document.wires, [id]: { id, from, to, bends: [] } } });

/** A node with layers; what was damaged before may have taken all of them. */
const layered = (document: HourglassDocument, random: Random): GraphNode | null => {
  const found = Object.values(document.nodes).filter((one) => layersOf(one).length > 0);
  return found.length > 0 ? random.pick(found) : null;
};

/** What may happen to a document, one thing at a time; wires are drawn past all checks, as in a file that something else wrote. */
const damages: Readonly<Record<string, (document: HourglassDocument, random: Random) => HourglassDocument>> = {
  'a wire is gone': (document, random) => {
    const { [random.pick(Object.keys(document.wires))]: _, ...wires } = document.wires;
    return { ...document, wires };
  },
  'a node is gone': (document, random) => run(document, 'removeNodes', { nodes: [random.pick(Object.keys(document.nodes))] }),
  'a field is set': (document, random) => {
    const node = random.pick(Object.values(document.nodes));
    const drawn = paramSamples(nodeOf(node.kind)!.fields, random, 1).at(-1)!;
    const field = random.pick(Object.keys(drawn).length > 0 ? Object.keys(drawn) : ['none']);
    return field === 'none' ? document : withNode(document, { ...node, params: { ...node.params, [field]: drawn[field]! } });
  },
  'a field of a layer is set': (document, random) => {
    const node = layered(document, random);
    if (!node) return document;
    const layer = random.pick(layersOf(node));
    const drawn = paramSamples(layerOf(layer.kind)!.fields, random, 1).at(-1)!;
    const [field] = Object.keys(drawn).length > 0 ? [random.pick(Object.keys(drawn))] : [];
    return field === undefined ? document : withNode(document, { ...node, layers: { ...node.layers, [layer.id]: { ...layer, params: { ...layer.params, [field]: drawn[field]! } as Params } } });
  },
  'a layer is gone': (document, random) => {
    const node = layered(document, random);
    if (!node) return document;
    return run(document, 'removeLayer', { node: node.id, layers: [random.pick(layersOf(node)).id] });
  },
  'a layer is added': (document, random) => {
    const stacks = Object.values(document.nodes).filter(({ kind }) => nodeOf(kind)!.traits.stack);
    if (stacks.length === 0) return document;
    const node = random.pick(stacks);
    const kind = random.pick(Object.keys(layers));
    return run(document, 'addLayer', { node: node.id, kind, params: paramSamples(layerOf(kind)!.fields, random, 1).at(-1)!, index: random.integer(layersOf(node).length + 1) });
  },
  'a layer is moved': (document, random) => {
    const node = layered(document, random);
    if (!node) return document;
    return run(document, 'moveLayer', { node: node.id, layer: random.pick(layersOf(node)).id, index: random.integer(layersOf(node).length) });
  },
  'a wire comes from elsewhere': (document, random) => {
    const { id, to } = random.pick(Object.values(document.wires));
    return wire(document, id, random.pick(ports(document, 'outputs')), to);
  },
  'a wire too many': (document, random) => wire(document, `odd-${random.integer(1000)}`, random.pick(ports(document, 'outputs')), random.pick(ports(document, 'inputs'))),
  'a node is added': (document, random) => run(document, 'addNode', { kind: random.pick(Object.keys(nodes)), position: { x: 0, y: 0 } }),
  'weights are shared': (document, random) => withNode(document, { ...random.pick(Object.values(document.nodes)), sharesWith: random.pick(Object.keys(document.nodes)) }),
  'batches of one': (document) => ({ ...document, training: { ...document.training, batchSize: 1, minSteps: 0, epochs: 1 } }),
};

const errorsOf = (found: readonly Diagnostic[]): number => found.filter(({ severity }) => severity === 'error').length;
/** What is wrong with the cures of a document. */
function faultsOf(document: HourglassDocument): string[] {
  const { diagnostics, sound } = analyse(document);
  return diagnostics.flatMap(({ code, fixes = [] }) =>
    fixes.flatMap((fix) => {
      const store = createDocumentStore({ document, catalogue });
      if (!store.applyFix(fix).ok) return [`${code}: ${fix.label} cannot be done`];
      const after = analyse(store.document);
      const [errors, now] = [errorsOf(diagnostics), errorsOf(after.diagnostics)];
      const helps = after.diagnostics.length < diagnostics.length ? now <= errors : now < errors && (after.sound || after.diagnostics.length === diagnostics.length);
      return helps || (!sound && after.sound) ? [] : [`${code}: ${fix.label} leaves ${after.diagnostics.map((one) => one.code).join()} of ${diagnostics.map((one) => one.code).join()}`];
    }),
  );
}

describe(`cures that are offered (SEED=${SEED})`, () => {
  it.each(Object.keys(damages))('help, after %s', (damage) => {
    const random = new Random(SEED);
    for (const name of names) expect(faultsOf(damages[damage]!(templates[name].create(), random)), name).toEqual([]);
  });
  it('help, after several of them', () => {
    const random = new Random(SEED);
    for (const name of names) {
      const [document, what] = Array.from({ length: 3 }, () => random.pick(Object.keys(damages))).reduce<[HourglassDocument, string]>(
        ([before, list], damage) => [Object.keys(before.wires).length > 0 ? damages[damage]!(before, random) : before, `${list}, ${damage}`],
        [templates[name].create(), name],
      );
      expect(faultsOf(document), what).toEqual([]);
    }
  });
});

/** The labels of a template after an edit, by message. */
const offered = (document: HourglassDocument, code: string): readonly string[] => (analyse(document).diagnostics.find((one) => one.code === code)?.fixes ?? []).map(({ label }) => label);
const from = (name: keyof typeof templates, to: string, source: string): HourglassDocument => {
  const document = templates[name].create();
  const [[node, port], [sourceNode, sourcePort]] = [to.split('.'), source.split('.')] as [[string, string], [string, string]];
  const { id } = Object.values(document.wires).find((one) => one.to.node === node && one.to.port === port)!;
  return wire(document, id, { node: sourceNode, port: sourcePort }, { node, port });
};
const without = (name: keyof typeof templates, node: string): HourglassDocument => run(templates[name].create(), 'removeNodes', { nodes: [node] });

describe('the first cure', () => {
  it.each<[string, HourglassDocument, string, string]>([
    ['a Decoder that was deleted', without('vae', 'decoder'), 'input.missing', 'Add a Decoder behind Latent'],
    ['an Encoder that was deleted', without('conv-vae', 'encoder'), 'input.missing', 'Add an Encoder behind Digits'],
    ['a Prior that was deleted', without('adversarial-ae', 'prior'), 'input.missing', 'Add a Prior like Code'],
    ['a Dataset that was deleted', without('adversarial-ae', 'dataset'), 'input.missing', 'Add a Dataset'],
    ['a Dataset of other images', without('beta-vae', 'dataset'), 'data.none', 'Add a Dataset'],
    ['a Decoder fed with the data', from('autoencoder', 'decoder.in', 'dataset.data'), 'wire.incompatible', 'Connect Code to Decoder instead'],
    ['a Loss of the code', from('autoencoder', 'loss.prediction', 'bottleneck.code'), 'loss.shape', 'Connect Decoder to Prediction of Reconstruction error instead'],
    ['a Loss of the data with themselves', from('vae', 'loss.prediction', 'dataset.data'), 'node.unused', 'Connect Decoder to Prediction of Reconstruction instead'],
    ['a Discriminator of the data', from('adversarial-ae', 'discriminator.real', 'dataset.data'), 'shape.mismatch', 'Connect Prior to Real of Discriminator instead'],
    ['a loop', from('autoencoder', 'encoder.in', 'decoder.out'), 'graph.cycle', 'Connect Digits to Encoder instead'],
    ['a wire past a node', from('denoising', 'bottleneck.in', 'dataset.data'), 'node.unused', 'Connect Encoder to Code instead'],
  ])('of %s leads to a sound document without a message', (_, document, code, label) => {
    expect(offered(document, code)[0]).toBe(label);
    const store = createDocumentStore({ document, catalogue });
    store.applyFix(analyse(document).diagnostics.find((one) => one.code === code)!.fixes![0]!);
    expect(analyse(store.document).diagnostics).toEqual([]);
    expect(Object.keys(store.document.nodes)).toEqual(expect.arrayContaining(Object.keys(document.nodes)));
  });
});
