/** Leads to the place of a message: selects its node, asks the inspector for the field, lets the canvas mark it. */
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import { announce } from '@/components/studio-state/messages';
import { select } from '@/components/studio-state/selection';
import { setPanel, setUi } from '@/components/studio-state/ui-store';

const HALO_MS = 2400;

export function goToNode(node: string): void {
  select({ nodes: [node] });
  setUi({ highlightedNode: node, phoneTab: 'graph' });
  setTimeout(() => setUi({ highlightedNode: null }), HALO_MS);
}

export function goToProblem(problem: Diagnostic): void {
  const { node, wire, layer, field } = problem.at;
  setPanel('inspector', true);
  if (node) goToNode(node);
  else if (wire) select({ wires: [wire] });
  if (node && layer) select({ nodes: [node], layer: { node, layer } });
  setUi({ focusedField: field ?? null });
  const { message, cure } = printDiagnostic(problem);
  announce(`${message} ${cure}`, { urgent: true });
}
