import type { Builder, Tensor } from '../builder';

/**
 * Scales all gradients by one factor so that their joint Euclidean norm is at most `limit` (Pascanu, Mikolov & Bengio 2013, algorithm 1).
 * A limit of 0 leaves them as they are.
 */
export function clipByGlobalNorm(b: Builder, gradients: readonly Tensor[], limit: number): readonly Tensor[] {
  if (limit <= 0 || gradients.length === 0) return gradients;
  const { phase, origin } = b;
  b.phase = 'update';
  b.origin = null;
  const norm = b.sqrt(gradients.map((gradient) => b.sum(b.square(gradient))).reduce(b.add));
  const scale = b.div(limit, b.maximum(norm, limit));
  const clipped = gradients.map((gradient) => b.mul(gradient, scale));
  b.phase = phase;
  b.origin = origin;
  return clipped;
}
