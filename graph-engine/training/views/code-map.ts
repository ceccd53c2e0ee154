import { labelsAt } from '../../data/formats/labels';
import { sizeOf } from '../../document/shape';
import type { CodePlane } from '../protocol';
import type { Session } from '../session';
import { heldOut, tapsOf } from './model';
import { nothing, type ViewContext, type ViewOf } from './definition';

export interface MapOf {
  readonly plane: CodePlane;
  readonly axes: readonly [string, string];
}
/** Items that the plane is laid through, at most: more change it little. */
const LAID_THROUGH = 2000;
/** With fewer there is no plane through them. */
const FEWEST = 3;
/** The plane that each model was shown on last. */
const shown = new WeakMap<Session, CodePlane>();

/** Codes of held-out items in two dimensions: themselves, or their first two principal components. Other data lie on the map of the model's own. */
export const codeMap: ViewOf<'code-map'> = async (context, { count, codes: wanted = false }) => {
  const { code, data } = context.roles;
  if (!code || !data) return nothing('No code leads to a reconstruction in this graph.');
  const rows = heldOut(context, count);
  const [codes] = await tapsOf(context, [code.tap], rows);
  const size = sizeOf(codes!.shape);
  const items = codes!.values.length / size;
  const { table } = context.data.feeds.get(data.node)!;
  const indices = rows.get(data.node)!;
  const labels = table.labels ? labelsAt(table.labels, indices.subarray(0, items)) : null;
  const named = { labels, labelNames: table.labelNames };
  const { plane, axes } = await mapOf(size, () => codesOfModel(context, code.tap, Math.min(count, LAID_THROUGH)), shown.get(context.session));
  shown.set(context.session, plane);
  return { kind: 'code-map', points: project(codes!.values, plane), axes, plane, codes: wanted ? codes!.values : null, ...named };
};

/** The plane that codes of `size` numbers are shown on; `reference` gives those that it is laid through, and `before` is the plane of the last map, which is not mirrored. */
export async function mapOf(size: number, reference: () => Promise<Float32Array> | Float32Array, before?: CodePlane): Promise<MapOf> {
  if (size === 1) return { plane: { origin: new Float32Array(1), directions: [Float32Array.of(1), Float32Array.of(0)] }, axes: ['code 1', ''] };
  const codes = size > 2 ? await reference() : null;
  if (codes === null || codes.length < FEWEST * size) return { plane: firstTwo(size), axes: ['code 1', 'code 2'] };
  return { plane: await principalPlane(codes, size, before), axes: ['principal component 1', 'principal component 2'] };
}

/** Of the data that the model is trained on, whatever is looked at. */
async function codesOfModel({ session, roles }: ViewContext, tap: string, count: number): Promise<Float32Array> {
  const own = { session, roles, data: session.data };
  const [codes] = await tapsOf(own, [tap], heldOut(own, count));
  return codes!.values;
}

function firstTwo(size: number): CodePlane {
  const along = (axis: number): Float32Array => Float32Array.from({ length: size }, (_, i) => (i === axis ? 1 : 0));
  return { origin: new Float32Array(size), directions: [along(0), along(1)] };
}

/**
 * First two principal components, whose signs mean nothing: each points as the one `before` did, so that the map does not flip while training goes on. The
 * first time its largest entry is positive.
 */
async function principalPlane(codes: Float32Array, size: number, before?: CodePlane): Promise<CodePlane> {
  // Loaded once a map is asked for: training does not wait for it.
  const { PCA } = await import('ml-pca');
  const items = codes.length / size;
  const matrix = Array.from({ length: items }, (_, i) => Array.from(codes.subarray(i * size, (i + 1) * size)));
  const pca = new PCA(matrix, { method: size > 256 ? 'NIPALS' : 'covarianceMatrix', nCompNIPALS: 2 });
  const vectors = pca.getEigenvectors();
  const direction = (component: 0 | 1): Float32Array => {
    const vector = Float32Array.from({ length: size }, (_, i) => vectors.get(i, component));
    const largest = vector.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
    const same = before?.origin.length === size ? before.directions[component]! : null;
    const sign = same ? vector.reduce((sum, value, i) => sum + value * same[i]!, 0) : largest;
    return sign < 0 ? vector.map((value) => -value) : vector;
  };
  return { origin: Float32Array.from({ length: size }, (_, i) => matrix.reduce((sum, row) => sum + row[i]!, 0) / items), directions: [direction(0), direction(1)] };
}

/** x and y of each code. */
export function project(codes: Float32Array, { origin, directions }: CodePlane): Float32Array {
  const size = origin.length;
  return Float32Array.from({ length: (codes.length / size) * 2 }, (_, at) => {
    const [item, direction] = [Math.floor(at / 2), directions[at % 2 ? 1 : 0]];
    let sum = 0;
    for (let i = 0; i < size; i++) sum += (codes[item * size + i]! - origin[i]!) * direction[i]!;
    return sum;
  });
}
