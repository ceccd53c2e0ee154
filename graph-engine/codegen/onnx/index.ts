/** A trained document as ONNX models: encoder, decoder, the whole and the score, each with the preparation of its data. */
import type { Analysis } from '../../analysis/types';
import type { HourglassDocument } from '../../document/types';
import { readSafetensors } from '../../runtime/safetensors';
import type { Weights } from '../../runtime/device';
import type { ExportOptions, Generate, Refusal } from '../program/target';
import { checkFile } from './check';
import { writePart, type OnnxFile } from './file';
import { tell, type Told } from './metadata';
import { drawingOf, partsOf, type Drawing } from './parts';
import { packageJson, readme } from './readme';
import { verifyMjs, verifyPy } from './verify';
import type { RefusedOp } from './write-graph';

interface Written {
  readonly drawing: Drawing;
  readonly told: Told;
  readonly files: readonly OnnxFile[];
}

function weightsIn(bytes: Uint8Array): ReadonlyMap<string, Weights> {
  const found = readSafetensors(bytes);
  if ('problem' in found) throw new Error(`internal: ${found.problem}`);
  return found.tensors;
}

/** Names the operation and the node that it comes from. */
export function refusalOf({ nodes }: HourglassDocument, { operation, node, because }: RefusedOp): Refusal {
  const drawn = node === null ? undefined : nodes[node];
  return { node: drawn ? node : null, message: `${drawn ? `${drawn.name} cannot be written in ONNX: its` : 'ONNX cannot hold this model: an'} operation “${operation}” ${because}. Take the node out, or export to another target.` };
}

function write(document: HourglassDocument, analysis: Analysis, options: ExportOptions): Written | { readonly refusals: readonly Refusal[] } {
  if (!options.weights) return { refusals: [{ node: null, message: 'An ONNX file holds the trained weights of a model. Train it, then export it.' }] };
  const drawing = drawingOf(document, analysis, weightsIn(options.weights));
  if (!drawing) return { refusals: [{ node: null, message: 'Nothing in this graph is compared with the data that it was computed from, so there is no reconstruction to write. Wire an output and the Dataset to a Loss.' }] };
  const told = tell(drawing, options);
  const written = partsOf(drawing).map((part) => writePart(part, drawing, told.metadata));
  const refused = written.flatMap((one) => ('refused' in one ? one.refused : []));
  const once = new Map(refused.map((one) => [`${one.node} ${one.operation}`, refusalOf(document, one)]));
  if (once.size > 0) return { refusals: [...once.values()] };
  return { drawing, told, files: written.filter((one): one is OnnxFile => !('refused' in one)) };
}

/** What of a sound document cannot be written; nothing where all of it can. */
export function refusals(document: HourglassDocument, analysis: Analysis, options: ExportOptions = {}): readonly Refusal[] {
  const written = write(document, analysis, options);
  return 'refusals' in written ? written.refusals : [];
}

/** @throws `internal:` for a document with errors, or one that `refusals` refuses. */
export const generateOnnx: Generate = (document, analysis, options = {}) => {
  if (!analysis.sound) throw new Error('internal: a document with errors was to be written as ONNX');
  const written = write(document, analysis, options);
  if ('refusals' in written) throw new Error(`internal: a document was to be written that ONNX refuses: ${written.refusals[0]!.message}`);
  const { drawing, told, files } = written;
  const { check } = options;
  return {
    files: [
      { path: 'README.md', text: readme(drawing, files, told) },
      ...files.map(({ path, bytes }) => ({ path, bytes })),
      ...(check ? [{ path: 'check.safetensors', bytes: checkFile(drawing, files, check) }] : []),
      { path: 'verify.mjs', text: verifyMjs },
      { path: 'verify.py', text: verifyPy },
      { path: 'package.json', text: packageJson() },
    ],
    marks: {},
  };
};
