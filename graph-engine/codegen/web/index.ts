/** A trained document as an ES module without dependencies: the model as JavaScript, our kernels in WebAssembly, the weights beside them. */
import type { Analysis } from '../../analysis/types';
import { saveDocument } from '../../document/save';
import type { HourglassDocument } from '../../document/types';
import { checkFile } from '../program/inference/check';
import { partsOf, type Drawing } from '../program/inference/parts';
import { openDrawing, refusalsOf, refusedOps } from '../program/inference/refused';
import { signatureOf, type Signature } from '../program/inference/signature';
import { tell } from '../program/inference/told';
import type { ExportOptions, Generate, Refusal } from '../program/target';
import { kernelsFile } from './kernels';
import { moduleText } from './module';
import { ops } from './ops';
import { packageJson, page, readme } from './readme';
import { typesText } from './types';
import { verifyText } from './verify';

function open(document: HourglassDocument, analysis: Analysis, options: ExportOptions): { readonly drawing: Drawing; readonly signatures: readonly Signature[] } | { readonly refusals: readonly Refusal[] } {
  const drawing = openDrawing('A module for the web', document, analysis, options);
  if ('refusals' in drawing) return drawing;
  const signatures = partsOf(drawing).map((part) => signatureOf(part, drawing));
  const refused = signatures.flatMap((signature) => refusedOps(signature.ops, ops));
  return refused.length > 0 ? { refusals: refusalsOf('a module for the web', document, refused) } : { drawing, signatures };
}

/** What of a sound document cannot be written; nothing where all of it can. */
export function refusals(document: HourglassDocument, analysis: Analysis, options: ExportOptions = {}): readonly Refusal[] {
  const opened = open(document, analysis, options);
  return 'refusals' in opened ? opened.refusals : [];
}

/** @throws `internal:` for a document with errors, or one that `refusals` refuses. */
export const generateWeb: Generate = (document, analysis, options = {}) => {
  if (!analysis.sound) throw new Error('internal: a document with errors was to be written as a module');
  const opened = open(document, analysis, options);
  if ('refusals' in opened) throw new Error(`internal: a document was to be written that is refused: ${opened.refusals[0]!.message}`);
  const { drawing, signatures } = opened;
  const told = tell(drawing, options);
  const { text, marks } = moduleText(drawing, signatures, told.vocabulary);
  const isTable = signatures.some(({ inputs }) => inputs.some(({ fill }) => fill));
  return {
    files: [
      { path: 'model.js', text },
      { path: 'model.d.ts', text: typesText(drawing, signatures, isTable, told.vocabulary.length > 0) },
      { path: 'index.html', text: page(drawing, signatures) },
      { path: 'verify.js', text: verifyText },
      { path: 'README.md', text: readme(drawing, signatures, told) },
      { path: 'package.json', text: packageJson(drawing) },
      { path: 'graph.hourglass.json', bytes: new TextEncoder().encode(saveDocument(document)) },
      { path: 'kernels.wasm', bytes: kernelsFile() },
      { path: 'weights.safetensors', bytes: options.weights! },
      ...(options.check ? [{ path: 'check.safetensors', bytes: checkFile(drawing, signatures, options.check) }] : []),
    ],
    marks,
  };
};
