/** Loss: how far the prediction is from its target. What is trained is the weighted sum of all losses. */
import { sizeOf } from '../document/shape';
import type { Unit } from '../document/units';
import type { Builder, Tensor } from '../program/builder';
import { defineFunction } from '../functions/define-function';
import { withoutPadding } from '../layers/masks';
import { defineNode, nothing, type Flow } from './definition';
import { columnWeights, maskOfErrors, placesOf } from './by-column';
import { compare, maskProblems } from './loss-checks';
import { lossKinds, type LossKindName } from './loss-kinds';
import { mergedMask, whole } from './merge';
import { termFields, termWeight } from './term-weight';

const sumOverPlaces = defineFunction(
  { name: 'sumOverPlaces', help: 'Sum over the elements of an item that lie in places that hold something (1 in `mask`), averaged over the items.' },
  ['elements', 'mask'],
  (b, elements: Tensor, mask: Tensor) => b.mul(b.sum(withoutPadding(b, elements, mask)), 1 / elements.shape[0]!),
);
const meanOverPlaces = defineFunction(
  { name: 'meanOverPlaces', help: 'Mean over the elements of an item that lie in places that hold something (1 in `mask`), averaged over the items.' },
  ['elements', 'mask'],
  (b, elements: Tensor, mask: Tensor) => {
    const sums = b.sum(withoutPadding(b, elements, mask), elements.shape.slice(1).map((_, i) => i + 1));
    const counts = b.mul(b.maximum(b.sum(mask, [1]), 1), sizeOf(elements.shape.slice(2)));
    return b.mean(b.div(sums, counts));
  },
);

