/** What a target cannot say of how a document is trained: told by name, where a project that trains in another way would be written. */
import { activeDocument } from '../../analysis/active';
import { analyse } from '../../analysis/analyse';
import { parametersOf } from '../../analysis/parameter-list';
import { diagnostic, printDiagnostic } from '../../diagnostics/print';
import type { Diagnostic } from '../../diagnostics/types';
import { stagesOf } from '../../document/stages';
import { layersOf, type GraphNode, type HourglassDocument } from '../../document/types';
import { layerOf } from '../../layers/registry';
import { lower, weightOwner } from '../../program/lower';
import { layerSettings, moduleOf } from './module-of';
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

/**
 * By a target with one module for each set of weights and settings: of several modules for the same weights, who moves statistics, and who stands still while
 * a stage freezes them, would be others than in the studio.
 */
const otherSettings: Unsaid = (target, document) => {
  const twins = Object.values(document.nodes).filter(({ id }) => moduleOf(document, id) !== weightOwner(document, id).id);
  const moved = twins.length > 0 ? movedIn(document) : [];
  return twins.flatMap((node) => {
    const owner = weightOwner(document, node.id);
    const moves = moved.some((name) => isOtherIn(name, owner, node));
    if (!moves && !stagesOf(document.training).some(({ frozen }) => frozen.includes(owner.id))) return [];
    const what = moves ? 'statistics that follow what passes through both' : 'a stage that freezes them';
    return [diagnostic('export.unsaid', { node: node.id }, { target, what: `that ${node.name} has the weights of ${owner.name} with other settings, and ${what}`, cure: 'Give both the same parameters and layers, or weights of their own.' })];
  });
};
/** Names of the weights that something moves beside gradients. */
function movedIn(document: HourglassDocument): readonly string[] {
  const analysis = analyse(document);
  if (!analysis.sound) return [];
  const { updates, pulls } = lower(document, analysis, { batch: 1, mode: 'train' });
  return [...updates, ...pulls].map(({ parameter }) => parameter);
}
/** Whether a weight is of the node itself, or of a layer that is set in another way in its twin. */
function isOtherIn(name: string, owner: GraphNode, twin: GraphNode): boolean {
  const [node, layer, ...more] = name.split('/');
  if (node !== owner.id) return false;
  if (more.length === 0) return true;
  const at = layersOf(owner).findIndex(({ id }) => id === layer);
  const [one, other] = [layersOf(owner)[at], layersOf(twin)[at]].map((found) => found && layerSettings(found));
  return one !== other;
}

/** By a target whose layers with moving statistics are written in its own words, which know no padding. */
const maskedStatistics: Unsaid = (target, document) =>
  Object.entries(analyse(document).nodes).flatMap(([node, { stack }]) =>
    (stack?.layers ?? [])
      .filter(({ kind, masked }) => masked && layerOf(kind)!.batchStatistics)
      .map(({ id, kind }) => diagnostic('export.unsaid', { node, layer: id }, { target, what: `${layerOf(kind)!.title} of a sequence with a mask, in ${document.nodes[node]!.name}`, cure: 'Put a LayerNorm in its place.' })),
  );

const refuses =
  (...reasons: readonly Unsaid[]) =>
  (target: string) =>
  async (document: HourglassDocument): Promise<readonly Refusal[]> =>
    reasons.flatMap((unsaid) => unsaid(target, activeDocument(document))).map((found) => ({ node: found.at.node ?? null, message: Object.values(printDiagnostic(found)).join(' ') }));

/** What a target refuses that has one module for each set of weights. */
export const trainsByModules = refuses(lostCopies, otherSettings, maskedStatistics);
