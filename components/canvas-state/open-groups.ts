/** Opens collapsed frames in place: one step of the history. */
import { announce, batch, getStudio } from '@/components/studio-state';
import { heldBy } from './collapsed';
import { openCorner } from './frame-corner';

export function openGroups(ids: readonly string[]): void {
  const { document } = getStudio();
  const held = ids.map((id) => heldBy(document, document.frames[id]));
  const edits = ids.map((frame, index) => {
    const corners = held[index]!.flatMap((id) => (document.nodes[id] ?? document.notes[id])?.position ?? []);
    return { name: 'setFrame' as const, args: { frame, set: { holds: null, position: openCorner(document.frames[frame]!.position, corners) } } };
  });
  if (edits.length > 0 && batch('Open in place', edits).ok) announce(`${held.flat().length} inside.`);
}
