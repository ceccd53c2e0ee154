/** Noise: corrupts the input of a denoising autoencoder (Vincent et al. 2008). Without effect at inference. */
import { FIRST } from '../data/text/vocabulary';
import { diagnostic } from '../diagnostics/print';
import { unmasked } from '../document/port-type';
import { printShape } from '../document/shape';
import type { Builder, Tensor } from '../program/builder';
import { defineFunction } from '../functions/define-function';
import { defineNode, nothing } from './definition';
import { whole } from './merge';
import { fixes } from './fixes';
import { corruptTokens } from './hide-tokens';
import { extremes } from './noise-extremes';
import { randomAffine } from './random-affine';

type Operand = Tensor | number;
const chosen = (b: Builder, share: Operand, u: Tensor): Tensor => b.step(b.sub(share, u));
const addNoise = defineFunction({ name: 'addNoise', help: 'Adds normal noise of that standard deviation.' }, ['x', 'deviation'], (b, x: Tensor, deviation: Operand) => b.add(x, b.mul(b.randomNormal(x.shape), deviation)));
const maskValues = defineFunction({ name: 'maskValues', help: 'Sets a random share of the values to 0', source: 'Vincent et al. 2008' }, ['x', 'share'], (b, x: Tensor, share: Operand) => {
  const u = b.randomUniform(x.shape);
  return b.mul(x, b.sub(1, chosen(b, share, u)));
});
const saltAndPepper = defineFunction(
  { name: 'saltAndPepper', help: 'Sets a random share of the values to the least, `pepper`, or the greatest, `salt`: half of them to each', source: 'Vincent et al. 2008' },
  ['x', 'share', 'pepper', 'salt'],
  (b, x: Tensor, share: Operand, pepper: Operand, salt: Operand) => {
    const half = typeof share === 'number' ? share / 2 : b.name('half', b.div(share, 2));
    const u = b.name('u', b.randomUniform(x.shape));
    const peppered = b.select(b.name('isPepper', chosen(b, half, u)), pepper, x);
    return b.select(b.sub(chosen(b, share, u), chosen(b, half, u)), salt, peppered);
  },
);

