/** Layers that stand in a drawing only because its data had another shape: what can go now that they have this one. */
import { catalogue } from '../catalogue';
import type { Fix } from '../diagnostics/types';
import { isRefusal, runCommands } from '../document/run-commands';
import { layersOf, type GraphNode, type HourglassDocument, type LayerInstance } from '../document/types';
import { readParams } from '../document/fields';
import { layerOf } from '../layers/registry';
import { fixes } from '../nodes/fixes';
import { analyseUncured } from './look';

export interface WithLess {
  readonly document: HourglassDocument;
  readonly fix: Fix;
}

/** A conversion at the end has a crop or a flatten, and one layer that learns. */
const LONGEST = 4;
/** Ways that are tried. */
const MOST = 100;

/** Flatten, Reshape, Crop, Pad; pooling and Upsample, which have no filters. */
function shapesOnly({ kind }: LayerInstance): boolean {
  const layer = layerOf(kind);
  return layer?.category === 'shape' || (layer?.category === 'convolution' && !('filters' in layer.fields));
}
const fieldOf = (layer: LayerInstance, name: string): unknown => (readParams(layerOf(layer.kind)!.fields, layer.params) as Record<string, unknown>)[name];
const isLinear = (layer: LayerInstance): boolean => layerOf(layer.kind) !== undefined && fieldOf(layer, 'activation') === 'linear';
const isSound = (document: HourglassDocument): boolean => !analyseUncured(document).diagnostics.some(({ severity }) => severity === 'error');

function removing(node: GraphNode, layers: readonly LayerInstance[]): Fix {
  const names = layers.map(({ kind }) => layerOf(kind)?.title ?? kind).join(', ').replace(/, ([^,]*)$/, ' and $1');
  return fixes.removeLayers(`Take ${names} out of ${node.name}`, node.id, layers.map(({ id }) => id));
}

/** Sets of layers at the ends of a stack that may have been put there for other data; the empty one first. */
function ways(node: GraphNode): readonly (readonly LayerInstance[])[] {
  const layers = layersOf(node);
  const isPutThere = (from: number): boolean => shapesOnly(layers[from]!) && layers.slice(from + 1).every((layer, i, rest) => shapesOnly(layer) || (i === rest.length - 1 && isLinear(layer)));
  const ends = Array.from({ length: Math.min(LONGEST, layers.length) }, (_, i) => layers.length - 1 - i).filter((from) => from > 0 && isPutThere(from)).map((from) => layers.slice(from));
  const starts = layers.length > 1 && shapesOnly(layers[0]!) ? [layers.slice(0, 1)] : [];
  return [[], ...starts, ...ends, ...starts.flatMap((start) => ends.filter((end) => end.length < layers.length).map((end) => [...start, ...end]))];
}

/** The document without layers that lead to another shape of its data, where that alone makes it sound: the fewest. */
export function withoutDetours(document: HourglassDocument): WithLess | null {
  let all: (readonly Fix[])[] = [[]];
  for (const node of Object.values(document.nodes)) all = all.flatMap((fixesSoFar) => ways(node).map((layers) => (layers.length === 0 ? fixesSoFar : [...fixesSoFar, removing(node, layers)]))).slice(0, MOST);
  const removed = (parts: readonly Fix[]): number => parts.reduce((sum, { edits }) => sum + (edits[0]!.args as { layers: readonly string[] }).layers.length, 0);
  for (const parts of all.filter((one) => one.length > 0).sort((a, b) => removed(a) - removed(b))) {
    const fix = fixes.several(parts.map(({ label }) => label).join('; '), parts);
    const result = runCommands(document, fix.edits, catalogue);
    if (!isRefusal(result) && isSound(result.document)) return { document: result.document, fix };
  }
  return null;
}

/**
 * A sound document without what its new layers do for nothing: a Reshape that a new Flatten takes back, and of two products in a row the
 * first, where nothing but the second is learned by it. `before` has the old layers.
 */
export function withoutReturns(document: HourglassDocument, before: HourglassDocument): HourglassDocument {
  let now = document;
  for (const node of Object.values(document.nodes)) {
    const [first, reshape, flatten, last] = layersOf(node).slice(-4);
    const isNew = (layer: LayerInstance): boolean => !Object.hasOwn(before.nodes[node.id]?.layers ?? {}, layer.id);
    if (!first || !reshape || !flatten || !last || reshape.kind !== 'reshape' || flatten.kind !== 'flatten' || !isNew(flatten) || !isNew(last)) continue;
    const units = layerOf(first.kind)?.fields['units'] && layerOf(last.kind)?.fields['units'] && isLinear(first) && isLinear(last) ? Number(fieldOf(last, 'units')) : null;
    const edits = [removing(node, units === null ? [reshape, flatten] : [reshape, flatten, last]), ...(units === null ? [] : [fixes.setLayerParam('', node.id, first.id, 'units', units)])].flatMap((fix) => fix.edits);
    const result = runCommands(now, edits, catalogue);
    if (!isRefusal(result) && isSound(result.document)) now = result.document;
  }
  return now;
}
