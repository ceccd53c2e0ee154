/** Puts the nodes of a whole document beside those of the open one. */
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import { copyFragment } from '@/graph-engine/document/fragment';
import type { HourglassDocument, Position } from '@/graph-engine/document/types';
import { notify } from '@/components/studio-state/messages';
import { dispatch } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';

const gap = 360;

/** What a document may hold that this version does not know, the first of it. */
export function tellWarnings(warnings: readonly Diagnostic[]): void {
  for (const warning of warnings.slice(0, 3)) {
    const { message, cure } = printDiagnostic(warning);
    notify(message, { description: cure });
  }
}

/** At `at`, or to the right of everything. True where something was inserted. */
export function insertDocument(document: HourglassDocument, at?: Position): boolean {
  const ids = [document.nodes, document.frames, document.notes].flatMap((record) => Object.keys(record));
  if (ids.length === 0) {
    notify(`${document.name} is empty; there is nothing to insert.`);
    return false;
  }
  const lefts = Object.values(document.nodes).map(({ position }) => position.x);
  const right = Math.max(0, ...Object.values(getStudio().document.nodes).map(({ position }) => position.x + gap));
  const place = at ? { at } : { offset: { x: lefts.length > 0 ? right - Math.min(...lefts) : 0, y: 0 } };
  if (!dispatch('paste', { fragment: copyFragment(document, ids), ...place }).ok) return false;
  notify(`Inserted ${document.name}.`, { tone: 'good' });
  return true;
}
