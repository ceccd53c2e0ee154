/** A stack of layers as `nn.Sequential`, and where the weights of each lie in it. */
import type { Analysis } from '../../analysis/types';
import { readParams } from '../../document/fields';
import type { NodeId } from '../../document/types';
import type { Spelling } from '../../layers/pytorch/definition';
import { spellingOf } from '../../layers/pytorch/registry';
import { maskUse } from '../../layers/masks';
import { layerOf } from '../../layers/registry';
import type { NamedTexts } from '../program/free-name';
import type { Functions } from '../program/write-functions';
import { writtenLayer } from './layer';
import { maskedClasses } from './masked';

interface Module {
  readonly text: string;
  readonly comment: string | null;
}
export interface StackText {
  /** Expressions of `nn.Sequential`, with what each gives as a comment where that says more than the expression. */
  readonly modules: readonly Module[];
  /** Weights by their name in weights.safetensors. */
  readonly weights: ReadonlyMap<string, { readonly path: string; readonly axes: readonly number[] | null }>;
  readonly classes: ReadonlyMap<string, string>;
  /** Whether layers of it are told of padding. */
  readonly masked: boolean;
}

const first = 'ChannelsFirst()';
const last = 'ChannelsLast()';
const borders: Readonly<Record<string, string>> = {
  ChannelsFirst: `class ChannelsFirst(nn.Module):
    """Turns images (N, H, W, C) to (N, C, H, W), as PyTorch has them."""

    def forward(self, x: Tensor) -> Tensor:
        return x.permute(0, 3, 1, 2)`,
  ChannelsLast: `class ChannelsLast(nn.Module):
    """Turns images (N, C, H, W) to (N, H, W, C), as the data and the studio have them."""

    def forward(self, x: Tensor) -> Tensor:
        return x.permute(0, 2, 3, 1)`,
};

/** `owner` has the layers; `path` is where the stack is in the model, such as `encoder.layers`. */
export function stackText(analysis: Analysis, owner: NodeId, path: string, functions: Functions, own: NamedTexts): StackText {
  const modules: Module[] = [];
  const weights = new Map<string, { path: string; axes: readonly number[] | null }>();
  const classes = new Map<string, string>();
  const layers = analysis.nodes[owner]?.stack?.layers ?? [];
  let lies: 'first' | 'last' = 'last';
  const turn = (wanted: 'first' | 'last', rank: number): void => {
    if (lies === wanted || rank !== 3) return;
    modules.push({ text: wanted === 'first' ? first : last, comment: null });
    lies = wanted;
  };
  let shape: readonly number[] = layers[0]?.input ?? [];
  for (const layer of layers) {
    const definition = layerOf(layer.kind)!;
    const params = readParams(definition.fields, layer.params);
    const output = layer.output!;
    const use = layer.masked ? maskUse(definition, params, layer.input) : 'keeps';
    // A layer that ends a mask, in words of PyTorch, gets zeros in padded places.
    const spelled = spellingOf(layer.kind)?.(params as never, layer.input, output) ?? null;
    const inWords = use === 'uses' && !spelled?.told ? null : spelled;
    const spelling: Spelling = inWords ?? writtenLayer(definition, params, layer.input, functions, own, use !== 'keeps');
    if (use !== 'keeps') for (const name of ['Masked', 'MaskedSequential']) classes.set(name, maskedClasses[name]!);
    if (spelling.told) classes.set('Masked', maskedClasses['Masked']!);
    if (use === 'ends' && inWords && !inWords.told) {
      turn('last', layer.input.length);
      classes.set('LeaveOutPadding', maskedClasses['LeaveOutPadding']!);
      modules.push({ text: 'LeaveOutPadding()', comment: null });
    }
    if (spelling.modules.length > 0) {
      if (spelling.channels !== 'any') turn(spelling.channels, layer.input.length);
      const at = modules.length;
      const changes = output.join() !== layer.input.join();
      spelling.modules.forEach((text, i) => modules.push({ text, comment: changes && i === spelling.modules.length - 1 ? commentOf(output, output.length === 3 && lies === 'first') : null }));
      for (const [weight, { module, name, axes }] of Object.entries(spelling.weights ?? {})) {
        weights.set(`${owner}/${layer.id}/${weight}`, { path: `${path}.${at + module}.${name}`, axes: axes ?? null });
      }
      for (const [name, text] of Object.entries(spelling.classes ?? {})) classes.set(name, text);
    }
    shape = output;
    if (output.length !== 3) lies = 'last';
  }
  turn('last', shape.length);
  for (const { text } of modules) for (const name of Object.keys(borders)) if (text === `${name}()`) classes.set(name, borders[name]!);
  return { modules, weights, classes, masked: classes.has('MaskedSequential') };
}
const commentOf = (shape: readonly number[], channelsFirst: boolean): string => {
  const sizes = channelsFirst ? [shape[2]!, shape[0]!, shape[1]!] : shape;
  return `(N, ${sizes.join(', ')})`;
};
