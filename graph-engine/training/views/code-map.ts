import { PCA } from 'ml-pca';
import { sizeOf } from '../../document/shape';
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
  const { table } = context.session.feeds.get(data.node)!;
  const indices = rows.get(data.node)!;
  const labels = table.labels ? Uint8Array.from({ length: items }, (_, i) => table.labels![indices[i]!]!) : null;
  const named = { labels, labelNames: table.labelNames };
  if (size === 1) {
    const points = Float32Array.from({ length: items * 2 }, (_, i) => (i % 2 ? 0 : codes!.values[i / 2]!));
    return { kind: 'code-map', points, axes: ['code 1', ''], ...named };
  }
  if (size === 2) return { kind: 'code-map', points: codes!.values, axes: ['code 1', 'code 2'], ...named };
  const matrix = Array.from({ length: items }, (_, i) => Array.from(codes!.values.subarray(i * size, (i + 1) * size)));
  if (items < 3) return nothing('The code map needs at least three held-out items.');
  const method = size > 256 ? 'NIPALS' : 'covarianceMatrix';
  const pca = new PCA(matrix, { method, nCompNIPALS: 2 });
  const projected = pca.predict(matrix, { nComponents: 2 });
  const points = Float32Array.from({ length: items * 2 }, (_, i) => projected.get(Math.floor(i / 2), i % 2));
  return { kind: 'code-map', points, axes: ['principal component 1', 'principal component 2'], ...named };
};
