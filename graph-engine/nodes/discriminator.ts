/** Discriminator: learns to tell real from fake, so that what makes the fake learns to look real. */
import { diagnostic } from '../diagnostics/print';
import { isMasked, type PortType } from '../document/port-type';
import { printShape, sameShape, sizeOf } from '../document/shape';
import { layerOf } from '../layers/registry';
import { unit as unitOf } from '../document/units';
import type { Tensor } from '../program/builder';
import { defineFunction } from '../functions/define-function';
import { adversarialLosses, type AdversarialLossName } from './adversarial-losses';
import { defineNode, nothing, type BuildContext, type MaskedTensor } from './definition';
import { fixes } from './fixes';
import { mergedMask, whole } from './merge';
import { applyHead, headWeights } from './head';
import { shapeCures } from './shape-cures';
import { termFields, termWeight } from './term-weight';

const tags = ['data', 'code', 'features', 'logits'] as const;

type Judges = 'item' | 'patches';
/** [batch, 1], or of patches [batch, places]. */
const scoreOf = (context: Pick<BuildContext, 'b' | 'weight' | 'stack'>, judges: Judges, { tensor, mask }: MaskedTensor): Tensor => {
  const result = whole(context.b, context.stack(tensor, mask));
  return judges === 'patches' ? context.b.flatten(result) : applyHead(context, 'score', result);
};

const drawBetween = defineFunction({ name: 'drawBetween', help: 'Random points on the lines from real to fake.', source: 'Gulrajani et al. 2017, algorithm 1' }, ['real', 'fake'], (b, real: Tensor, fake: Tensor) => {
  const mix = b.name('mix', b.randomUniform(real.shape.map((size, axis) => (axis === 0 ? size : 1))));
  return b.stopGradient(b.add(b.mul(mix, real), b.mul(b.sub(1, mix), fake)));
});
const slopePenalty = defineFunction({ name: 'slopePenalty', help: 'Holds the slope of the scores near length 1: (‖∇D‖ − 1)²', source: 'Gulrajani et al. 2017, eq. 3' }, ['slope'], (b, slope: Tensor) => {
  const length = b.name('length', b.sqrt(b.add(b.sum(b.square(b.flatten(slope)), [1]), 1e-12)));
  return b.mean(b.square(b.sub(length, 1)));
});
/** (‖∇‖ − 1)² */
const penaltyUnit = unitOf('squared error of the gradient', 'item');
/** λ (‖∇D(x̂)‖ − 1)² on random points between real and fake (Gulrajani et al. 2017, eq. 3), without λ. */
function gradientPenalty(context: BuildContext, judges: Judges, real: MaskedTensor, fake: MaskedTensor): Tensor {
  const { b, gradient } = context;
  const between = b.name('between', drawBetween(b, real.tensor, fake.tensor));
  const [slope] = gradient(b.sum(scoreOf(context, judges, { tensor: between, ...mergedMask(b, [real, fake]) })), [between]);
  return slopePenalty(b, b.name('gradient', slope!));
}

