/** Classifier: learns to tell the label of an item from what arrives. */
import { isMasked, type PortType } from '../document/port-type';
import { nats, unit } from '../document/units';
import type { Builder, Tensor } from '../program/builder';
import { defineFunction } from '../functions/define-function';
import { defineNode, nothing } from './definition';
import { applyHead, headWeights } from './head';
import { labelType, noLabel } from './label-input';
import { whole } from './merge';
import { termFields, termWeight } from './term-weight';

const port = { id: 'label', label: 'Label' } as const;

/** Classes of one item; null for what is no label, or several of one item. */
const classesAt = (type: PortType): number | null => {
  const label = labelType(type);
  return label?.shape.length === 0 ? label.classes : null;
};

/** Mean of one number per item, [batch], over the items whose label is known, [batch] of 0 and 1; 0 where none is. */
const meanOver = (b: Builder, numbers: Tensor, known: Tensor): Tensor => b.div(b.sum(numbers), b.maximum(b.sum(known), 1));
const crossEntropyOfLabels = defineFunction(
  { name: 'crossEntropyOfLabels', help: 'Cross-entropy −Σ wanted · log softmax(logits), averaged over the items whose label is known (1 in `known`)' },
  ['logits', 'wanted', 'known'],
  (b, logits: Tensor, wanted: Tensor, known: Tensor) => meanOver(b, b.neg(b.sum(b.mul(wanted, b.logSoftmax(logits)), [1])), known),
);
const accuracy = defineFunction({ name: 'accuracy', help: 'Share of the items with a known label whose greatest logit is that of their label.' }, ['logits', 'label', 'known'], (b, logits: Tensor, label: Tensor, known: Tensor) =>
  meanOver(b, b.sum(b.mul(label, b.oneHot(b.argMax(logits), logits.shape[1]!)), [1]), known),
);
const smoothLabels = defineFunction(
  { name: 'smoothLabels', help: 'Takes the share `smoothing` of the probability from the label and gives it to all classes alike, where a label is known', source: 'Szegedy et al. 2016, section 7' },
  ['label', 'known', 'smoothing'],
  (b, label: Tensor, known: Tensor, smoothing: Tensor | number) => {
    const classes = label.shape[1]!;
    const [kept, each] = typeof smoothing === 'number' ? [1 - smoothing, smoothing / classes] : [b.sub(1, smoothing), b.div(smoothing, classes)];
    return b.add(b.mul(label, kept), b.reshape(b.mul(known, each), [known.shape[0]!, 1]));
  },
);

export const classifier = defineNode({
  kind: 'classifier',
  title: 'Classifier',
  help: 'A stack of layers that learns to tell the label of an item; what arrives learns with it, unless a Detach stands before.',
  words: ['supervised', 'softmax', 'logistic regression', 'labels', 'probe', 'accuracy', 'prediction head'],
  category: 'objective',
  fields: {
    ...termFields('Factor of the cross-entropy in the sum of all losses.'),
    smoothing: {
      type: 'number',
      label: 'Label smoothing',
      help: 'This share of the probability is wanted for all classes alike, so that no logit has to grow without end; 0 is off.',
      default: 0,
      min: 0,
      max: 0.9,
      step: 0.05,
      advanced: true,
    },
  },
  traits: { stack: true, preview: 'losses', objective: true, shareable: true, classifies: { label: 'label', logits: 'logits' } },
  inputs: () => [
    { id: 'in', label: 'Input', help: 'What the label is told from.', origin: 'computed', accepts: ['features', 'code', 'data'] },
    { ...port, help: 'What each item is, as a Dataset knows it; items without a known label count for nothing.', origin: 'given', aside: 'label', accepts: ['data', 'indices'] },
  ],
  outputs: () => [{ id: 'logits', label: 'Logits', help: 'One number per class, the greatest for the class that it takes for right.', gives: ['logits'] }],
  infer({ node, input, sources, stack, report }) {
    const [type, label] = [input('in'), input('label')];
    const classes = label && classesAt(label);
    if (label && classes === null) report(noLabel(node, port, label, sources('label')[0]));
    const shape = type && stack(type.shape, isMasked(type)).output;
    if (!shape || !classes) return nothing;
    return { outputs: { logits: { tag: 'logits', shape: [classes] } }, weights: headWeights('logits', shape, classes) };
  },
  build(context) {
    const { b, node, params, mode, input, output, stack, loss, metric } = context;
    const logits = applyHead(context, 'logits', whole(b, stack(input('in').tensor, input('in').mask)));
    output('logits', logits);
    if (mode === 'infer') return;
    const { tensor } = input('label');
    const classes = logits.shape[1]!;
    const label = tensor.dtype === 'int32' ? b.oneHot(tensor, classes) : tensor;
    const known = b.name('known', b.step(b.sum(label, [1])));
    const wanted = params.smoothing === 0 ? label : smoothLabels(b, label, known, params.smoothing);
    loss(node.name, crossEntropyOfLabels(b, logits, wanted, known), termWeight(context, params), { unit: nats });
    metric('accuracy', accuracy(b, logits, label, known), { unit: unit('share of items') });
  },
  summary: ({ weight }) => (weight === 1 ? 'Cross-entropy' : `Cross-entropy × ${weight}`),
});
