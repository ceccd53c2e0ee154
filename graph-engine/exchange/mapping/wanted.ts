/** What a drawing wants of a file: its parameters, with the sides of them that were an image before it was flattened, which programs do in different orders. */
import type { Analysis } from '../../analysis/types';
import { parametersOf, type ListedParameter } from '../../analysis/parameter-list';
import { readParams } from '../../document/fields';
import { sizeOf, type Shape } from '../../document/shape';
import type { HourglassDocument, NodeId } from '../../document/types';
import { wiresInto } from '../../document/wires-into';
import { layerOf } from '../../layers/registry';

/** A side whose numbers are those of an image, [height, width, channels]. */
export interface Flattened {
  readonly axis: number;
  readonly image: Shape;
}
export interface Wanted extends ListedParameter {
  readonly flattened?: readonly Flattened[];
}
interface Step {
  readonly path: string;
  readonly input: Shape;
  readonly output: Shape;
  readonly weights: readonly { readonly name: string; readonly shape: Shape }[];
}
type Found = Map<string, Flattened[]>;

/** In which order it is flattened matters where there are channels and places. */
const matters = ([height = 1, width = 1, channels = 1]: Shape): boolean => channels > 1 && height * width > 1;
/** Numbers go through in their places. */
const reshapes = ({ input, output, weights }: Step, from: number, to: number): boolean => weights.length === 0 && input.length === from && output.length === to && sizeOf(input) === sizeOf(output);
const mixes = ({ weights }: Step): boolean => weights.some(({ shape }) => shape.length > 1);

function stepsOf(id: NodeId, { nodes }: Analysis): readonly Step[] {
  return (nodes[id]?.stack?.layers ?? []).flatMap(({ id: layerId, kind, params, input, output }): Step[] => {
    const layer = layerOf(kind);
    return layer && output ? [{ path: `${id}/${layerId}`, input, output, weights: layer.weights(readParams(layer.fields, params), input) }] : [];
  });
}
function note(found: Found, path: string, { name, shape }: Step['weights'][number], axis: number, image: Shape): void {
  if (shape[axis] !== sizeOf(image)) return;
  const key = `${path}/${name}`;
  found.set(key, [...(found.get(key) ?? []), { axis, image }]);
}

/** Parameters that read what was an image; gives the image that the values after the last layer are, flattened. */
function forwards(steps: readonly Step[], before: Shape | null, found: Found): Shape | null {
  let image = before;
  for (const step of steps) {
    if (image) for (const weight of step.weights) if (weight.shape.length === 2 || !mixes(step)) note(found, step.path, weight, 0, image);
    if (reshapes(step, 3, 1)) image = matters(step.input) ? step.input : null;
    else if (mixes(step) || step.output.join() !== step.input.join()) image = null;
  }
  return image;
}
/** Parameters that give what becomes an image. */
function backwards(steps: readonly Step[], found: Found): void {
  let image: Shape | null = null;
  for (const step of steps.toReversed()) {
    if (image) for (const weight of step.weights) note(found, step.path, weight, weight.shape.length - 1, image);
    if (reshapes(step, 1, 3)) image = matters(step.output) ? step.output : null;
    else if (mixes(step) || step.output.join() !== step.input.join()) image = null;
  }
}

export function wantedOf(document: HourglassDocument, analysis: Analysis): readonly Wanted[] {
  const found: Found = new Map();
  const ends = new Map<NodeId, Shape | null>();
  for (const id of analysis.order) {
    const before = wiresInto(document, id).map(({ from }) => ends.get(from.node) ?? null).find((image) => image !== null) ?? null;
    const steps = stepsOf(id, analysis);
    if (steps.length > 0) {
      ends.set(id, forwards(steps, before, found));
      backwards(steps, found);
    }
    if (before) for (const weight of analysis.nodes[id]?.weights ?? []) if (weight.shape.length === 2) note(found, id, weight, 0, before);
  }
  return parametersOf(document, analysis).map((parameter) => {
    const flattened = found.get(parameter.name);
    return flattened ? { ...parameter, flattened } : parameter;
  });
}
