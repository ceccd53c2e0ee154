/** Classifier: a tf.Sequential with one logit per class at its end, its cross-entropy and its accuracy. */
import { printShape } from '../../document/shape';
import { defineCode, type Helper, type Site } from './emit';
import { apply } from './ops';
import { stackMember } from './stack';
import type { TermParams } from '../term-weight';
import { termWeightCode } from './ramp';

const meanOverKnown: Helper = {
  name: 'meanOverKnown',
  file: 'losses',
  source: `/** Mean of one number per item over those with a label: a row of \`labels\` without a 1 has none. */
export function meanOverKnown(numbers: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  return numbers.sum().div(labels.sum(1).sign().sum().maximum(1));
}`,
};

const labelCrossEntropy: Helper = {
  name: 'labelCrossEntropy',
  file: 'losses',
  needs: [meanOverKnown],
  source: `/**
 * Cross-entropy of logits z with one-hot labels y: −Σ y log softmax(z), averaged over the items
 * with a label.
 */
export function labelCrossEntropy(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  return meanOverKnown(labels.mul(logits.logSoftmax()).sum(1).neg(), labels);
}`,
};

const smoothCrossEntropy: Helper = {
  name: 'smoothCrossEntropy',
  file: 'losses',
  needs: [meanOverKnown],
  source: `/**
 * Cross-entropy of logits z with one-hot labels y, of which the share \`smoothing\` is spread over
 * all classes (Szegedy et al. 2016, section 7), averaged over the items with a label.
 */
export function smoothCrossEntropy(
  logits: tf.Tensor,
  labels: tf.Tensor,
  smoothing: number,
): tf.Tensor {
  const known = labels.sum(1, true).sign();
  const wanted = labels.mul(1 - smoothing).add(known.mul(smoothing / labels.shape[1]!));
  return meanOverKnown(wanted.mul(logits.logSoftmax()).sum(1).neg(), labels);
}`,
};

const accuracy: Helper = {
  name: 'accuracy',
  file: 'losses',
  needs: [meanOverKnown],
  source: `/** The share of the items with a label whose greatest logit is that of their label. */
export function accuracy(logits: tf.Tensor, labels: tf.Tensor): tf.Tensor {
  const chosen = tf.oneHot(logits.argMax(1).toInt() as tf.Tensor1D, labels.shape[1]!).toFloat();
  return meanOverKnown(labels.mul(chosen).sum(1), labels);
}`,
};

interface ClassifierParams extends TermParams {
  readonly smoothing: number;
}

export const classifierCode = defineCode<never, ClassifierParams>((emit) => {
  const { params, node, stack, inputType, typeOf, owner, weightName, frozen } = emit;
  const [input, label] = [inputType('in').shape, inputType('label')];
  const classes = typeOf('logits').shape[0]!;
  const flatten = emit.stackOutput.length > 1 ? ["tf.layers.flatten({ name: 'rows' })"] : [];
  const layers = [...stack.layers, ...flatten, `tf.layers.dense({ name: 'logits', units: ${classes}, kernelInitializer: ops.glorotUniform() })`];
  const names = [...stack.names, weightName('logits.kernel'), weightName('logits.bias')];
  const labels = ({ input: at }: Site): string => (label.tag === 'indices' ? `tf.oneHot(${at('label')}.toInt(), ${classes}).toFloat()` : at('label'));
  return {
    ...(emit.ownsWeights && { member: stackMember(emit, `${printShape(input)} → the logits of ${classes} classes`, input, layers, names) }),
    value: (pass) => `${pass.use(apply)}(this.${owner}, ${pass.input('in')}, ${frozen ? "'infer'" : pass.mode})`,
    terms: [
      {
        name: node.name,
        value: (site) => (params.smoothing === 0 ? `${site.use(labelCrossEntropy)}(${site.self}, ${labels(site)})` : `${site.use(smoothCrossEntropy)}(${site.self}, ${labels(site)}, ${params.smoothing})`),
        weight: (site) => termWeightCode(site, params),
      },
    ],
    metrics: [{ name: 'accuracy', value: (site) => `${site.use(accuracy)}(${site.self}, ${labels(site)})` }],
  };
});
