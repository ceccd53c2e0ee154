/** A stack with the weights of another and settings of its own: what has the same settings is the very same layer. */
import type { Analysis } from '../../analysis/types';
import type { NodeId } from '../../document/types';
import type { NamedTexts } from '../program/free-name';
import { layerTexts } from './stack';
import { fit, list } from './text';

export interface TwinText {
  /** The value of the field. */
  readonly stack: string;
  /** Whether layers of it have other settings than those whose weights they have. */
  readonly isTied: boolean;
}

/** `called`: how the other is called in the constructor. */
export function twinText(analysis: Analysis, node: NodeId, owner: NodeId, called: string, classes: NamedTexts): TwinText {
  const [own, of] = [layerTexts(analysis, node, classes), layerTexts(analysis, owner, classes)];
  const input = analysis.nodes[node]!.stack!.layers[0]!.input;
  const texts = [`tf.layers.inputLayer({ inputShape: ${list(input)} })`];
  let isTied = false;
  // In a stack the input comes first.
  let there = 1;
  own.forEach((layer, i) => {
    const theirs = of[i]!;
    const isSame = layer.texts.join() === theirs.texts.join();
    const hasWeights = layer.names.length > 0;
    isTied ||= hasWeights && !isSame;
    texts.push(...layer.texts.map((text, k) => (hasWeights && isSame ? `${called}.layers.layers[${there + k}]!` : text)));
    there += theirs.texts.length;
  });
  return { stack: fit(`this.layers = tf.sequential({ layers: [${texts.join(', ')}] });`, 4), isTied };
}
