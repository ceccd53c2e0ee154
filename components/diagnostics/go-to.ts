/** Leads to the place of a message: selects its node, layer or wire, lights the node up, and opens its field. */
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import type { Diagnostic, Place } from '@/graph-engine/diagnostics/types';
import { announce, flashNode, select, setPanel, setUi } from '@/components/studio-state';

export function goToNode(node: string, layer?: string): void {
  select({ nodes: [node], layer: layer === undefined ? null : { node, layer } });
  flashNode(node);
  setUi({ phoneTab: 'graph' });
}

export function goTo({ node, wire, layer, field }: Place): void {
  setPanel('inspector', true);
  if (node !== undefined) goToNode(node, layer);
  else if (wire !== undefined) {
    select({ wires: [wire] });
    setUi({ phoneTab: 'graph' });
  }
  setUi({ focusedField: field ?? null });
}

/** The same, and says what is wrong there. */
export function goToProblem(problem: Diagnostic): void {
  goTo(problem.at);
  const { message, cure } = printDiagnostic(problem);
  announce(`${message} ${cure}`, { urgent: true });
}
