/** Every message about a document: a graph that earns it, what it says, and that its one-click cure removes it. */
import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue';
import { catalogue as messages, type DiagnosticCode } from '../diagnostics/catalogue';
import { printDiagnostic } from '../diagnostics/print';
import { commands } from '../document/commands';
import { createDocumentStore } from '../document/store';
import type { HourglassDocument, Params } from '../document/types';
import { layers } from '../layers/registry';
import { graph, type GraphBuilder, type LayerLine } from '../testing/build-document';
import { analyse } from './analyse';

interface Choices {
  readonly data?: Params;
  readonly layers?: readonly LayerLine[];
  readonly code?: Params;
  readonly decoder?: Params;
  readonly back?: readonly LayerLine[];
  readonly loss?: Params;
}
/** 784 → 16 → 2 → 16 → 784 on digits. */
function autoencoder({ data = {}, layers = [['flatten'], ['dense', { units: 16 }]], code = {}, decoder = { mirror: 'encoder' }, back = [], loss = {} }: Choices = {}): GraphBuilder {
  return graph()
    .node('dataset', data)
    .node('encoder', {}, { layers })
    .node('bottleneck', code)
    .node('decoder', decoder, { layers: back })
    .node('loss', loss)
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'bottleneck.in')
    .wire('bottleneck.code', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target', 'target');
}
const own: Params = { mirror: null };
const toImage: readonly LayerLine[] = [['dense', { units: 784, activation: 'linear' }], ['reshape', { shape: [28, 28, 1] }]];

/** The same without a wire. */
const without = (builder: GraphBuilder, wire: string): GraphBuilder => {
  const done = (): HourglassDocument => {
    const document = builder.done();
    return { ...document, wires: Object.fromEntries(Object.entries(document.wires).filter(([id]) => id !== wire)) };
  };
  return { ...builder, done, wire: (...ends) => without(builder.wire(...ends), wire) };
};

/** A dense Encoder with a BatchNorm, whose mirror has none at its end. */
const normalised: readonly LayerLine[] = [['flatten'], ['dense', { units: 16 }], ['batch-norm']];
/** A vector-quantised autoencoder. */
const quantised = (loss: Params, codebook: Params): GraphBuilder =>
  graph()
    .node('dataset')
    .node('encoder', {}, { layers: [['conv2d', { filters: 4, stride: 4 }]] })
    .node('codebook', codebook)
    .node('decoder', { mirror: 'encoder' })
    .node('loss', loss)
    .wireAutoencoder('codebook');

/** Digits that are told apart, without their labels. */
const classifier = (): GraphBuilder => graph().node('dataset').node('encoder', {}, { layers: [['flatten'], ['dense', { units: 16 }]] }).node('classifier').wire('dataset.data', 'encoder.in').wire('encoder.out', 'classifier.in');

/** Two numbers, and categories that are embedded. */
function ofTowns(names: readonly string[], decoder: Params = { mirror: 'encoder', output: 'linear' }, back: readonly LayerLine[] = [], wired = true): GraphBuilder {
  const columns = [{ name: 'x', kind: 'number' }, { name: 'y', kind: 'number' }, ...names.map((name) => ({ name, kind: 'category', preparation: 'embedding', names: ['a', 'b', 'c'] }))];
  const built = graph()
    .node('dataset', { source: 'file', fileName: 'a.csv', columns: JSON.stringify(columns) })
    .node('encoder', {}, { layers: [['dense', { units: 8 }]] })
    .node('bottleneck', { size: 2 })
    .node('decoder', decoder, { layers: back })
    .node('loss', { kind: 'mixed' })
    .wire('encoder.out', 'bottleneck.in')
    .wire('bottleneck.code', 'decoder.in')
    .wire('decoder.out', 'loss.prediction')
    .wire('dataset.data', 'loss.target', 'target');
  return wired ? built.wire('dataset.data', 'encoder.in') : built;
}

