/** Undo, redo and the list of steps. */
import { History, Redo2, Undo2 } from 'lucide-react';
import { redo, undo } from '@/components/studio-state/studio';
import { openDialog } from '@/components/studio-state/ui-store';
import { defineActions } from './definition';

export const editActions = defineActions(
  {
    id: 'edit.undo',
    title: 'Undo',
    group: 'edit',
    shortcuts: ['$mod+z'],
    icon: Undo2,
    edits: true,
    when: ({ canUndo }) => canUndo,
    run: undo,
  },
  {
    id: 'edit.redo',
    title: 'Redo',
    group: 'edit',
    shortcuts: ['$mod+Shift+z', '$mod+y'],
    icon: Redo2,
    edits: true,
    when: ({ canRedo }) => canRedo,
    run: redo,
  },
  {
    id: 'edit.history',
    title: 'History…',
    group: 'edit',
    shortcuts: ['$mod+Shift+h'],
    icon: History,
    help: 'Lists every step and jumps to any of them.',
    run: () => openDialog('history'),
  },
);