export const discriminator = defineNode({
  kind: 'discriminator',
  title: 'Discriminator',
  help: 'A critic that scores real against fake. It learns by its own optimiser; the network that makes the fake learns to fool it.',
  words: ['gan', 'critic', 'adversarial', 'adversary', 'real or fake', 'cyclegan', 'adversarial autoencoder', 'aae', 'patchgan'],
  category: 'objective',
  fields: {
    loss: {
      type: 'choice',
      label: 'Game',
      help: 'What critic and adversary make small.',
      default: 'non-saturating',
      options: (Object.keys(adversarialLosses) as AdversarialLossName[]).map((value) => ({
        value,
        label: adversarialLosses[value].label,
        help: adversarialLosses[value].help,
        words: adversarialLosses[value].words,
      })),
    },
    judges: {
      type: 'choice',
      label: 'Judges',
      help: 'What gets a score.',
      default: 'item',
      options: [
        { value: 'item', label: 'The whole', help: 'One score for an item, from all that the last layer gives.' },
        { value: 'patches', label: 'Patches', help: 'Each number of the last layer is a score: after convolutions, of the patch that it sees (PatchGAN, Isola et al. 2017). Let the last layer be linear, with one filter.' },
      ],
    },
    ...termFields('Factor of the term that fools the critic, in the sum of all losses.'),
    penalty: {
      type: 'number',
      label: 'Penalty',
      help: 'Weight of the gradient penalty.',
      default: 10,
      min: 0,
      max: 1000,
      when: ({ loss }) => loss === 'wasserstein',
    },
  },
  traits: { stack: true, opponent: 'Critic', preview: 'scores', objective: true, shareable: true },
  inputs: () => [
    { id: 'real', label: 'Real', help: 'What the fake should look like.', origin: 'given', accepts: tags },
    { id: 'fake', label: 'Fake', help: 'What learns to look real.', origin: 'computed', accepts: tags },
  ],
  outputs: () => [
    { id: 'score', label: 'Score of the fake', help: 'High where the critic takes the fake for real.', gives: ['score'] },
    { id: 'realScore', label: 'Score of the real', help: 'High where the critic takes the real for real.', gives: ['score'] },
  ],
  infer({ node, params, input, sources, stack, report }) {
    const [real, fake] = [input('real'), input('fake')];
    if (real && fake && !sameShape(real.shape, fake.shape)) {
      const args = { node: node.name, a: printShape(real.shape), b: printShape(fake.shape), cure: 'Make real and fake of one shape.' };
      const [made, given] = [{ source: sources('fake')[0], from: fake.shape, to: real.shape }, { source: sources('real')[0], from: real.shape, to: fake.shape }];
      report(diagnostic('shape.mismatch', { node: node.id, port: 'fake' }, args, { fixes: shapeCures(node, sizeOf(real.shape) > sizeOf(fake.shape) ? [given, made] : [made, given]) }));
      return nothing;
    }
    const type = real ?? fake;
    const shapes = type && stack(type.shape, isMasked(type));
    if (!shapes?.output) return nothing;
    if (adversarialLosses[params.loss].penalty) {
      for (const { id, kind } of shapes.layers) {
        const layer = layerOf(kind);
        if (layer?.twiceDifferentiable !== false) continue;
        report(diagnostic('penalty.derivative', { node: node.id, layer: id }, { node: node.name, layer: layer.title }, { fixes: [fixes.setParam('Use the non-saturating game', node.id, 'loss', 'non-saturating')] }));
      }
    }
    const outputs: Record<string, PortType> = {};
    if (fake) outputs['score'] = { tag: 'score', shape: [1] };
    if (real) outputs['realScore'] = { tag: 'score', shape: [1] };
    return { outputs, weights: params.judges === 'patches' ? [] : headWeights('score', shapes.output, 1) };
  },
  build(context) {
    const { b, node, params, mode, input, output, loss, makerOf } = context;
    const { critic, generator, penalty, unit } = adversarialLosses[params.loss];
    const [real, fake] = [input('real'), input('fake')];
    const { judges } = params;
    const [realScore, score] = [scoreOf(context, judges, real), scoreOf(context, judges, fake)];
    const whole = (scores: Tensor): Tensor => (judges === 'patches' ? b.reshape(b.mean(scores, [1]), [scores.shape[0]!, 1]) : scores);
    output('realScore', whole(realScore));
    output('score', whole(score));
    if (mode === 'infer') return;
    // Each player's terms are derived for its own weights alone, so that both may read the same scores.
    loss(`${node.name}.critic`, critic(b, realScore, score), 1, { unit });
    if (penalty && params.penalty > 0) loss(`${node.name}.penalty`, gradientPenalty(context, judges, real, fake), params.penalty, { unit: penaltyUnit });
    loss(`${node.name}.generator`, generator(b, score), termWeight(context, params), { unit, player: makerOf('fake') });
  },
  summary: ({ loss, judges, weight }) => `${adversarialLosses[loss].label}${judges === 'patches' ? ' · patches' : ''}${weight === 1 ? '' : ` × ${weight}`}`,
});