interface Case {
  readonly code: DiagnosticCode;
  readonly name: string;
  readonly document: HourglassDocument;
  readonly says: string;
  /** Labels of the fixes; each of them must remove the message, and leave fewer of them. */
  readonly fixes?: readonly string[];
  /** Nothing that keeps everything would do. */
  readonly mayDelete?: boolean;
}
const cases: Case[] = [
  {
    code: 'wire.incompatible',
    name: 'data into a Decoder',
    document: graph().node('dataset').node('decoder').wire('dataset.data', 'decoder.in').done(),
    says: 'Decoder (Code) takes code, features or logits, and Dataset gives data.',
    fixes: ['Put an Encoder between', 'Put a Bottleneck between'],
  },
  { code: 'wire.port', name: 'a port that is not there', document: autoencoder().wire('encoder.nothing', 'bottleneck.in', 'odd').done(), says: 'port "nothing", which Encoder does not have', fixes: ['Delete the wire'], mayDelete: true },
  { code: 'wire.port', name: 'an output that is not there, at a free input', document: without(autoencoder(), 'wire-2').wire('encoder.nothing', 'bottleneck.in').done(), says: 'port "nothing", which Encoder does not have', fixes: ['Take Features of Encoder for Bottleneck'] },
  { code: 'wire.extra', name: 'two wires at one input', document: autoencoder().node('encoder').wire('dataset.data', 'encoder2.in').wire('encoder2.out', 'bottleneck.in', 'z').done(), says: '"Features" of Bottleneck takes one wire', fixes: ['Add both', 'Delete the wire from Encoder2', 'Delete the wire from Encoder'] },
  { code: 'input.missing', name: 'nothing at the target', document: graph().node('dataset').node('loss').done(), says: 'Loss has nothing at its input "Target".', fixes: ['Connect Dataset to Target of Loss'] },
  { code: 'graph.cycle', name: 'a loop', document: autoencoder().node('add', {}, { name: 'Sum' }).wire('add.out', 'add.in').done(), says: 'Sum depends on its own output. Remove one wire of the loop Sum → Sum.', fixes: ['Connect Decoder to Sum instead'] },
  { code: 'node.unused', name: 'a branch that trains nothing', document: autoencoder().node('encoder').wire('dataset.data', 'encoder2.in').done(), says: 'Nothing that is trained uses Encoder2.', fixes: ['Delete the node'], mayDelete: true },
  { code: 'column.unwired', name: 'a town that goes nowhere', document: ofTowns(['town']).done(), says: 'town of Dataset is embedded, and no wire takes it, so that nothing is learned from it. Wire it to an Embedding', fixes: ['Wire town to an Embedding before Encoder'] },
  {
    code: 'column.unwired',
    name: 'two of three, beside one in a Concat, behind Noise, before a Decoder of its own',
    document: ofTowns(['town', 'street', 'shop'], { mirror: null }, [['dense', { units: 2, activation: 'linear' }]], false).node('noise').node('concat').node('embedding').wire('dataset.data', 'noise.in').wire('noise.out', 'concat.in').wire('dataset.street', 'embedding.in').wire('embedding.out', 'concat.in').wire('concat.out', 'encoder.in').done(),
    says: 'town, shop of Dataset are embedded',
    fixes: ['Wire town and shop to Embeddings before Encoder'],
  },
  { code: 'node.unknown', name: 'a kind of the future', document: autoencoder().node('teleporter').done(), says: 'node kind "teleporter"', fixes: ['Delete the node'] },
  { code: 'layer.unknown', name: 'a layer of the future', document: autoencoder({ layers: [['flatten'], ['warp']], decoder: own, back: toImage }).done(), says: 'layer kind "warp"', fixes: ['Delete the layer'] },
  { code: 'layer.input', name: 'a Dense on an image', document: autoencoder({ layers: [['dense', { units: 4 }]], decoder: own, back: toImage }).done(), says: 'Dense takes a vector, and gets [batch, 28, 28, 1]. Put a Flatten before it.', fixes: ['Insert Flatten'] },
  { code: 'param.invalid', name: 'a size out of range', document: autoencoder({ code: { size: -3 } }).done(), says: 'Size must be a whole number from 1 to 4096, and is -3.', fixes: ['Set Size to 1', 'Set Size to 2'] },
  { code: 'param.invalid', name: 'units out of range', document: autoencoder({ layers: [['flatten'], ['dense', { units: 0.5 }]] }).done(), says: 'Units must be a whole number', fixes: ['Set Units to 1', 'Set Units to 128'] },
  { code: 'reference.missing', name: 'a mirror of nobody', document: autoencoder({ decoder: { mirror: 'ghost' } }).done(), says: 'Decoder refers to a node that is not there.', fixes: ['Give Decoder a stack of its own'] },
  { code: 'reference.missing', name: 'weights of nobody', document: autoencoder().node('encoder', {}, { sharesWith: 'ghost' }).done(), says: 'Encoder2 refers to a node', fixes: ['Share no weights'] },
  { code: 'mirror.impossible', name: 'a mirror of nothing', document: autoencoder({ layers: [] }).done(), says: 'Decoder cannot mirror Encoder: it has no layers.', fixes: ['Give Decoder a stack of its own'] },
  {
    code: 'share.mismatch',
    name: 'other layers',
    document: autoencoder().node('encoder', {}, { sharesWith: 'encoder', layers: [['flatten'], ['dense', { units: 3 }]] }).wire('dataset.data', 'encoder2.in').done(),
    says: 'Encoder2 cannot share the weights of Encoder: the weights of the layers have other shapes.',
    fixes: ['Share no weights'],
  },
  { code: 'share.mismatch', name: 'another kind', document: autoencoder().node('encoder', {}, { sharesWith: 'bottleneck' }).done(), says: 'it is of another kind', fixes: ['Share no weights'] },
  {
    code: 'loss.shape',
    name: 'too few units at the end',
    document: autoencoder({ layers: [['flatten'], ['dense', { units: 16 }]], decoder: own, back: [['dense', { units: 10, activation: 'linear' }]] }).done(),
    says: 'Loss compares [batch, 10] with a target of [batch, 28, 28, 1]. Make the last layer give [batch, 28, 28, 1].',
    fixes: ['Set Units to 784 and add a Reshape to [batch, 28, 28, 1]'],
  },
  { code: 'loss.shape', name: 'a vector for an image', document: autoencoder({ decoder: own, back: [['dense', { units: 784, activation: 'linear' }]] }).done(), says: '[batch, 784]', fixes: ['Add a Reshape to [batch, 28, 28, 1]'] },
  {
    code: 'loss.shape',
    name: 'too many channels',
    document: autoencoder({ decoder: own, back: [...toImage, ['conv2d', { filters: 3, stride: 1, activation: 'linear' }]] }).done(),
    says: '[batch, 28, 28, 3]',
    fixes: ['Set Filters to 1', 'Add a Conv2D of 1 filter'],
  },
  {
    code: 'loss.corrupted',
    name: 'noise at the target',
    document: autoencoder().node('noise').wire('dataset.data', 'noise.in').wire('noise.out', 'encoder.in', 'wire-1').wire('noise.out', 'loss.target', 'target').done(),
    says: 'trained to copy the noise. Wire the clean data to its target.',
    fixes: ['Compare with the clean data'],
  },
  { code: 'label.none', name: 'the items in place of their labels', document: classifier().wire('dataset.data', 'classifier.label').done(), says: 'Classifier needs a label at "Label", and gets data [batch, 28, 28, 1], from 0 to 1. Take the label of Dataset.', fixes: ['Take the label of Dataset'] },
  { code: 'label.none', name: 'the items in place of a class', document: autoencoder().node('embedding').wire('dataset.data', 'embedding.in').node('classifier').wire('embedding.out', 'classifier.in').wire('dataset.label', 'classifier.label').done(), says: 'Embedding needs a label at "Label"', fixes: ['Take the label of Dataset'] },
  { code: 'label.none', name: 'a mask in place of a class', document: ofTowns(['town']).node('embedding').wire('dataset.mask', 'embedding.in').done(), says: 'Embedding needs a label at "Label", and gets a mask of what was measured: data [batch, 2], 0 or 1. Take the town of Dataset.', fixes: ['Take the town of Dataset'] },
  { code: 'label.none', name: 'a mask in place of a label', document: ofTowns([]).node('classifier').wire('encoder.out', 'classifier.in').wire('dataset.mask', 'classifier.label').done(), says: 'Classifier needs a label at "Label", and gets a mask of what was measured: data [batch, 2], 0 or 1. Wire the label of a Dataset whose items have labels, or indices.' },
  { code: 'input.missing', name: 'no label', document: classifier().done(), says: 'Classifier has nothing at its input "Label". Draw a wire to it from an output of labels or indices.', fixes: ['Connect Label of Dataset to Label of Classifier'] },
  { code: 'input.missing', name: 'nothing to tell a label from', document: graph().node('dataset').node('classifier').wire('dataset.label', 'classifier.label').done(), says: 'Classifier has nothing at its input "Input".', fixes: ['Add an Encoder behind Dataset'] },
  { code: 'data.none', name: 'a label of nothing', document: graph().node('encoder', {}, { layers: [['flatten']] }).node('classifier').wire('encoder.out', 'classifier.in').done(), says: 'There is no Dataset', fixes: ['Add a Dataset'] },
  { code: 'loss.range', name: 'cross-entropy on standardised data', document: autoencoder({ data: { scaling: 'standardised' }, decoder: { mirror: 'encoder', output: 'logits' }, loss: { kind: 'binary-cross-entropy' } }).done(), says: 'on data that is standardised', fixes: ['Use the squared error', 'Scale the data to 0…1'] },
  { code: 'loss.activation', name: 'cross-entropy on a linear output', document: autoencoder({ decoder: { mirror: 'encoder', output: 'linear' }, loss: { kind: 'binary-cross-entropy' } }).done(), says: 'an output that is unbounded does not fit binary cross-entropy', fixes: ['Take the logits of Decoder'] },
  { code: 'loss.activation', name: 'classes without logits', document: autoencoder({ loss: { kind: 'categorical-cross-entropy' } }).done(), says: 'which takes logits', fixes: ['Take the logits of Decoder'] },
  { code: 'loss.activation', name: 'squared error of logits', document: autoencoder({ decoder: { mirror: 'encoder', output: 'logits' } }).done(), says: 'an output of logits', fixes: ['Use the sigmoid output of Decoder'] },
  { code: 'loss.activation', name: 'a sigmoid for signed data', document: autoencoder({ data: { scaling: 'signed' } }).done(), says: 'an output that is only from 0 to 1 does not fit data that is from −1 to 1', fixes: ['Use the tanh output of Decoder'] },
  {
    code: 'output.reach',
    name: 'a ReLU before a sigmoid',
    document: autoencoder({ decoder: own, back: [['dense', { units: 784 }], ['reshape', { shape: [28, 28, 1] }]] }).done(),
    says: 'The sigmoid output of Decoder can only lie from 0.5 to 1 instead of from 0 to 1, because the Dense at its end has the activation ReLU. Make that layer linear.',
    fixes: ['Make the Dense at the end of Decoder linear'],
  },
  { code: 'output.reach', name: 'a ReLU before logits', document: autoencoder({ decoder: { mirror: null, output: 'logits' }, back: [...toImage, ['activation']], loss: { kind: 'binary-cross-entropy' } }).done(), says: 'The logits output of Decoder can only lie from 0 up instead of anywhere, because the Activation at its end', fixes: ['Make the Activation at the end of Decoder linear'] },
  { code: 'output.reach', name: 'a sigmoid twice', document: autoencoder({ decoder: own, back: [['dense', { units: 784, activation: 'sigmoid' }], ['reshape', { shape: [28, 28, 1] }]] }).done(), says: 'from 0.5 to 0.73', fixes: ['Make the Dense at the end of Decoder linear'] },
  { code: 'output.reach', name: 'a ReLU before a tanh, for signed data', document: autoencoder({ data: { scaling: 'signed' }, decoder: { mirror: null, output: 'tanh' }, back: [['dense', { units: 49 }], ['reshape', { shape: [7, 7, 1] }], ['conv2d-transpose', { filters: 1 }], ['upsample', { size: 2 }]] }).done(), says: 'tanh output of Decoder can only lie from 0 to 1 instead of from −1 to 1, because the ConvTranspose2D', fixes: ['Make the ConvTranspose2D at the end of Decoder linear'] },
  { code: 'output.reach', name: 'a tanh for standardised data', document: autoencoder({ data: { scaling: 'standardised' }, decoder: { mirror: null, output: 'linear' }, back: [['dense', { units: 784, activation: 'tanh' }], ['reshape', { shape: [28, 28, 1] }]] }).done(), says: 'linear output of Decoder can only lie from −1 to 1 instead of anywhere', fixes: ['Make the Dense at the end of Decoder linear'] },
  { code: 'output.reach', name: 'a mirrored activation', document: autoencoder({ layers: [['activation'], ['flatten'], ['dense', { units: 16 }]] }).done(), says: 'because the Activation at its end has the activation ReLU', fixes: ['Give Decoder a stack of its own that ends linear'] },
  { code: 'player.same', name: 'a judge of its own work', document: autoencoder().node('prior', { size: 2 }).node('discriminator', {}, { player: 'autoencoder', layers: [['dense', { units: 4 }]] }).wire('prior.sample', 'discriminator.real').wire('bottleneck.code', 'discriminator.fake').done(), says: 'Discriminator judges what Autoencoder makes, and belongs to Autoencoder itself', fixes: ['Give Discriminator to Critic'] },
  { code: 'player.idle', name: 'a player without a term', document: graph().player('Other').node('dataset').node('encoder', {}, { player: 'other', layers: [['flatten'], ['dense', { units: 16 }]] }).node('bottleneck').node('decoder', { mirror: 'encoder' }).node('loss').wireAutoencoder().done(), says: 'Encoder belongs to Other, whose terms nobody has drawn', fixes: ['Give them to Autoencoder'] },
  { code: 'loss.none', name: 'no Loss', document: graph().node('dataset').done(), says: 'There is no Loss', fixes: ['Add an Encoder, a Bottleneck, a Decoder and a Loss'] },
  {
    code: 'weights.frozen',
    name: 'nothing that may learn',
    document: graph()
      .node('dataset')
      .node('encoder', {}, { frozen: true, layers: [['flatten'], ['dense', { units: 784, activation: 'linear' }]] })
      .node('decoder', {}, { layers: [['reshape', { shape: [28, 28, 1] }]] })
      .node('loss')
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .done(),
    says: 'Every node with weights is frozen, so there is nothing to train. Thaw a node that should learn.',
    fixes: ['Let all of them learn'],
  },
  { code: 'loss.balance', name: 'a mean beside a KL term', document: autoencoder({ code: { kind: 'gaussian', size: 8 }, loss: { reduction: 'mean' } }).done(), says: 'Loss takes the mean over the 784 elements of an item, and the KL term of Bottleneck is summed: beside this mean it counts 784 times as much. Sum per item, or set β of Bottleneck to 0.00128.', fixes: ['Sum per item', 'Set β of Bottleneck to 0.00128'] },
  { code: 'loss.balance', name: 'a mean beside a commitment', document: quantised({ reduction: 'mean' }, {}).done(), says: 'the commitment of Codebook is summed: beside this mean it counts 784 times as much', fixes: ['Sum per item', 'Set Commitment of Codebook to 0.000319'] },
  { code: 'loss.balance', name: 'a mean beside a balance of classes', document: autoencoder({ code: { kind: 'categorical', balance: 1 }, loss: { reduction: 'mean' } }).done(), says: 'the balance of Bottleneck is summed: beside this mean it counts 784 times as much', fixes: ['Sum per item', 'Set Balance of Bottleneck to 0.00128'] },
  { code: 'loss.balance', name: 'a mean beside the sum of another Loss', document: autoencoder({ loss: { reduction: 'mean' } }).node('loss', {}, { id: 'second', name: 'Second' }).wire('decoder.out', 'second.prediction').wire('dataset.data', 'second.target').done(), says: 'the error of Second is summed', fixes: ['Sum per item', 'Take the mean in Second, too'] },
  { code: 'loss.faint', name: 'a KL term weighed for a mean', document: autoencoder({ code: { kind: 'gaussian', size: 8, beta: 0.0013 } }).done(), says: 'the KL term of Bottleneck has a weight of 0.0013, which suits a mean over them: beside the sum it hardly counts. Set β of Bottleneck to 1,', fixes: ['Set β of Bottleneck to 1', 'Mean per element'] },
  { code: 'loss.faint', name: 'a commitment weighed for a mean', document: quantised({}, { commitment: 0.0003 }).done(), says: 'the commitment of Codebook has a weight of 0.0003', fixes: ['Set Commitment of Codebook to 0.25', 'Mean per element'] },
  { code: 'norm.batch', name: 'one item a batch', document: autoencoder({ layers: normalised }).training({ batchSize: 1 }).done(), says: 'BatchNorm in Encoder gets one value of each channel in a batch of 1.', fixes: ['Set Batch size to 32', 'Use LayerNorm instead'] },
  { code: 'norm.batch', name: 'fewer items than a batch', document: autoencoder({ data: { count: 2 }, layers: normalised }).training({ minSteps: 100 }).done(), says: 'BatchNorm in Encoder gets one value of each channel in a batch of 1.', fixes: ['Hold out nothing', 'Use LayerNorm instead'] },
  { code: 'norm.batch', name: 'one item', document: autoencoder({ data: { count: 1 }, layers: normalised }).training({ minSteps: 100 }).done(), says: 'BatchNorm in Encoder gets one value of each channel', fixes: ['Use LayerNorm instead'], mayDelete: true },
  { code: 'norm.steps', name: 'a short run', document: autoencoder({ data: { count: 100 }, layers: normalised }).training({ epochs: 5 }).done(), says: 'A run has 5 steps, from which BatchNorm in Encoder takes the statistics', fixes: ['Train for at least 200 steps'] },
  { code: 'norm.accumulate', name: 'statistics of a part of an update', document: autoencoder({ layers: normalised }).training({ accumulate: 4, batchSize: 16 }).done(), says: 'BatchNorm in Encoder takes its statistics from each batch of 16 items by itself, and not from the 64 of an update.', fixes: ['Use batches of 64 items', 'Use LayerNorm instead'] },
  { code: 'batches.few', name: 'an update of more batches than there are', document: autoencoder({ data: { count: 100 } }).training({ accumulate: 16, batchSize: 32 }).done(), says: 'An update is to go by 16 batches of 32 items, and 90 are there to train on: it goes by 2.', fixes: ['Set Batches per update to 2'] },
  { code: 'data.none', name: 'no Dataset', document: graph().node('loss').done(), says: 'There is no Dataset', fixes: ['Add a Dataset'] },
  { code: 'data.file', name: 'no file', document: autoencoder({ data: { source: 'file' } }).done(), says: 'Dataset reads a file, and none is loaded.', fixes: ['Use Handwritten digits for now'] },
  { code: 'shape.mismatch', name: 'a sum of two shapes', document: autoencoder().node('add').wire('encoder.out', 'add.in').wire('bottleneck.code', 'add.in').done(), says: 'gets [batch, 16] and [batch, 2]', fixes: ['Bottleneck: set Size to 16', 'Encoder: set Units to 2', 'Put an Encoder between that gives [batch, 16]'] },
  { code: 'shape.mismatch', name: 'a row beside an image', document: autoencoder().node('concat').wire('encoder.out', 'concat.in').wire('dataset.data', 'concat.in').done(), says: 'Make all sizes but the last equal.', fixes: ['Put an Encoder between that gives [batch, 784]'] },
  { code: 'shape.mismatch', name: 'a prior of another size', document: autoencoder({ code: { size: 8 } }).node('prior', { size: 4 }).node('discriminator').wire('prior.sample', 'discriminator.real').wire('bottleneck.code', 'discriminator.fake').done(), says: 'Make real and fake of one shape.', fixes: ['Bottleneck: set Size to 4', 'Prior: set Size to 8', 'Put an Encoder between that gives [batch, 4]'] },
  { code: 'param.invalid', name: 'parts of more than there is', document: autoencoder().node('split', { sizes: [8, 10] }).node('loss', {}, { id: 'second' }).wire('encoder.out', 'split.in').wire('split.part1', 'second.prediction').wire('split.part2', 'second.target').done(), says: 'Sizes must be sizes that add up to the 16', fixes: ['Set Sizes to 8, the rest'] },
  { code: 'shape.mismatch', name: 'real and fake of two shapes', document: autoencoder().node('discriminator').wire('dataset.data', 'discriminator.real').wire('bottleneck.code', 'discriminator.fake').done(), says: 'Make real and fake of one shape.', fixes: ['Put an Encoder between that gives [batch, 2]', 'Connect Decoder to Fake of Discriminator instead'] },
  { code: 'code.size', name: 'a code as large as the data', document: autoencoder({ data: { source: 'patterns' }, code: { size: 9 } }).done(), says: 'a code of 9 numbers, no smaller than its input of 9 numbers', fixes: ['Set Size to 2'] },
  { code: 'too.large', name: 'too many parameters', document: autoencoder({ layers: [['flatten'], ['dense', { units: 65_536 }], ['dense', { units: 4096 }]], decoder: own, back: toImage }).done(), says: 'the limit is 100,000,000', fixes: ['Set Units of Dense to 20000', 'Set Units of Dense to 740'] },
  { code: 'loss.activation', name: 'cross-entropy on features', document: graph().node('dataset').node('encoder', {}, { layers: [['residual']] }).node('loss', { kind: 'binary-cross-entropy' }).wire('dataset.data', 'encoder.in').wire('encoder.out', 'loss.prediction').wire('dataset.data', 'loss.target').done(), says: 'an output of features does not fit', fixes: ['Put a Decoder with logits between', 'Use the squared error'] },
];
/** Messages about what cannot be there at all. */
const onlyDeletes: ReadonlySet<DiagnosticCode> = new Set(['graph.cycle', 'node.unknown', 'layer.unknown']);
/** Tested below: no operation of today lacks a second derivative. */
const withoutCase: DiagnosticCode[] = ['export.unsaid', 'penalty.derivative'];
/** Messages about what a file holds or a run meets, which are known once it is read or run; their tests stand beside what does that. */
const ofData = (code: string): boolean => code.startsWith('finite.') || ['data.constant', 'data.limits', 'data.outside', 'data.unsigned'].includes(code);