export const loss = defineNode({
  kind: 'loss',
  title: 'Loss',
  help: 'How far the output is from its target. Training makes the weighted sum of all losses small.',
  words: ['objective', 'error', 'cost', 'criterion', 'target', 'reconstruction error', 'likelihood', 'nll'],
  category: 'objective',
  fields: {
    kind: {
      type: 'choice',
      label: 'Loss',
      help: 'How the distance is measured.',
      default: 'squared',
      options: (Object.keys(lossKinds) as LossKindName[]).map((value) => ({ value, label: lossKinds[value].label, help: lossKinds[value].help, words: lossKinds[value].words })),
    },
    reduction: {
      type: 'choice',
      label: 'Reduction',
      help: 'How the elements of one item become one number; items are always averaged over the batch.',
      default: 'sum',
      options: [
        { value: 'sum', label: 'Sum per item', help: 'Sum over the elements: goes with a KL term, as in the evidence lower bound.' },
        { value: 'mean', label: 'Mean per element', help: 'Mean over the elements: does not depend on the size of an item.' },
      ],
    },
    ...termFields('Factor in the sum of all losses. Below 0 the error is made large: what another player makes small, this one works against.', -1_000_000),
  },
  traits: { stack: false, preview: 'losses', objective: true, shareable: false },
  inputs: () => [
    { id: 'prediction', label: 'Prediction', help: 'What the network gives.', origin: 'computed', accepts: ['data', 'logits', 'features', 'code'] },
    { id: 'target', label: 'Target', help: 'What it should give; padded places of a sequence count for nothing.', origin: 'given', accepts: ['data', 'code', 'features', 'indices'] },
    { id: 'mask', label: 'Mask', help: '1 where a value counts, 0 where it does not, such as the mask of a Dataset whose values are missing here and there.', origin: 'given', accepts: ['data'], optional: true },
  ],
  outputs: () => [],
  infer({ node, params, input, sources, report }) {
    const [prediction, target, mask] = [input('prediction'), input('target'), input('mask')];
    if (prediction && target) {
      maskProblems(node, target, mask).forEach(report);
      compare({ node, kind: lossKinds[params.kind], prediction, target, predictor: sources('prediction')[0], targetWire: sources('target')[0]?.wire }).forEach(report);
    }
    return nothing;
  },
  build(context) {
    const { b, node, params, mode, input, optional, loss } = context;
    if (mode === 'infer') return;
    const weight = termWeight(context, params);
    const { counts, element, byColumn, logits, written } = lossKinds[params.kind];
    const [givenPrediction, givenTarget] = [input('prediction'), input('target')];
    // A row of classes or of columns is compared as a whole, and has no places to leave out.
    const isRow = givenTarget.tensor.shape.length === 2 && givenTarget.tensor.dtype !== 'int32' && (logits === 'required' || byColumn === true);
    const asCompared = (flow: Flow): Flow => (isRow ? { type: flow.type, tensor: whole(b, flow) } : flow);
    const [prediction, target] = [asCompared(givenPrediction), asCompared(givenTarget)];
    const places = placesOf(target.type);
    const given = optional('mask');
    const mask = given && asCompared(given);
    const counted = (values: Tensor): Tensor => {
      const weights = places && columnWeights(b, places, byColumn === true);
      const weighed = weights ? b.mul(values, weights) : values;
      return mask ? b.mul(weighed, byColumn && places ? maskOfErrors(b, mask.tensor, places) : mask.tensor) : weighed;
    };
    // Of a cross-entropy over the last axis, what counts is said of each probability that is wanted.
    const overClasses = logits === 'required' && target.tensor.dtype !== 'int32';
    const sums = params.reduction === 'sum';
    const unit: Unit = { of: counts, per: sums ? 'item' : logits === 'required' ? 'choice' : 'number' };
    const reduced = (elements: Tensor): Tensor => (sums ? b.mul(b.sum(elements), 1 / elements.shape[0]!) : b.mean(elements));
    const { name, help } = written(prediction.type);
    const elementsOf = (b: Builder, given: Tensor, wanted: Tensor): Tensor => element(b, given, wanted, prediction.type, target.type);
    const isWeighed = mask !== null || (places?.some(({ weight }) => weight !== 1) ?? false);
    // Of tokens, what does not count is as what is not there: the mean is of those that do.
    const ofTokens = target.type.tag === 'indices' && mask !== null;
    const { mask: present } = mergedMask(b, [prediction, target, ...(mask ? [ofTokens ? { mask: mask.tensor } : mask] : [])]);
    if ((overClasses || !isWeighed) && !present) {
      const rest = sums ? 'summed over the elements of an item and averaged over the items' : 'averaged over all elements';
      const reducedError = defineFunction({ name: `${params.reduction}${name}`, help: `${help}, ${rest}.` }, ['prediction', 'target'], (into, given: Tensor, wanted: Tensor) => {
        const elements = elementsOf(into, given, wanted);
        return sums ? into.mul(into.sum(elements), 1 / elements.shape[0]!) : into.mean(elements);
      });
      return loss(node.name, reducedError(b, prediction.tensor, counted(target.tensor)), weight, { unit });
    }
    const error = defineFunction({ name: name.charAt(0).toLowerCase() + name.slice(1), help: `${help}, of each element.` }, ['prediction', 'target'], elementsOf);
    const elements = overClasses ? error(b, prediction.tensor, counted(target.tensor)) : counted(error(b, prediction.tensor, target.tensor));
    if (!present) return loss(node.name, reduced(elements), weight, { unit });
    loss(node.name, (sums ? sumOverPlaces : meanOverPlaces)(b, elements, present), weight, { unit });
  },
  terms({ kind, reduction, weight }, input) {
    const [prediction, target] = [input('prediction'), input('target')];
    if (!prediction || !target) return [];
    const { shape } = target.tag === 'indices' ? prediction : target;
    const elements = sizeOf(lossKinds[kind].logits === 'required' ? shape.slice(0, -1) : shape);
    const per = reduction === 'sum' ? 'item' : 'element';
    return [{ name: 'the error', per, elements, weight, usual: 1, field: 'weight', fieldLabel: 'Weight', reduction: { field: 'reduction', sum: 'sum', mean: 'mean' } }];
  },
  summary: ({ kind, weight }) => `${lossKinds[kind].label}${weight === 1 ? '' : ` × ${weight}`}`,
});
