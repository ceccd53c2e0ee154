/** What a target cannot say of how a document is trained: told by name, where a project that trains in another way would be written. */
import { diagnostic, printDiagnostic } from '../../diagnostics/print';
import type { Diagnostic } from '../../diagnostics/types';
import { stagesOf } from '../../document/stages';
import type { HourglassDocument } from '../../document/types';
import { nodeOf } from '../../nodes/registry';
import type { Refusal } from './target';

/** By a target that trains by the derivatives of one loss a player from the first step to the last. */
export function unsaid(target: string, { nodes, training }: HourglassDocument): readonly Diagnostic[] {
  const stages = stagesOf(training).map(({ name }) => name);
  const pulling = Object.values(nodes).filter(({ kind }) => nodeOf(kind)?.traits.pulls);
  return [
    ...(stages.length > 0 ? [diagnostic('export.unsaid', {}, { target, what: `a run in stages (${stages.join(', ')})`, cure: 'Take the stages out, or train here and export the trained model to ONNX.' })] : []),
    ...pulling.map(({ id, name }) => diagnostic('export.unsaid', { node: id }, { target, what: `how ${name} learns, which is no derivative of a loss`, cure: `Take ${name} out once its weights are copied, or export to ONNX.` })),
  ];
}

/** The same as what a target refuses. */
export const trainsAsAWhole =
  (target: string) =>
  async (document: HourglassDocument): Promise<readonly Refusal[]> =>
    unsaid(target, document).map((found) => ({ node: found.at.node ?? null, message: Object.values(printDiagnostic(found)).join(' ') }));
