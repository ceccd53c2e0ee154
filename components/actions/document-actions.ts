/** The document as a file and among the others. */
import { FilePlus, Shapes } from 'lucide-react';
import { createDocument } from '@/graph-engine/document/create';
import { openDocument } from '@/components/studio-state/studio';
import { openDialog } from '@/components/studio-state/ui-store';
import { defineActions } from './definition';

export const documentActions = defineActions(
  {
    id: 'file.new',
    title: 'New document',
    group: 'file',
    shortcuts: ['$mod+Alt+n'],
    icon: FilePlus,
    run: () => openDocument(createDocument(), 'New document'),
  },
  { id: 'file.gallery', title: 'Gallery of templates…', group: 'file', shortcuts: ['$mod+Shift+g'], icon: Shapes, run: () => openDialog('gallery') },
);
