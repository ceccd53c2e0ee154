/** Reconstructions of rows of a table whose Loss compares columns: what stands at the places of a category are logits. */
import { readParams } from '../document/fields';
import type { Places } from '../document/port-type';
import type { GraphNode, HourglassDocument } from '../document/types';
import { wiresInto } from '../document/wires-into';
import type { Roles } from './roles';
import { lossKinds, type LossKindName } from '../nodes/loss-kinds';
import { nodeOf } from '../nodes/registry';

function comparesColumns(node: GraphNode): boolean {
  const { kind } = readParams(nodeOf(node.kind)!.fields, node.params) as { readonly kind?: LossKindName };
  return kind !== undefined && lossKinds[kind]?.byColumn === true;
}
/** The Loss on the reconstruction; of several, one that compares columns. */
export function rowLoss(document: HourglassDocument, roles: Roles): GraphNode | null {
  const found = Object.values(document.nodes).filter((node) => {
    const from = wiresInto(document, node.id).map((wire) => `${wire.from.node}.${wire.from.port}`);
    return from.includes(roles.output!.tap) && from.includes(roles.data!.tap);
  });
  return found.find(comparesColumns) ?? found[0] ?? null;
}
/** Whether the Loss on the reconstruction compares categories by their logits. */
export function isByColumn(document: HourglassDocument, roles: Roles): boolean {
  const loss = rowLoss(document, roles);
  return loss !== null && comparesColumns(loss);
}

/** The probabilities that logits stand for at the places of categories; other numbers as they are. `count` rows. */
export function withProbabilities(values: Float32Array, places: Places, count: number): Float32Array {
  const width = values.length / Math.max(1, count);
  const out = values.slice();
  for (const { kind, at, width: wide } of places) {
    if (kind !== 'category') continue;
    for (let row = 0; row < count; row++) {
      const part = out.subarray(row * width + at, row * width + at + wide);
      const most = part.reduce((a, b) => Math.max(a, b), -Infinity);
      const sum = part.reduce((total, logit) => total + Math.exp(logit - most), 0);
      part.forEach((logit, i) => (part[i] = Math.exp(logit - most) / sum));
    }
  }
  return out;
}

/** A reconstruction as it is shown and measured against the data. */
export function shownRows(document: HourglassDocument, roles: Roles, values: Float32Array, count: number): Float32Array {
  const type = roles.data?.type;
  const places = type?.tag === 'data' ? type.places : undefined;
  return places && isByColumn(document, roles) ? withProbabilities(values, places, count) : values;
}