const textOf = (d: Parameters<typeof printDiagnostic>[0]): string => Object.values(printDiagnostic(d)).join(' ');

describe('messages', () => {
  it.each(cases)('$code: $name', ({ code, document, says, fixes = [], mayDelete = false }) => {
    const found = analyse(document).diagnostics.filter((d) => d.code === code && textOf(d).includes(says));
    expect(analyse(document).diagnostics.map(textOf).join('\n')).toContain(says);
    expect(found).toHaveLength(1);
    expect(textOf(found[0]!)).not.toMatch(/[{}]/);
    expect((found[0]!.fixes ?? []).map(({ label }) => label)).toEqual(fixes);
    for (const fix of found[0]!.fixes ?? []) {
      const store = createDocumentStore({ document, catalogue });
      for (const { name } of fix.edits) expect(Object.keys(commands)).toContain(name);
      expect(store.applyFix(fix), fix.label).toMatchObject({ ok: true });
      const after = analyse(store.document).diagnostics.map(textOf);
      expect(after.join('\n'), fix.label).not.toContain(says);
      const fewer = after.length < analyse(document).diagnostics.length;
      const becomesSound = !analyse(document).sound && analyse(store.document).sound;
      expect(fewer || becomesSound, `${fix.label} leaves: ${after.join(' / ')}`).toBe(true);
    }
    if (fixes.length > 0 && !onlyDeletes.has(code) && !mayDelete) {
      const store = createDocumentStore({ document, catalogue });
      store.applyFix(found[0]!.fixes![0]!);
      expect(Object.keys(store.document.nodes), found[0]!.fixes![0]!.label).toEqual(expect.arrayContaining(Object.keys(document.nodes)));
      expect(Object.keys(store.document.wires).length, found[0]!.fixes![0]!.label).toBeGreaterThanOrEqual(Object.keys(document.wires).length);
      for (const [id, node] of Object.entries(document.nodes)) expect(Object.keys(store.document.nodes[id]!.layers)).toEqual(expect.arrayContaining(Object.keys(node.layers)));
    }
  });
  it('penalty.derivative: a layer that has no second derivative, and a game that needs none', () => {
    const dense = layers.dense as { twiceDifferentiable?: boolean };
    const document = graph()
      .node('dataset')
      .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 2, activation: 'linear' }]] })
      .node('decoder', { mirror: 'encoder' })
      .node('loss')
      .node('prior')
      .node('discriminator', { loss: 'wasserstein' }, { layers: [['dense', { units: 4 }], ['dense', { units: 4 }]] })
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .wire('prior.sample', 'discriminator.real')
      .wire('encoder.out', 'discriminator.fake')
      .done();
    expect(analyse(document).diagnostics).toEqual([]);
    dense.twiceDifferentiable = false;
    try {
      const { diagnostics } = analyse(document);
      expect(diagnostics.map(({ code }) => code)).toEqual(['penalty.derivative', 'penalty.derivative']);
      for (const found of diagnostics) {
        expect(textOf(found)).toContain('Dense has no second derivative, which the gradient penalty of Discriminator needs.');
        expect(found.fixes!.map(({ label }) => label)).toEqual(['Use the non-saturating game']);
        const store = createDocumentStore({ document, catalogue });
        store.applyFix(found.fixes![0]!);
        expect(analyse(store.document).diagnostics).toEqual([]);
      }
    } finally {
      delete dense.twiceDifferentiable;
    }
  });
  it('has a case for each', () => {
    const covered = new Set([...cases.map(({ code }) => code), ...withoutCase]);
    expect(Object.keys(messages).filter((code) => !covered.has(code as DiagnosticCode) && !ofData(code))).toEqual([]);
  });
  it.each<[string, Choices]>([
    ['a KL term beside a sum', { code: { kind: 'gaussian', size: 8 } }],
    ['a β of 4 beside a sum', { code: { kind: 'gaussian', size: 8, beta: 4 } }],
    ['a KL term weighed for the mean', { code: { kind: 'gaussian', size: 8, beta: 0.00128 }, loss: { reduction: 'mean' } }],
    ['a mean that is weighed like a sum', { code: { kind: 'gaussian', size: 8 }, loss: { reduction: 'mean', weight: 784 } }],
    ['no KL term', { code: { kind: 'gaussian', size: 8, beta: 0 }, loss: { reduction: 'mean' } }],
    ['a mean alone', { loss: { reduction: 'mean' } }],
    ['a KL term that is nearly off', { code: { kind: 'gaussian', size: 8, beta: 1e-6 } }],
    ['a KL term of some weight', { code: { kind: 'gaussian', size: 8, beta: 0.1 } }],
  ])('finds terms that fit together: %s', (_, choices) => expect(analyse(autoencoder(choices).done()).diagnostics).toEqual([]));
  it('lets a batch of one be where an image has several places, and where nothing learns', () => {
    const places = autoencoder({ layers: [['conv2d', { filters: 4, stride: 4 }], ['batch-norm']] }).training({ batchSize: 1 }).done();
    expect(analyse(places).diagnostics).toEqual([]);
  });
  it('finds nothing wrong with a sound document', () => {
    const analysis = analyse(autoencoder().done());
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.sound).toBe(true);
    expect(analysis.parameters).toBe(784 * 16 + 16 + 16 * 2 + 2 + 2 * 16 + 16 + 16 * 784 + 784);
  });
  it.each<[string, Choices]>([
    ['a leaky ReLU before a sigmoid', { decoder: own, back: [['dense', { units: 784, activation: 'leaky-relu' }], ['reshape', { shape: [28, 28, 1] }]] }],
    ['a ReLU before a normalisation', { decoder: own, back: [['dense', { units: 784 }], ['layer-norm'], ['reshape', { shape: [28, 28, 1] }]] }],
    ['a sigmoid that takes the place of the output', { decoder: { mirror: null, output: 'linear' }, back: [['dense', { units: 784, activation: 'sigmoid' }], ['reshape', { shape: [28, 28, 1] }]] }],
    ['a ReLU before a tanh, for data from 0', { decoder: { mirror: null, output: 'tanh' }, back: [['dense', { units: 784 }], ['reshape', { shape: [28, 28, 1] }]] }],
  ])('lets an output be that reaches the data: %s', (_, choices) => expect(analyse(autoencoder(choices).done()).diagnostics).toEqual([]));
  it('knows the data behind Noise when it judges an output', () => {
    const noisy = autoencoder({ decoder: { mirror: null, output: 'linear' }, back: [['dense', { units: 784, activation: 'sigmoid' }], ['reshape', { shape: [28, 28, 1] }]] })
      .node('noise', { kind: 'gaussian' })
      .wire('dataset.data', 'noise.in')
      .wire('noise.out', 'encoder.in', 'wire-1')
      .done();
    expect(analyse(noisy).diagnostics).toEqual([]);
  });
  it('lists errors first', () => {
    const { diagnostics } = analyse(autoencoder({ data: { scaling: 'signed' } }).node('encoder').done());
    const severities = diagnostics.map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort());
    expect(severities).toContain('warning');
  });
});
