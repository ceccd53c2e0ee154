/** The weights of a file, a run, a project or a shared file, for the parameters of a document: by name and shape, with a report of what fits. */
import { analyseUncured } from '@/graph-engine/analysis/look';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { guess, printReport, reportOf, takenBy } from '@/graph-engine/exchange/mapping/match';
import { pytorchNames } from '@/graph-engine/exchange/mapping/pytorch-names';
import { wantedOf } from '@/graph-engine/exchange/mapping/wanted';
import type { Weights } from '@/graph-engine/runtime/device';
import { Failure } from './failure';
import { readPath } from './incoming';
import type { Output } from './output';

export interface TakenWeights {
  readonly weights: ReadonlyMap<string, Weights>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** `whole`: every parameter must be there. @throws Failure with the report where too little fits */
export async function weightsFrom(path: string, document: HourglassDocument, whole: boolean, output: Output): Promise<TakenWeights> {
  const { weights } = await readPath(path, output);
  if (!weights) throw new Failure(`${path} holds a drawing without weights. Train it first, or give another file.`);
  const analysis = analyseUncured(document);
  const wanted = wantedOf(document, analysis);
  const report = reportOf(wanted, guess(wanted, weights, pytorchNames(document, analysis)), weights);
  const told = printReport(report).join('\n');
  if (report.fits === 0 || (whole && report.fits < report.rows.length)) throw new Failure(`The weights of ${path} do not fit this model. ${told}\nThe studio opens the file too, and lets you say which tensor is which parameter.`);
  output.note(`Weights of ${path}: ${told}`, 'weights.report');
  return { weights: takenBy(report, weights), metadata: weights.metadata };
}
