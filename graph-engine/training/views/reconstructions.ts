import { printUnit, squaredError } from '../../document/units';
import { itemWordOf } from '../../program/figures';
import { shownRows } from '../../inspect/by-column';
import { itemErrors } from '../item-errors';
import { rowCount, type ItemRows } from '../session-data';
import { asImages, heldOut, tapsOf } from './model';
import { nothing, type ViewContext, type ViewOf } from './definition';

/** The rows whose reconstructions are furthest from them, the worst first. */
async function worst(context: ViewContext, count: number): Promise<ItemRows> {
  const rows = heldOut(context, Infinity);
  const errors = await itemErrors(context, rows);
  const order = Uint32Array.from(errors!.keys()).sort((a, b) => errors![b]! - errors![a]!).subarray(0, count);
  return new Map([...rows].map(([id, indices]) => [id, order.map((row) => indices[row]!)]));
}

/** As the Loss takes the numbers of an item, so that its figure and these are of one scale. */
function perOf({ session, roles }: ViewContext): 'item' | 'number' {
  const term = session.stepPrograms.flatMap(({ program }) => program.terms).find(({ origin }) => origin.node === roles.judge);
  return term?.unit.per === 'number' ? 'number' : 'item';
}

/** Held-out items, what the network got, what it drew of them on the way, and what it gave back; the error is the squared one of each item. */
export const reconstructions: ViewOf<'reconstructions'> = async (context, { count, order = 'file' }) => {
  const { data, output, corrupted, between } = context.roles;
  if (!data || !output) return nothing('No Loss compares an output with the data, so there is no reconstruction to show.');
  const rows = order === 'error' ? await worst(context, count) : heldOut(context, count);
  const taps = [data.tap, output.tap, ...between.map(({ tap }) => tap), ...(corrupted ? [corrupted] : [])];
  const [clean, given, ...others] = await tapsOf(context, taps, rows, corrupted ? 'evaluate' : 'infer');
  const noisy = others[between.length];
  const images = rowCount(rows);
  const shown = asImages(given!, output.type, images);
  const result = { ...shown, values: shownRows(context.session.document, context.roles, shown.values, images) };
  const size = clean!.values.length / images;
  const per = perOf(context);
  const errors = Float32Array.from({ length: images }, (_, i) => {
    let sum = 0;
    for (let j = i * size; j < (i + 1) * size; j++) sum += (clean!.values[j]! - result.values[j]!) ** 2;
    return per === 'number' ? sum / size : sum;
  });
  return {
    kind: 'reconstructions',
    items: rows.get(data.node)!.slice(0, images),
    input: { shape: clean!.shape, count: images, values: clean!.values },
    corrupted: noisy ? { shape: noisy.shape, count: images, values: noisy.values } : null,
    between: between.map(({ node, type }, i) => ({ name: context.session.document.nodes[node]!.name, images: asImages(others[i]!, type, images) })),
    output: result,
    errors,
    per,
    unit: printUnit({ ...squaredError, per }, itemWordOf(context.session.document, context.session.analysis)),
  };
};
