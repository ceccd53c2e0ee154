/** A stack whose last activation keeps a Decoder's output away from part of the data, whatever is learned. */
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic } from '../diagnostics/types';
import type { DataRange } from '../document/port-type';
import { anywhere, between, common, covers, printReach, through, type Reach } from '../layers/reach';
import { layerOf } from '../layers/registry';
import type { InferContext, StackLayer, StackShapes } from './definition';
import { fixes } from './fixes';

const reachOfData: Record<DataRange, Reach> = { binary: between(0, 1), unit: between(0, 1), signed: between(-1, 1), standardised: anywhere, real: anywhere };

interface OutputKind {
  readonly label: string;
  /** What is applied to the last layer. */
  at(x: number): number;
  /** Has to lie anywhere, whatever the data are. */
  readonly free: boolean;
}

/** The name of the activation of a layer that could be linear, and is not. */
function activationOf({ kind, params: { activation } }: StackLayer): string | null {
  const field = layerOf(kind)?.fields['activation'];
  if (field?.type !== 'choice' || activation === 'linear' || !field.options.some(({ value }) => value === 'linear')) return null;
  return field.options.find(({ value }) => value === activation)?.label ?? null;
}

/** Where the output has to come: where the data lie, as far as the output goes at all. */
function goalOf({ at, free }: OutputKind, range: DataRange | null): Reach | null {
  const all = through(at, anywhere);
  if (range && !free) return common(all, reachOfData[range]);
  // An unbounded output is as good as the data ask for, and those are not known.
  return free || all.high < Infinity ? all : null;
}

export function checkReach({ node, upstream }: Pick<InferContext, 'node' | 'upstream'>, { layers }: StackShapes, output: OutputKind, mirrors: boolean): Diagnostic[] {
  const reach = layers.at(-1)?.reach;
  const goal = goalOf(output, upstream?.range ?? null);
  if (!reach || !goal) return [];
  const found = through(output.at, reach);
  if (covers(found, goal)) return [];
  const layer = layers.findLast((candidate) => activationOf(candidate) !== null);
  const activation = layer && activationOf(layer);
  if (!layer || !activation) return [];
  const { title } = layerOf(layer.kind)!;
  const args = { layer: title, node: node.name, activation, output: output.label, found: printReach(found), expected: printReach(goal) };
  const fix = fixes.setLayerParam(`Make the ${title} at the end of ${node.name} linear`, node.id, layer.id, 'activation', 'linear');
  // The layers of a mirror are those of its Encoder; only layers of its own can differ.
  const linear = layers.map(({ id, kind, params }) => ({ kind, params: id === layer.id ? { ...params, activation: 'linear' } : params }));
  const byItself = fixes.ownStack(`Give ${node.name} a stack of its own that ends linear`, node, 'mirror', linear);
  return [diagnostic('output.reach', { node: node.id, ...(mirrors ? {} : { layer: layer.id }) }, args, { severity: 'warning', fixes: mirrors ? [byItself] : [fix] })];
}
