/** Noise: corrupts the input of a denoising autoencoder (Vincent et al. 2008). Without effect at inference. */
import type { Builder, Tensor } from '../program/builder';
import { defineNode, nothing } from './definition';
import { extremes } from './noise-extremes';
import { noiseCode } from './typescript/noise';

const chosen = (b: Builder, share: number, u: Tensor): Tensor => b.step(b.sub(share, u));

export const noise = defineNode({
  kind: 'noise',
  title: 'Noise',
  help: 'Corrupts what goes through it while training, so that the network learns to undo it. Compare the output with the clean data.',
  category: 'data',
  fields: {
    kind: {
      type: 'choice',
      label: 'Noise',
      help: 'What happens to the values.',
      default: 'masking',
      options: [
        { value: 'gaussian', label: 'Gaussian', help: 'Adds normal noise.' },
        { value: 'masking', label: 'Masking', help: 'Sets a random share of the values to 0.' },
        { value: 'salt-and-pepper', label: 'Salt and pepper', help: 'Sets a random share of the values to the least or the greatest.' },
      ],
    },
    deviation: { type: 'number', label: 'Standard deviation', help: 'Of the added noise, in units of the data.', default: 0.3, min: 0, max: 10, step: 0.05, when: ({ kind }) => kind === 'gaussian' },
    share: { type: 'number', label: 'Share', help: 'Share of the values that are replaced.', default: 0.25, min: 0, max: 1, step: 0.05, when: ({ kind }) => kind !== 'gaussian' },
  },
  traits: { stack: false, player: 'autoencoder', preview: 'corrupted', objective: false, shareable: false },
  inputs: () => [{ id: 'in', label: 'Clean', help: 'What is corrupted.', accepts: ['data', 'features', 'code'] }],
  outputs: () => [{ id: 'out', label: 'Corrupted', help: 'The input with noise; at inference the input as it is.', gives: ['data', 'features', 'code'] }],
  infer({ params: { kind }, input }) {
    const type = input('in');
    if (!type) return nothing;
    if (type.tag !== 'data') return { outputs: { out: type } };
    return { outputs: { out: { ...type, corrupted: true, range: kind === 'gaussian' && type.range !== 'standardised' ? 'real' : type.range } } };
  },
  build({ b, params: { kind, deviation, share }, mode, input, output }) {
    const { tensor: x, type } = input('in');
    if (mode === 'infer') return output('out', x);
    if (kind === 'gaussian') return output('out', b.add(x, b.mul(b.randomNormal(x.shape), deviation)));
    const u = b.randomUniform(x.shape);
    if (kind === 'masking') return output('out', b.mul(x, b.sub(1, chosen(b, share, u))));
    const [pepper, salt] = extremes[type.tag === 'data' ? type.range : 'real'];
    const peppered = b.select(chosen(b, share / 2, u), pepper, x);
    return output('out', b.select(b.sub(chosen(b, share, u), chosen(b, share / 2, u)), salt, peppered));
  },
  typescript: noiseCode,
  summary: ({ kind, deviation, share }) => (kind === 'gaussian' ? `Gaussian ${deviation}` : `${kind} ${Math.round(share * 100)} %`),
});
