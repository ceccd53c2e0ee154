/** Walks through the code of an item, one way at a time. */
import { sizeOf } from '../../document/shape';
import { samplingOf } from '../../inspect/objectives/support';
import type { CodeForm, ViewResult } from '../protocol';
import { axesOf, codesAlong, placesOf, walkOf, type CodeShape } from './code-walks';
import { formOfPart, partsOf, walkOfPart, waysOf } from './code-parts';
import { nothing, type ViewContext, type ViewOf } from './definition';
import { ofItem } from './conditions';
import { decode, heldOut, tapsOf } from './model';
import { whatAxesCarry } from './axis-measure';

const NO_CODE = nothing('No code leads to an output in this graph.');
/** Items whose codes say what a code spans. */
const REAL = 250;

function formOf({ session: { document }, roles }: ViewContext): CodeForm {
  const { code, indices } = roles;
  const sampling = samplingOf({ document, roles });
  if (sampling === 'bernoulli') return 'bits';
  if (sampling === 'one-hot' && indices) return 'classes';
  return indices && indices.type.shape.join() === code!.type.shape.slice(0, -1).join() ? 'entries' : 'numbers';
}

export const traversal: ViewOf<'traversal'> = async (context, { item, place, axes, steps, sorted = false }) => {
  const { code, indices } = context.roles;
  if (!code) return NO_CODE;
  const form = formOf(context);
  const taps = [code.tap, ...(form === 'entries' || form === 'classes' ? [indices!.tap] : [])];
  // What codes span is known of the model's own data, whatever else is looked at.
  const known = { ...context, data: context.session.data };
  const [codes, chosen] = await tapsOf(known, taps, heldOut(known, REAL));
  const [looked] = await tapsOf(context, [code.tap], heldOut(context, item + 1));
  const size = sizeOf(codes!.shape);
  const shape: CodeShape = { form, shape: codes!.shape, classes: indices?.type.classes ?? 0 };
  const [places, count] = [placesOf(shape), axesOf(shape)];
  const index = Math.min(item, looked!.values.length / size - 1);
  const own = looked!.values.slice(index * size, (index + 1) * size);
  const parts = partsOf(context);
  const rows: Extract<ViewResult, { kind: 'traversal' }>['rows'][number][] = [];
  if (parts.length > 1) {
    const ways = parts.flatMap((part) => Array.from({ length: waysOf(part) }, (_, axis) => ({ part, axis })));
    for (const axis of axes.filter((one) => one < ways.length)) {
      const way = ways[axis]!;
      const walk = walkOfPart(way.part, codes!.values, own, way.axis, steps);
      const images = await decode(context, codesAlong(walk, own), walk.names.length, ofItem(context, index, walk.names.length));
      if (!images) return NO_CODE;
      rows.push({ axis, ...walk, images, form: formOfPart(way.part) });
    }
    return { kind: 'traversal', form, rows, code: own, places, axes: ways.length, measure: null };
  }
  const here = Math.min(place, sizeOf(places) - 1);
  const carried = form === 'numbers' ? await whatAxesCarry(known, heldOut(known, REAL), codes!.values, here * count, count) : null;
  const order = Array.from({ length: count }, (_, axis) => axis);
  if (sorted && carried) order.sort((a, b) => carried.values[b]! - carried.values[a]! || a - b);
  for (const axis of axes.filter((one) => one < count).map((one) => order[one]!)) {
    const walk = walkOf(shape, { codes: codes!.values, indices: chosen?.values ?? null }, own, here, axis, steps);
    const images = await decode(context, codesAlong(walk, own), walk.names.length, ofItem(context, index, walk.names.length));
    if (!images) return NO_CODE;
    rows.push({ axis, ...walk, images, ...(carried && { carries: carried.values[axis]! }) });
  }
  return { kind: 'traversal', form, rows, code: own, places, axes: count, measure: carried?.measure ?? null };
};
