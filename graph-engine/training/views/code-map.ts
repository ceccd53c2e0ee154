import { sizeOf } from '../../document/shape';
import type { CodePlane } from '../protocol';
import { heldOut, tapsOf } from './model';
import { nothing, type ViewOf } from './definition';

/** Codes of held-out items in two dimensions: themselves, or their first two principal components. */
export const codeMap: ViewOf<'code-map'> = async (context, { count }) => {
  const { code, data } = context.roles;
  if (!code || !data) return nothing('No code leads to a reconstruction in this graph.');
  const rows = heldOut(context, count);
  const [codes] = await tapsOf(context, [code.tap], rows);
  const size = sizeOf(codes!.shape);
  const items = codes!.values.length / size;
  const { table } = context.session.data.feeds.get(data.node)!;
  const indices = rows.get(data.node)!;
  const labels = table.labels ? Uint8Array.from({ length: items }, (_, i) => table.labels![indices[i]!]!) : null;
  const named = { labels, labelNames: table.labelNames };
  if (size === 1) {
    const points = Float32Array.from({ length: items * 2 }, (_, i) => (i % 2 ? 0 : codes!.values[i / 2]!));
    return { kind: 'code-map', points, axes: ['code 1', ''], plane: { origin: new Float32Array(1), directions: [Float32Array.of(1), Float32Array.of(0)] }, ...named };
  }
  if (size === 2) {
    const plane: CodePlane = { origin: new Float32Array(2), directions: [Float32Array.of(1, 0), Float32Array.of(0, 1)] };
    return { kind: 'code-map', points: codes!.values, axes: ['code 1', 'code 2'], plane, ...named };
  }
  if (items < 3) return nothing('The code map needs at least three held-out items.');
  const { plane, points } = await project(codes!.values, items, size);
  return { kind: 'code-map', points, axes: ['principal component 1', 'principal component 2'], plane, ...named };
};

/** First two principal components; the largest entry of each is positive, so that the map does not flip while training goes on. */
async function project(codes: Float32Array, items: number, size: number): Promise<{ readonly plane: CodePlane; readonly points: Float32Array }> {
  // Loaded once a map is asked for: training does not wait for it.
  const { PCA } = await import('ml-pca');
  const matrix = Array.from({ length: items }, (_, i) => Array.from(codes.subarray(i * size, (i + 1) * size)));
  const pca = new PCA(matrix, { method: size > 256 ? 'NIPALS' : 'covarianceMatrix', nCompNIPALS: 2 });
  const vectors = pca.getEigenvectors();
  const direction = (component: number): Float32Array => {
    const vector = Float32Array.from({ length: size }, (_, i) => vectors.get(i, component));
    const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    return largest < 0 ? vector.map((value) => -value) : vector;
  };
  const plane: CodePlane = { origin: Float32Array.from({ length: size }, (_, i) => matrix.reduce((sum, row) => sum + row[i]!, 0) / items), directions: [direction(0), direction(1)] };
  const points = new Float32Array(items * 2);
  for (let item = 0; item < items; item++) {
    for (const axis of [0, 1] as const) {
      for (let i = 0; i < size; i++) points[item * 2 + axis]! += (matrix[item]![i]! - plane.origin[i]!) * plane.directions[axis][i]!;
    }
  }
  return { plane, points };
}
