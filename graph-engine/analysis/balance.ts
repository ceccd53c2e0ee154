/** Terms of a loss that do not fit together: a mean over the elements of an item beside a sum over them, or weights that suit the other. */
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic, Fix } from '../diagnostics/types';
import type { PortType } from '../document/port-type';
import type { HourglassDocument, NodeId } from '../document/types';
import type { TermScale } from '../nodes/definition';
import { fixes } from '../nodes/fixes';
import { nodeOf } from '../nodes/registry';
import { ownOf } from './own';
import { reachable, typeAt, type Searched } from './missing-wires';

/** A factor up to this is one that people choose on purpose, as a β of 4. */
const chosen = 4;
/** From this many elements of an item on, a weight of one by that number tells that a mean was meant. */
const many = 64;

interface Term extends TermScale {
  readonly node: NodeId;
}

function termsOf({ document, graph, results }: Searched): Term[] {
  return Object.values(document.nodes).flatMap((node) => {
    const definition = nodeOf(node.kind);
    if (!definition?.terms) return [];
    const input = (port: string): PortType | null => {
      const wire = (graph.into.get(node.id) ?? []).find(({ to }) => to.port === port);
      return wire ? typeAt(results(wire.from.node)!, wire.from.port) : null;
    };
    return definition.terms(ownOf(node, definition).params, input).filter(({ weight }) => weight > 0).map((term) => ({ ...term, node: node.id }));
  });
}

const rounded = (x: number): number => Number(x.toPrecision(3));
const shown = (x: number): string => rounded(x).toLocaleString('en', { maximumSignificantDigits: 3 });

/** Sets the weight of a term, as far as its field goes. */
function reweigh(document: HourglassDocument, { node, field, fieldLabel }: Term, value: number): Fix {
  const { name } = document.nodes[node]!;
  return fixes.setParam(`Set ${fieldLabel} of ${name} to ${String(value)}`, node, field, value);
}

export function balanceDiagnostics(searched: Searched): readonly (readonly [NodeId, Diagnostic])[] {
  const { document, graph, results } = searched;
  const terms = termsOf(searched);
  const judged = terms.filter(({ reduction }) => reduction);
  // Most documents sum, and weigh as usual; only the rest is worth a look at every pair.
  if (terms.length < 2 || !(judged.some(({ per }) => per === 'element') || terms.some(({ weight, usual }) => weight / usual <= chosen / many))) return [];
  const before = new Map<NodeId, ReadonlySet<NodeId>>();
  const ancestors = (id: NodeId): ReadonlySet<NodeId> => {
    if (!before.has(id)) before.set(id, reachable(id, graph.into, 'from'));
    return before.get(id)!;
  };
  /** Whether what one term trains is trained by the other, too. */
  const meet = (a: Term, b: Term): boolean => ancestors(a.node).has(b.node) || (b.reduction !== undefined && [...ancestors(a.node)].some((id) => ancestors(b.node).has(id) && results(id)!.parameters > 0));
  const name = (id: NodeId): string => document.nodes[id]!.name;
  return judged.flatMap((own) =>
    terms.flatMap((other): (readonly [NodeId, Diagnostic])[] => {
      if (other === own || other.per !== 'item') return [];
      // How much the other term weighs against a sum over the elements of this one, in units of what is usual.
      const factor = ((other.weight / other.usual) * own.elements) / own.weight;
      const place = { node: own.node, field: own.reduction!.field };
      if (own.per === 'element' && factor > chosen && own.elements > 1 && meet(own, other)) {
        const value = rounded((other.usual * own.weight) / own.elements);
        const args = { node: name(own.node), elements: own.elements.toLocaleString('en'), term: other.name, other: name(other.node), factor: shown(own.elements), field: other.fieldLabel, value: String(value) };
        const sum = fixes.setParam('Sum per item', own.node, own.reduction!.field, own.reduction!.sum);
        const cures = other.reduction ? [sum, fixes.setParam(`Take the mean in ${name(other.node)}, too`, other.node, other.reduction.field, other.reduction.mean)] : [sum, reweigh(document, other, value)];
        return [[own.node, diagnostic('loss.balance', place, args, { severity: 'warning', fixes: cures })]];
      }
      if (own.per === 'item' && !other.reduction && own.elements >= many && factor <= chosen && factor >= 1 / chosen && meet(own, other)) {
        const value = rounded(other.usual * own.weight);
        const args = { node: name(own.node), elements: own.elements.toLocaleString('en'), term: other.name, other: name(other.node), weight: String(other.weight), field: other.fieldLabel, value: String(value) };
        const mean = fixes.setParam('Mean per element', own.node, own.reduction!.field, own.reduction!.mean);
        return [[own.node, diagnostic('loss.faint', place, args, { severity: 'warning', fixes: [reweigh(document, other, value), mean] })]];
      }
      return [];
    }),
  );
}
