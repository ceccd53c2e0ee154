/** What a code of two numbers decodes to, place by place, under the codes of real items: both of the same moment. */
import { labelsAt } from '../../data/formats/labels';
import { sizeOf } from '../../document/shape';
import { span } from './code-walks';
import { inTurn } from './conditions';
import { nothing, type ViewOf } from './definition';
import { decode, heldOut, tapsOf } from './model';

interface Reach {
  readonly middle: number;
  readonly reach: number;
}
/** The middle of the numbers, and how far they reach from it: a few that are furthest out must not make the rest small. */
function reachOf(numbers: Float32Array): Reach {
  const [low, high] = span(numbers);
  return { middle: (low + high) / 2, reach: (high - low) / 2 };
}

export const codeGrid: ViewOf<'code-grid'> = async (context, { count, side }) => {
  const { code, data, output } = context.roles;
  if (!code || !data || !output) return nothing('No code leads to a reconstruction in this graph.');
  const size = sizeOf(code.type.shape);
  if (size !== 2) return nothing(`This map is for a code of two numbers, and the code of this model has ${size}.`);
  const rows = heldOut(context, count);
  const [codes] = await tapsOf(context, [code.tap], rows);
  const points = codes!.values;
  const [x, y] = [0, 1].map((axis) => reachOf(points.filter((_, i) => i % 2 === axis))) as [Reach, Reach];
  // Equal units on both axes; a little air at the border, and no division by 0 before anything is learned.
  const reach = Math.max(x.reach, y.reach, 1e-6) * 1.08;
  const places = side * side;
  const at = (cell: number): number => ((cell + 0.5) / side) * 2 - 1;
  const grid = Float32Array.from({ length: places * 2 }, (_, i) => {
    const place = Math.floor(i / 2);
    return i % 2 === 0 ? x.middle + reach * at(place % side) : y.middle - reach * at(Math.floor(place / side));
  });
  // Beside the code every place is told the same, as a single place is when it is decoded.
  const conditions = Object.fromEntries(Object.entries(inTurn(context, 1)).map(([name, one]) => [name, Float32Array.from({ length: places * one.length }, (_, i) => one[i % one.length]!)]));
  const images = await decode(context, grid, places, conditions);
  if (!images) return nothing('No code leads to an output in this graph.');
  const { table } = context.data.feeds.get(data.node)!;
  const labels = table.labels ? labelsAt(table.labels, rows.get(data.node)!.subarray(0, points.length / 2)) : null;
  return { kind: 'code-grid', points, labels, labelNames: table.labelNames, centre: [x.middle, y.middle], reach, side, images };
};
