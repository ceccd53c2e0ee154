/** Layers that normalise over the batch, where a batch is too small for that, or a run too short. */
import { activeDocument } from './active';
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic, Fix } from '../diagnostics/types';
import { fieldProblem } from '../document/fields';
import { sizeOf } from '../document/shape';
import { trainingFields } from '../document/training-fields';
import type { GraphNode, HourglassDocument, NodeId } from '../document/types';
import { layerOf } from '../layers/registry';
import { fixes } from '../nodes/fixes';
import { nodeOf } from '../nodes/registry';
import { heldOut } from '../data/split';
import { ownOf } from './own';
import { mirrorField } from '../nodes/mirror-field';
import type { Searched } from './missing-wires';
import type { Analysis } from './types';

/** A run of fewer steps says little of the statistics of the whole. */
const fewSteps = 10;
const enoughSteps = 200;
const usualBatch = 32;

/** Items that are there to train on: the least of several Datasets, Infinity where nobody knows before they are loaded. */
function knownItems(document: HourglassDocument): number {
  const counts = Object.values(document.nodes).flatMap((node) => {
    const definition = nodeOf(node.kind);
    return definition?.items ? [definition.items(ownOf(node, definition).params) ?? Infinity] : [];
  });
  return Math.min(Infinity, ...counts);
}

function cures({ training }: HourglassDocument, node: GraphNode, layer: string, index: number, items: number): Fix[] {
  const train = items === Infinity ? Infinity : items - heldOut(items, training.validationSplit);
  const batch = Math.min(usualBatch, train);
  const found: Fix[] = [];
  if (training.batchSize < 2 && batch >= 2) found.push(fixes.setTraining(`Set Batch size to ${batch}`, { batchSize: batch }));
  if (train < 2 && items >= 2) found.push(fixes.setTraining('Hold out nothing', { validationSplit: 0, ...(training.batchSize < 2 ? { batchSize: Math.min(usualBatch, items) } : {}) }));
  return [...found, ...insteadOf(node, layer, index)];
}
function insteadOf(node: GraphNode, layer: string, index: number): Fix[] {
  const label = 'Use LayerNorm instead';
  return mirrorField(node) ? [] : [fixes.several(label, [fixes.addLayer(label, node.id, { kind: 'layer-norm', params: {} }, index), fixes.removeLayers(label, node.id, [layer])])];
}

/** Where one update asks for more batches than there are. */
function updateDiagnostics(document: HourglassDocument, items: number): readonly (readonly [NodeId, Diagnostic])[] {
  const { accumulate, batchSize, validationSplit } = document.training;
  const data = Object.values(document.nodes).find(({ kind }) => nodeOf(kind)?.traits.feedsData);
  if (!data || items === Infinity) return [];
  const train = Math.max(1, items - heldOut(items, validationSplit));
  const size = Math.min(batchSize, train);
  const found = Math.min(accumulate, Math.floor(train / size));
  if (found === accumulate) return [];
  const args = { wanted: String(accumulate), size: String(size), items: String(train), found: String(found) };
  return [[data.id, diagnostic('batches.few', { node: data.id }, args, { severity: 'info', fixes: [fixes.setTraining(`Set Batches per update to ${found}`, { accumulate: found })] })]];
}

/** `given` is the number of items where it is known for certain. */
export function batchDiagnostics({ document, results }: Pick<Searched, 'document' | 'results'>, given?: number): readonly (readonly [NodeId, Diagnostic])[] {
  const { training } = document;
  let known: number | null = given ?? null;
  const found: (readonly [NodeId, Diagnostic])[] = training.accumulate > 1 ? [...updateDiagnostics(document, (known ??= knownItems(document)))] : [];
  for (const node of Object.values(document.nodes)) {
    if (node.frozen) continue;
    const stack = results(node.id)?.stack;
    stack?.layers.forEach(({ id, kind, input }, index) => {
      const layer = layerOf(kind);
      if (!layer?.batchStatistics) return;
      const items = (known ??= knownItems(document));
      const train = items === Infinity ? Infinity : Math.max(1, items - heldOut(items, training.validationSplit));
      const batch = Math.min(training.batchSize, train);
      const at = { node: node.id, ...(mirrorField(node) ? {} : { layer: id }) };
      if (batch * sizeOf(input.slice(0, -1)) < 2) {
        const args = { layer: layer.title, node: node.name, size: String(batch) };
        found.push([node.id, diagnostic('norm.batch', at, args, { severity: 'warning', fixes: cures(document, node, id, index, items) })]);
      }
      if (training.accumulate > 1 && !found.some(([, { code }]) => code === 'norm.accumulate')) {
        const whole = batch * training.accumulate;
        const args = { layer: layer.title, node: node.name, size: String(batch), items: String(whole) };
        const inOne = fieldProblem(trainingFields.batchSize, whole) === null ? [fixes.setTraining(`Use batches of ${whole} items`, { batchSize: whole, accumulate: 1 })] : [];
        found.push([node.id, diagnostic('norm.accumulate', at, args, { severity: 'info', fixes: [...inOne, ...insteadOf(node, id, index)] })]);
      }
      // Statistics follow every batch.
      const steps = Math.max(training.minSteps * training.accumulate, training.epochs * Math.floor(train / batch));
      if (steps < fewSteps && !found.some(([, { code }]) => code === 'norm.steps')) {
        const more = fixes.setTraining(`Train for at least ${enoughSteps} steps`, { minSteps: enoughSteps });
        found.push([node.id, diagnostic('norm.steps', at, { layer: layer.title, node: node.name, steps: String(steps) }, { severity: 'info', fixes: [more] })]);
      }
    });
  }
  return found;
}

/** What shows once the data are there: of so many items, as the document could not know. */
export function batchRemarks(drawn: HourglassDocument, analysis: Analysis, items: number): readonly Diagnostic[] {
  const document = activeDocument(drawn);
  const told = new Set(analysis.diagnostics.map(({ code }) => code));
  return batchDiagnostics({ document, results: (id) => analysis.nodes[id] }, items).flatMap(([, found]) => (told.has(found.code) ? [] : [found]));
}
