/** The document as a file, as a link, and among the others of this browser. */
import { Copy, Download, FileInput, FilePlus, FileText, Files, FolderOpen, History, ImageDown, Link, PackageOpen, Shapes } from 'lucide-react';
import { createDocument } from '@/graph-engine/document/create';
import { insertFileDialog, openFileDialog } from '@/components/exchange/choose-file';
import { downloadDocument } from '@/components/persistence/download-document';
import { openCopy } from '@/components/persistence/lock';
import { reportFault } from '@/components/studio-state/messages';
import { openDocument } from '@/components/studio-state/studio';
import { openDialog } from '@/components/studio-state/ui-store';
import { defineActions, type ActionContext } from './definition';

export const documentActions = defineActions(
  { id: 'file.new', title: 'New document', group: 'file', shortcuts: ['$mod+Alt+KeyN'], icon: FilePlus, run: () => openDocument(createDocument(), 'New document') },
  {
    id: 'file.gallery',
    title: 'New from template…',
    group: 'file',
    shortcuts: ['$mod+Shift+g'],
    icon: Shapes,
    keywords: 'gallery templates examples',
    run: () => openDialog('gallery'),
  },
  { id: 'file.open', title: 'Open file…', group: 'file', shortcuts: ['$mod+o'], icon: FolderOpen, run: openFileDialog },
  {
    id: 'file.documents',
    title: 'Documents…',
    group: 'file',
    shortcuts: ['$mod+Shift+o'],
    icon: Files,
    keywords: 'recent rename delete',
    run: () => openDialog('documents'),
  },
  {
    id: 'file.versions',
    title: 'Versions…',
    group: 'file',
    shortcuts: ['$mod+Alt+KeyS'],
    inTextFields: true,
    icon: History,
    help: 'Name this state of the document, look at earlier ones, and go back.',
    keywords: 'name keep restore earlier state snapshot checkpoint history',
    run: () => openDialog('versions'),
  },
  {
    id: 'file.download',
    title: 'Download document',
    group: 'file',
    section: 1,
    shortcuts: ['$mod+s'],
    inTextFields: true,
    icon: Download,
    keywords: 'save export file json',
    run: downloadDocument,
  },
  { id: 'file.duplicate', title: 'Duplicate document', group: 'file', section: 1, shortcuts: ['$mod+Shift+s'], icon: Copy, keywords: 'save as copy', run: () => void openCopy().catch(reportFault) },
  {
    id: 'file.insert',
    title: 'Insert file into document…',
    group: 'file',
    section: 1,
    icon: FileInput,
    keywords: 'import merge',
    edits: true,
    run: insertFileDialog,
  },
  { id: 'file.share-file', title: 'Share as a file…', group: 'file', section: 1, icon: PackageOpen, help: 'The drawing with its weights, curves and pictures in one file.', keywords: 'export zip send weights run', run: () => openDialog('share-file') },
  { id: 'file.share', title: 'Share as link…', group: 'file', section: 1, icon: Link, help: 'The drawing alone: no data, no weights.', run: () => openDialog('share') },
  { id: 'file.report', title: 'Export report', group: 'file', section: 1, icon: FileText, help: 'The run that is open as one page: graph, curves, figures beside baselines, pictures and settings.', keywords: 'html print share run export', run: async () => (await import('@/components/runs/export-report')).exportReport() },
  ...(['png', 'svg'] as const).map((kind) => ({
    id: `file.picture-${kind}`,
    title: `Picture of the graph as ${kind.toUpperCase()}`,
    group: 'file' as const,
    section: 1,
    icon: ImageDown,
    help: 'With the document inside: dropped on a studio, the picture opens.',
    keywords: 'export image screenshot save canvas',
    when: ({ document }: ActionContext) => Object.keys(document.nodes).length > 0,
    run: async () => (await import('@/components/exchange/save-picture')).savePicture(kind),
  })),
);