export const noise = defineNode({
  kind: 'noise',
  title: 'Noise',
  help: 'Corrupts what goes through it while training, so that the network learns to undo it. Compare the output with the clean data.',
  words: ['denoise', 'denoising', 'dae', 'corruption', 'augmentation', 'perturb'],
  category: 'data',
  fields: {
    kind: {
      type: 'choice',
      label: 'Noise',
      help: 'What happens to the values.',
      default: 'masking',
      options: [
        { value: 'gaussian', label: 'Gaussian', help: 'Adds normal noise.', words: ['gaussian noise', 'white noise', 'normal noise'] },
        { value: 'masking', label: 'Masking', help: 'Sets a random share of the values to 0.', words: ['mask', 'masked', 'zero out'] },
        { value: 'salt-and-pepper', label: 'Salt and pepper', help: 'Sets a random share of the values to the least or the greatest.', words: ['impulse noise'] },
        { value: 'affine', label: 'Affine', help: 'Moves, stretches, turns and slants each image at random, so that the network has to overlook where and how it stands.', words: ['rotate', 'rotation', 'translate', 'warp', 'augment'] },
        { value: 'tokens', label: 'Hidden tokens', help: 'For a text: chooses a share of the tokens, of which 80 % are hidden, 10 % become any other, and 10 % stay, as masked language models are trained. What was chosen goes to the Mask of the Loss.', words: ['masked language', 'mlm', 'bert', 'cloze', 'mask tokens', 'words'] },
      ],
    },
    deviation: { type: 'number', label: 'Standard deviation', help: 'Of the added noise, in units of the data.', default: 0.3, min: 0, max: 10, step: 0.05, when: ({ kind }) => kind === 'gaussian' },
    share: { type: 'number', label: 'Share', help: 'Share of the values that are replaced.', default: 0.25, min: 0, max: 1, step: 0.05, when: ({ kind }) => kind === 'masking' || kind === 'salt-and-pepper' },
    chosen: { type: 'number', label: 'Share', help: 'Share of the tokens that are chosen, at least one of each text.', default: 0.15, min: 0, max: 1, step: 0.05, when: ({ kind }) => kind === 'tokens' },
    shift: { type: 'number', label: 'Shift', help: 'Farthest move to each side, in pixels.', default: 2, min: 0, max: 1024, step: 0.5, when: ({ kind }) => kind === 'affine' },
    distortion: { type: 'number', label: 'Distortion', help: 'Largest change of each of the four numbers that stretch, turn and slant: at 0.2 a width changes by up to a fifth.', default: 0.2, min: 0, max: 1, step: 0.05, when: ({ kind }) => kind === 'affine' },
  },
  traits: { stack: false, preview: 'corrupted', objective: false, shareable: false },
  inputs: ({ kind }) => [{ id: 'in', label: 'Clean', help: 'What is corrupted.', accepts: kind === 'tokens' ? ['indices'] : ['data', 'features', 'code'] }],
  outputs: ({ kind }) =>
    kind === 'tokens'
      ? [
          { id: 'out', label: 'Corrupted', help: 'The tokens with some of them hidden; at inference as they are.', gives: ['indices'] },
          { id: 'chosen', label: 'Chosen', help: '1 at the places that were chosen, 0 elsewhere, for the Mask of the Loss: what is told is judged there alone.', gives: ['data'], aside: 'mask' },
        ]
      : [{ id: 'out', label: 'Corrupted', help: 'The input with noise; at inference the input as it is.', gives: ['data', 'features', 'code'] }],
  infer({ node, params: { kind }, input, report }) {
    const given = input('in');
    if (!given) return nothing;
    if (given.tag === 'indices') {
      if (given.shape.length !== 1 || given.classes <= FIRST) {
        const args = { layer: `${node.name} (tokens)`, expected: 'the tokens of a text [batch, places]', found: `${printShape(given.shape)} of ${given.classes} classes`, cure: 'Wire a Dataset of texts to it.' };
        report(diagnostic('layer.input', { node: node.id, field: 'kind' }, args));
        return nothing;
      }
      const { source: _, ...tokens } = given;
      return { outputs: { out: { ...tokens, corrupted: true }, chosen: { tag: 'data', shape: given.shape, range: 'binary', corrupted: false, source: null } } };
    }
    if (kind === 'affine' && given.shape.length !== 3) {
      const args = { layer: `${node.name} (affine)`, expected: 'an image [batch, height, width, channels]', found: printShape(given.shape), cure: 'Choose another noise, or put it before the image is flattened.' };
      report(diagnostic('layer.input', { node: node.id, field: 'kind' }, args, { fixes: [fixes.setParam('Use masking noise', node.id, 'kind', 'masking')] }));
      return nothing;
    }
    // What is moved about has no places of its own.
    const type = kind === 'affine' ? unmasked(given) : given;
    if (type.tag !== 'data') return { outputs: { out: type } };
    return { outputs: { out: { ...type, corrupted: true, range: kind === 'gaussian' && type.range !== 'standardised' ? 'real' : type.range } } };
  },
  build({ b, params: { kind, deviation, share, chosen: choice, shift, distortion }, mode, input, output }) {
    const { tensor: x, type, mask } = input('in');
    const give = (value: Tensor): void => output('out', value, mask && { mask });
    if (type.tag === 'indices') {
      const { tokens, chosen: places } = mode === 'infer' ? { tokens: x, chosen: b.constant(0, x.shape) } : corruptTokens(b, x, mask, choice, type.classes);
      give(tokens);
      return output('chosen', places);
    }
    if (kind === 'affine') return output('out', mode === 'infer' ? whole(b, { tensor: x, mask }) : randomAffine(b, whole(b, { tensor: x, mask }), shift, distortion));
    if (mode === 'infer') return give(x);
    if (kind === 'gaussian') return give(addNoise(b, x, deviation));
    if (kind === 'masking') return give(maskValues(b, x, share));
    const [pepper, salt] = extremes[type.tag === 'data' ? type.range : 'real'];
    return give(saltAndPepper(b, x, share, pepper, salt));
  },
  summary: ({ kind, deviation, share, chosen: choice, shift, distortion }) =>
    kind === 'tokens' ? `hides ${Math.round(choice * 100)} %` : kind === 'gaussian' ? `Gaussian ${deviation}` : kind === 'affine' ? `affine ${shift} px, ${Math.round(distortion * 100)} %` : `${kind} ${Math.round(share * 100)} %`,
});
