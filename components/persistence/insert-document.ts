/** Puts the nodes of a whole document beside those of the open one. */
import type { Diagnostic } from '@/graph-engine/diagnostics/types';
import { copyFragment } from '@/graph-engine/document/fragment';
import type { HourglassDocument, Position } from '@/graph-engine/document/types';
import { notify } from '@/components/studio-state/messages';
import { dispatch } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';
import { warningWords } from './warning-words';

const gap = 360;

interface Read {
  readonly document: HourglassDocument;
  readonly warnings: readonly Diagnostic[];
}

/** At `at`, or to the right of everything. True where something was inserted. */
export function insertDocument({ document, warnings }: Read, at?: Position): boolean {
  const ids = [document.nodes, document.frames, document.notes].flatMap((record) => Object.keys(record));
  if (ids.length === 0) {
    notify(`${document.name} is empty; there is nothing to insert.`);
    return false;
  }
  const lefts = Object.values(document.nodes).map(({ position }) => position.x);
  const right = Math.max(0, ...Object.values(getStudio().document.nodes).map(({ position }) => position.x + gap));
  const place = at ? { at } : { offset: { x: lefts.length > 0 ? right - Math.min(...lefts) : 0, y: 0 } };
  if (!dispatch('paste', { fragment: copyFragment(document, ids), ...place }).ok) return false;
  // One message: of several the newest alone is seen.
  notify(`Inserted ${document.name}.`, warnings.length > 0 ? { description: warningWords(warnings).join(' ') } : { tone: 'good' });
  return true;
}
