/** Copy, cut, paste, duplicate, delete, select. */
import { BoxSelect, ClipboardPaste, Copy, CopyPlus, Scissors, Trash2 } from 'lucide-react';
import { copySelection, pasteClipboard, selectedThings, selectNew } from '@/components/canvas/clipboard';
import { drawn, heldBy } from '@/components/canvas-state/collapsed';
import { focusOnCanvas } from '@/components/canvas-state/canvas-view';
import { announce, dispatch, getSelection, getStudio, select, type Selection } from '@/components/studio-state';
import { counted } from '@/graph-engine/diagnostics/counted';
import { defineActions } from './definition';

const hasThings = ({ nodes, frames, notes }: Selection): boolean => nodes.length + frames.length + notes.length > 0;
const hasAny = (selection: Selection): boolean => hasThings(selection) || selection.wires.length > 0;

function deleteSelection(): void {
  const { wires } = getSelection();
  const { document } = getStudio();
  const chosen = selectedThings();
  // A collapsed frame goes with all that it holds.
  const ids = [...new Set([...chosen, ...wires, ...chosen.flatMap((id) => heldBy(document, document.frames[id]))])];
  if (dispatch('remove', { ids }).ok) {
    announce(`${counted(ids.length, 'item')} deleted.`);
    focusOnCanvas(null);
  }
}

export const canvasClipboardActions = defineActions(
  {
    id: 'canvas.cut',
    title: 'Cut',
    group: 'edit',
    section: 1,
    shortcuts: ['$mod+x'],
    icon: Scissors,
    places: ['node', 'frame', 'note'],
    edits: true,
    keysOnCanvas: true,
    when: ({ selection }) => hasThings(selection),
    run: async () => {
      if (await copySelection()) deleteSelection();
    },
  },
  {
    id: 'canvas.copy',
    title: 'Copy',
    group: 'edit',
    section: 1,
    shortcuts: ['$mod+c'],
    icon: Copy,
    places: ['node', 'frame', 'note'],
    help: 'Copies what is selected, also as text for other windows.',
    keysOnCanvas: true,
    when: ({ selection }) => hasThings(selection) && markedText() === '',
    run: async () => void (await copySelection()),
  },
  {
    id: 'canvas.paste',
    title: 'Paste',
    group: 'edit',
    section: 1,
    shortcuts: ['$mod+v'],
    icon: ClipboardPaste,
    places: ['canvas'],
    edits: true,
    keysOnCanvas: true,
    run: ({ target }) => pasteClipboard(target.position),
  },
  {
    id: 'canvas.pasteKeepingInputs',
    title: 'Paste, keeping inputs',
    group: 'edit',
    section: 1,
    shortcuts: ['$mod+Shift+v'],
    icon: ClipboardPaste,
    places: ['canvas'],
    help: 'What fed the original feeds the copy too.',
    keywords: 'wires connections',
    edits: true,
    keysOnCanvas: true,
    run: ({ target }) => pasteClipboard(target.position, { keepInputs: true }),
  },
  {
    id: 'canvas.duplicate',
    title: 'Duplicate',
    group: 'edit',
    section: 1,
    shortcuts: ['$mod+d'],
    icon: CopyPlus,
    places: ['node', 'frame', 'note'],
    edits: true,
    keysOnCanvas: true,
    when: ({ selection }) => hasThings(selection),
    run: ({ document }) => {
      if (dispatch('duplicate', { ids: selectedThings() }).ok) selectNew(document);
    },
  },
  {
    id: 'canvas.delete',
    title: 'Delete',
    group: 'edit',
    section: 1,
    shortcuts: ['Delete', 'Backspace'],
    icon: Trash2,
    places: ['node', 'wire', 'frame', 'note'],
    edits: true,
    keysOnCanvas: true,
    when: ({ selection }) => hasAny(selection),
    run: deleteSelection,
  },
  {
    id: 'canvas.selectAll',
    title: 'Select all',
    group: 'edit',
    section: 2,
    shortcuts: ['$mod+a'],
    icon: BoxSelect,
    places: ['canvas'],
    keysOnCanvas: true,
    run: ({ document }) => {
      const seen = drawn(document);
      select(seen);
      announce(`${counted(seen.nodes.length + seen.frames.length + seen.notes.length, 'item')} selected.`);
    },
  },
  {
    id: 'canvas.selectNone',
    title: 'Deselect',
    group: 'edit',
    section: 2,
    shortcuts: ['Escape'],
    keysOnCanvas: true,
    when: ({ selection }) => hasAny(selection),
    run: () => {
      select({});
      focusOnCanvas(null);
    },
  },
);

/** Text that is marked on the page is copied by the browser, not by us. */
const markedText = (): string => globalThis.getSelection?.()?.toString() ?? '';
