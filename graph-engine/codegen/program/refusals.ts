/** What a target cannot say of how a document is trained: told by name, where a project that trains in another way would be written. */
import { activeDocument } from '../../analysis/active';
import { analyse } from '../../analysis/analyse';
import { parametersOf } from '../../analysis/parameter-list';
import { diagnostic, printDiagnostic } from '../../diagnostics/print';
import type { Diagnostic } from '../../diagnostics/types';
import { readParams } from '../../document/fields';
import { stagesOf } from '../../document/stages';
import type { GraphNode, HourglassDocument } from '../../document/types';
import { layerOf } from '../../layers/registry';
import { nodeOf } from '../../nodes/registry';
import { weightOwner } from '../../program/lower';
import type { Refusal } from './target';

type Unsaid = (target: string, document: HourglassDocument) => readonly Diagnostic[];

/** By a target that makes the copies of a stage: of weights that are gone, as training would say, too. */
const lostCopies: Unsaid = (target, document) => {
  const copies = stagesOf(document.training).flatMap((stage) => stage.copies.map((copy) => ({ stage, copy })));
  if (copies.length === 0) return [];
  const known = new Set(parametersOf(document, analyse(document)).map(({ name }) => name));
  return copies
    .filter(({ copy: { from, to } }) => !known.has(from) || !known.has(to))
    .map(({ stage, copy: { from, to } }) => diagnostic('export.unsaid', {}, { target, what: `the stage ${stage.name}, which copies weights that are not there (${from} to ${to})`, cure: 'Choose others in the stage, or take the copy out of it.' }));
};

/** What a node computes, without its weights. */
function settingsOf({ kind, params, layers }: GraphNode): string {
  const stack = Object.values(layers).sort((a, b) => a.order - b.order);
  return JSON.stringify([readParams(nodeOf(kind)?.fields ?? {}, params), stack.map((layer) => [layer.kind, readParams(layerOf(layer.kind)?.fields ?? {}, layer.params)])]);
}
/** By a target that has one module for the weights that several nodes share. */
const otherSettings: Unsaid = (target, document) =>
  Object.values(document.nodes).flatMap((node) => {
    const owner = weightOwner(document, node.id);
    if (owner === node || settingsOf(owner) === settingsOf(node)) return [];
    return [diagnostic('export.unsaid', { node: node.id }, { target, what: `that ${node.name} has the weights of ${owner.name} and other settings`, cure: 'Give both the same parameters and layers, or weights of their own.' })];
  });

const refuses =
  (...reasons: readonly Unsaid[]) =>
  (target: string) =>
  async (document: HourglassDocument): Promise<readonly Refusal[]> =>
    reasons.flatMap((unsaid) => unsaid(target, activeDocument(document))).map((found) => ({ node: found.at.node ?? null, message: Object.values(printDiagnostic(found)).join(' ') }));

/** What a target refuses that has one module for each set of weights. */
export const trainsByModules = refuses(lostCopies, otherSettings);
