/** Inputs with the outputs that the studio computed for them, by part and name: `model/in/data`, `model/out/reconstruction`. */
import { columnErrors } from '../../../inspect/anomaly/column-errors';
import { isByColumn, shownRows } from '../../../inspect/by-column';
import { itemPreparation } from '../../../data/item-preparation';
import { dataSettingsOf } from '../../../nodes/data-settings';
import type { Weights } from '../../../runtime/device';
import { readSafetensors, writeSafetensors } from '../../../runtime/safetensors';
import type { CheckValues } from '../target';
import { fittedOf } from './fitted';
import { isOfTokens, type Drawing } from './parts';
import type { Signature } from './signature';

/** What 32 bits do not hold of numbers in double precision stands beside them. */
function twoParts(values: Float32Array | Float64Array): { readonly data: Float32Array; readonly rest: Float32Array | null } {
  const data = Float32Array.from(values);
  return { data, rest: values instanceof Float64Array ? Float32Array.from(values, (x, i) => x - data[i]!) : null };
}
const logistic = (values: Float32Array): Float32Array => values.map((x) => 1 / (1 + Math.exp(-x)));

/** Of rows of so many logits. */
function softmax(logits: Float32Array, width: number): Float32Array {
  const found = new Float32Array(logits.length);
  for (let from = 0; from < logits.length; from += width) {
    const row = logits.subarray(from, from + width);
    const most = row.reduce((one, other) => Math.max(one, other), -Infinity);
    const powers = Array.from(row, (logit) => Math.exp(logit - most));
    const sum = powers.reduce((total, power) => total + power, 0);
    powers.forEach((power, i) => (found[from + i] = power / sum));
  }
  return found;
}

/** What each output of a part should be, by its name. */
function expected({ document, roles, weights }: Drawing, stored: ReadonlyMap<string, Weights>): Readonly<Record<string, Weights>> {
  const output = stored.get(`output/${roles.output.tap}`)!;
  const count = output.shape[0]!;
  const codes = { ...(roles.code && { code: stored.get(`output/${roles.code.tap}`)! }), ...(roles.indices && { indices: stored.get(`output/${roles.indices.tap}`)! }) };
  if (isOfTokens({ roles })) return { probabilities: { shape: output.shape, data: softmax(output.data, output.shape.at(-1)!) }, ...codes };
  const given = roles.output.type.tag === 'logits' ? logistic(output.data) : output.data;
  const clean = stored.get(`input/${roles.data.tap}`)!;
  const places = (roles.data.type.tag === 'data' && roles.data.type.places) || null;
  const { columns, errors } = columnErrors(clean.data, given, count, places, isByColumn(document, roles));
  const scores = new Float32Array(count);
  errors.forEach((error, i) => (scores[Math.floor(i / columns.length)]! += error));
  const reconstruction = shownRows(document, roles, given, count);
  const node = document.nodes[roles.data.node]!;
  const settings = dataSettingsOf(node);
  const restored = twoParts(itemPreparation(settings).undo(fittedOf(node, roles.data.type.shape, weights), reconstruction, count));
  const restoredShape = settings.columns.length > 0 ? [count, restored.data.length / count] : output.shape;
  return {
    reconstruction: { shape: output.shape, data: reconstruction },
    restored: { shape: restoredShape, data: restored.data },
    ...(restored.rest && { 'restored/rest': { shape: restoredShape, data: restored.rest } }),
    errors: { shape: [count, columns.length], data: Float32Array.from(errors) },
    score: { shape: [count], data: scores },
    ...codes,
  };
}

/** @throws `internal:` when `check` does not hold what it should. */
export function checkFile(drawing: Drawing, signatures: readonly Pick<Signature, 'part' | 'inputs' | 'outputs'>[], check: CheckValues): Uint8Array {
  const stored = readSafetensors(check);
  if ('problem' in stored) throw new Error(`internal: ${stored.problem}`);
  const { tensors } = stored;
  const wanted = expected(drawing, tensors);
  const kept = new Map<string, Weights>();
  for (const { part, inputs, outputs } of signatures) {
    for (const { name, tap } of inputs) {
      const values = tap === drawing.roles.code?.tap ? wanted['code'] : (tensors.get(`raw/${tap}`) ?? tensors.get(`input/${tap}`));
      if (!values) throw new Error(`internal: there are no numbers for ${tap}`);
      kept.set(`${part.name}/in/${name}`, values);
      const rest = tensors.get(`raw/${tap}/rest`);
      if (rest) kept.set(`${part.name}/in/${name}/rest`, rest);
    }
    for (const name of outputs.flatMap((output) => [output.name, `${output.name}/rest`])) {
      const values = wanted[name];
      if (values) kept.set(`${part.name}/out/${name}`, values);
    }
  }
  return writeSafetensors(kept);
}
