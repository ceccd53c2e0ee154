/** What a target cannot say of how a document is trained: told by name, where a project that trains in another way would be written. */
import { diagnostic, printDiagnostic } from '../../diagnostics/print';
import type { Diagnostic } from '../../diagnostics/types';
import { stagesOf } from '../../document/stages';
import type { HourglassDocument } from '../../document/types';
import { nodeOf } from '../../nodes/registry';
import type { Refusal } from './target';

type Unsaid = (target: string, document: HourglassDocument) => readonly Diagnostic[];

/** By a target that trains by the derivatives of losses alone. */
const pulls: Unsaid = (target, { nodes }) =>
  Object.values(nodes)
    .filter(({ kind }) => nodeOf(kind)?.traits.pulls)
    .map(({ id, name }) => diagnostic('export.unsaid', { node: id }, { target, what: `how ${name} learns, which is no derivative of a loss`, cure: `Take ${name} out once its weights are copied, or export to ONNX.` }));
/** By a target that trains everybody from the first step to the last. */
const inStages: Unsaid = (target, { training }) => {
  const stages = stagesOf(training).map(({ name }) => name);
  return stages.length > 0 ? [diagnostic('export.unsaid', {}, { target, what: `a run in stages (${stages.join(', ')})`, cure: 'Take the stages out, export to PyTorch, or train here and export the trained model to ONNX.' })] : [];
};

const refuses =
  (...reasons: readonly Unsaid[]) =>
  (target: string) =>
  async (document: HourglassDocument): Promise<readonly Refusal[]> =>
    reasons.flatMap((unsaid) => unsaid(target, document)).map((found) => ({ node: found.at.node ?? null, message: Object.values(printDiagnostic(found)).join(' ') }));

/** What a target refuses that trains as a whole, by derivatives of losses. */
export const trainsAsAWhole = refuses(inStages, pulls);
/** What a target refuses that trains in stages too. */
export const trainsByLosses = refuses(pulls);
