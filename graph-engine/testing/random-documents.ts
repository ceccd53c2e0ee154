/** Documents of random nodes, layers, settings and names that are sound: for tests that go over what nobody thought of. */
import { optimizerKinds } from '../optimizers/registry';
import { analyse } from '../analysis/analyse';
import { placesOf, widthOf } from '../data/columns/layout';
import { columnPorts } from '../data/columns/ports';
import { splits } from '../data/splits/registry';
import { number } from '../data/columns/number';
import { missingIds, printColumns, type ColumnSettings } from '../data/columns/settings';
import type { HourglassDocument } from '../document/types';
import type { Shape } from '../document/shape';
import { layers } from '../layers/registry';
import { nodes } from '../nodes/registry';
import type { Random } from '../random/random';
import { graph, type GraphBuilder, type LayerLine } from './build-document';
import { paramSamples } from './param-samples';

type Draw = Random;
const nodeParams = (kind: keyof typeof nodes, random: Draw) => paramSamples(nodes[kind].fields, random, 1)[1]!;
const layerLine = (random: Draw): LayerLine => {
  const kind = random.pick(Object.keys(layers) as (keyof typeof layers)[]);
  return [kind, random.chance(0.3) ? {} : (paramSamples(layers[kind].fields, random, 1)[1] ?? {})];
};
const stack = (random: Draw, most: number): LayerLine[] => Array.from({ length: random.integer(most + 1) }, () => layerLine(random));

/** What its first Dataset gives, where it is no table. */
const randomShapes: readonly Shape[] = [[6, 5, 1], [4, 4, 2], [7]];

/** Some columns that are fed, and some that are not. */
function randomColumns(random: Draw, names: readonly string[]): ColumnSettings[] {
  // No file has half a character or a carriage return in a name.
  const possible = names.filter((name) => !/[\ud800-\udfff]/u.test(name) && !name.includes('\r'));
  const kinds = ['number', ...Array.from({ length: 1 + random.integer(5) }, () => random.pick(['number', 'number', 'category', 'group', 'identifier', 'date', 'ignored'] as const)), ...(random.chance(0.6) ? (['label'] as const) : [])] as const;
  return random.permutation(kinds.length).reduce<ColumnSettings[]>((columns, at, i) => {
    const kind = kinds[at]!;
    const column = { name: `${random.pick(possible)} ${i}`, kind };
    if (kind === 'number') return [...columns, { ...column, ...(random.chance(0.7) && { preparation: random.pick(number.preparations) }), ...(random.chance(0.5) && { missing: random.pick(missingIds) }), ...(random.chance(0.2) && { weight: 2 }) }];
    const named = { ...column, names: ['red', 'b,lue', 'the "third"'].slice(0, 2 + random.integer(2)) };
    if (kind === 'category') return [...columns, { ...named, ...(random.chance(0.4) && { preparation: 'embedding' }) }];
    return [...columns, kind === 'label' || kind === 'group' ? named : column];
  }, []);
}

