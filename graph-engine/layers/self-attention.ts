/** Multi-head self-attention (Vaswani et al. 2017, section 3.2.2): each place takes from all places what fits it. */
import { attend, attentionFields, attentionProblem, attentionWeights } from './attention';
import { defineLayer } from './definition';

export const selfAttention = defineLayer({
  kind: 'self-attention',
  title: 'Self-attention',
  help: 'Each place of a sequence takes from all places what fits it. The shape stays.',
  words: ['attention', 'multi-head attention', 'mha', 'scaled dot product', 'transformer', 'qkv', 'query', 'causal attention'],
  category: 'sequence',
  fields: attentionFields,
  summary: ({ heads, causal }) => `${heads} ${heads === 1 ? 'head' : 'heads'}${causal ? ' · causal' : ''}`,
  infer: ({ heads }, input) => attentionProblem(heads, input) ?? input,
  weights: (_, input) => attentionWeights(input[1]!),
  mask: () => 'uses',
  build: (params, x, { b, weight, mask }) => attend(b, x, params, mask, weight),
  mirror: ({ heads, causal }) => [{ kind: 'self-attention', params: { heads, causal } }],
});
