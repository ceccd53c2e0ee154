/** A trained document as ONNX models: encoder, decoder, the whole and the score, each with the preparation of its data. */
import type { Analysis } from '../../analysis/types';
import { saveDocument } from '../../document/save';
import type { HourglassDocument } from '../../document/types';
import type { ExportOptions, Generate, Refusal } from '../program/target';
import { checkFile } from '../program/inference/check';
import { partsOf, type Drawing } from '../program/inference/parts';
import { openDrawing, refusalsOf } from '../program/inference/refused';
import { tell, type Told } from '../program/inference/told';
import { writePart, type OnnxFile } from './file';
import { metadataOf } from './metadata';
import { packageJson, readme } from './readme';
import { verifyMjs, verifyPy } from './verify';

interface Written {
  readonly drawing: Drawing;
  readonly told: Told;
  readonly files: readonly OnnxFile[];
}

function write(document: HourglassDocument, analysis: Analysis, options: ExportOptions): Written | { readonly refusals: readonly Refusal[] } {
  const drawing = openDrawing('An ONNX file', document, analysis, options);
  if ('refusals' in drawing) return drawing;
  const told = tell(drawing, options);
  const metadata = metadataOf(drawing, told);
  const written = partsOf(drawing).map((part) => writePart(part, drawing, metadata));
  const refused = written.flatMap((one) => ('refused' in one ? one.refused : []));
  if (refused.length > 0) return { refusals: refusalsOf('ONNX', document, refused) };
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
      ...(check ? [{ path: 'check.safetensors', bytes: checkFile(drawing, files.map(({ signature }) => signature), check) }] : []),
      { path: 'verify.mjs', text: verifyMjs },
      { path: 'verify.py', text: verifyPy },
      { path: 'package.json', text: packageJson() },
      { path: 'graph.hourglass.json', bytes: new TextEncoder().encode(saveDocument(document)) },
      ...(options.weights ? [{ path: 'weights.safetensors', bytes: options.weights }] : []),
    ],
    marks: {},
  };
};