function draw(random: Draw, names: readonly string[]): HourglassDocument {
  const name = (): string => random.pick(names);
  const columns = random.chance(0.4) ? randomColumns(random, names) : [];
  const label = columns.find(({ kind }) => kind === 'label');
  const shape = columns.length > 0 ? [widthOf(placesOf(columns))] : random.pick(randomShapes);
  /** Outputs of the Dataset that say a class of each item. */
  const classes = [...(label ? [{ id: 'label', count: label.names!.length }] : []), ...columnPorts(columns).map((port) => ({ id: port.id, count: port.classes }))];
  const split = () => random.pick(['shuffled', 'stratified', ...(['group', 'time'] as const).filter((kind) => columns.some((column) => column.kind === splits[kind].usual))] as const);
  const table = () => ({ columns: printColumns(columns), split: split(), ...(label && random.chance(0.5) && { normal: label.names![0]! }), test: random.pick([0, 0.3]) });
  const size = shape.reduce((product, side) => product * side, 1);
  const dataset = () => ({ source: 'file', fileName: 'x', shape, scaling: nodeParams('dataset', random)['scaling']!, limits: random.pick(['found', 'type']), unsigned: random.chance(0.3), layout: shape.length === 3 && random.chance(0.3) ? 'channels-first' : 'channels-last', ...(columns.length > 0 && table()) });
  let built: GraphBuilder = graph({ name: name() }).node('dataset', dataset(), { name: name() });
  let [from, target] = ['dataset.data', 'dataset.data'];
  const then = (kind: keyof typeof nodes, params: object, options: Parameters<GraphBuilder['node']>[2], input = 'in', output = 'out'): void => {
    const id = `${kind}-${options?.id ?? 'one'}`;
    built = built.node(kind, params as never, { name: name(), ...options, id }).wire(from, `${id}.${input}`);
    from = `${id}.${output}`;
  };
  if (random.chance(0.3)) {
    built = built.node('dataset', dataset(), { id: 'second', name: name() });
    target = random.pick(['dataset.data', 'second.data']);
  }
  if (random.chance(0.3)) then('noise', nodeParams('noise', random), {});
  then('encoder', {}, { layers: [...stack(random, 4), ...(random.chance(0.6) ? ([['flatten'], ['dense', { units: 4 }]] as const) : [])], frozen: random.chance(0.1) });
  if (random.chance(0.3)) {
    const before = from;
    then('split', { sizes: [1, -1] }, {}, 'in', 'part2');
    built = built.node('concat', {}, { name: name() }).wire(from, 'concat.in').wire('split-one.part1', 'concat.in');
    from = random.pick(['concat.out', before]);
  }
  if (random.chance(0.7)) then('bottleneck', { ...nodeParams('bottleneck', random), size: 3 }, {}, 'in', 'code');
  else if (random.chance(0.6)) then('codebook', { ...nodeParams('codebook', random), size: 3 }, {}, 'in', 'code');
  const code = from;
  if (random.chance(0.5)) then('codebook', { ...nodeParams('codebook', random), size: 4 }, { id: 'two' }, 'in', 'code');
  then('decoder', { output: random.pick(['sigmoid', 'tanh', 'linear', 'logits']) }, { layers: [...stack(random, 2), ['flatten'], ['dense', { units: size, activation: 'linear' }], ['reshape', { shape }]], frozen: random.chance(0.1) });
  built = built.node('loss', nodeParams('loss', random), { name: name() }).wire(from, 'loss.prediction').wire(target, 'loss.target');
  if (columns.length > 0 && built.done().nodes['loss']!.params['kind'] !== 'categorical-cross-entropy' && random.chance(0.5)) built = built.wire('dataset.mask', 'loss.mask');
  const told = classes.length > 0 ? random.pick(classes) : null;
  if (told && random.chance(0.5)) {
    built = built
      .node('decoder', { output: 'logits' }, { id: 'teller', name: name(), layers: [['flatten'], ['dense', { units: told.count, activation: 'linear' }]] })
      .node('loss', { kind: 'categorical-cross-entropy' }, { id: 'told', name: name() })
      .wire(code, 'teller.in')
      .wire('teller.out', 'told.prediction')
      .wire(`dataset.${told.id}`, 'told.target');
  }
  if (told && random.chance(0.5)) {
    const other = random.pick(classes);
    built = built
      .node('embedding', nodeParams('embedding', random), { name: name(), frozen: random.chance(0.1) })
      .node('classifier', nodeParams('classifier', random), { name: name(), layers: stack(random, 2) })
      .node('classifier', nodeParams('classifier', random), { id: 'guess', name: name() })
      .wire(code, 'classifier.in')
      .wire(`dataset.${told.id}`, 'classifier.label')
      .wire(`dataset.${other.id}`, 'embedding.in')
      .wire('embedding.out', 'guess.in')
      .wire(`dataset.${told.id}`, 'guess.label');
  }
  if (random.chance(0.3)) built = built.node('loss', nodeParams('loss', random), { id: 'again', name: name() }).wire(from, 'again.prediction').wire(target, 'again.target');
  if (random.chance(0.4)) {
    built = built.node('discriminator', nodeParams('discriminator', random), { name: name(), layers: stack(random, 3) }).wire(target, 'discriminator.real').wire(from, 'discriminator.fake');
  }
  if (random.chance(0.4)) {
    built = built
      .node('prior', { distribution: random.pick(['normal', 'uniform', 'bernoulli', 'categorical']), size: 3 }, { name: name() })
      .node('discriminator', nodeParams('discriminator', random), { id: 'judge', name: name(), layers: [['dense', { units: 3 }], ...(random.chance(0.3) ? ([['batch-norm']] as const) : [])] })
      .wire('prior.sample', 'judge.real')
      .wire(code, 'judge.fake');
  }
  const optimizer = () => ({ kind: random.pick(optimizerKinds), learningRate: 1e-3, momentum: random.pick([0, 0.9]) });
  return built
    .training({
      batchSize: random.pick([1, 3, 8]),
      accumulate: random.pick([1, 1, 2]),
      averageDecay: random.pick([0, 0, 0.99]),
      minSteps: random.pick([0, 7]),
      patience: random.pick([0, 2]),
      validationSplit: random.pick([0, 0.2, 0.5]),
      clipNorm: random.pick([0, 1]),
      schedule: { kind: random.pick(['constant', 'cosine', 'warmup-cosine'] as const), warmupSteps: 2 },
      optimizer: optimizer(),
    })
    .player('Critic', { updates: random.pick([1, 2]), optimizer: optimizer() })
    .done();
}

/** The next one that is sound. */
export function randomDocument(random: Draw, names: readonly string[]): HourglassDocument {
  for (;;) {
    const document = draw(random, names);
    if (analyse(document).sound) return document;
  }
}
