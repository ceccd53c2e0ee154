/** What should be known of a file that was taken. */
import type { Incoming } from '@/graph-engine/exchange/incoming/definition';
import { notify } from '@/components/studio-state/messages';

export function tellNotes({ notes }: Incoming): void {
  for (const note of notes.slice(0, 3)) notify(note);
}
