/** The dialog that is open, loaded when first asked for. */
import { lazy, Suspense, type ComponentType } from 'react';
import { openDialog, useUi, type UiState } from '@/components/studio-state';
import { TypeAhead } from '@/components/ui/type-ahead';

type DialogName = NonNullable<UiState['dialog']>;

const dialogs: Readonly<Record<DialogName, ComponentType>> = {
  commands: lazy(async () => ({ default: (await import('./command-palette')).CommandPalette })),
  shortcuts: lazy(async () => ({ default: (await import('./shortcut-sheet')).ShortcutSheet })),
  history: lazy(async () => ({ default: (await import('./history-dialog')).HistoryDialog })),
  about: lazy(async () => ({ default: (await import('./about-dialog')).AboutDialog })),
  gallery: lazy(async () => ({ default: (await import('@/components/gallery/gallery')).Gallery })),
  documents: lazy(async () => ({ default: (await import('./kept-documents')).KeptDocuments })),
  versions: lazy(async () => ({ default: (await import('@/components/versions/versions-dialog')).VersionsDialog })),
  share: lazy(async () => ({ default: (await import('@/components/persistence/share-dialog')).ShareDialog })),
  'share-file': lazy(async () => ({ default: (await import('@/components/exchange/share-file-dialog')).ShareFileDialog })),
  received: lazy(async () => ({ default: (await import('@/components/exchange/received-dialog')).ReceivedDialog })),
  weights: lazy(async () => ({ default: (await import('@/components/exchange/weights-dialog')).WeightsDialog })),
  runs: lazy(async () => ({ default: (await import('@/components/runs/runs-dialog')).RunsDialog })),
  refused: lazy(async () => ({ default: (await import('@/components/exchange/refused-dialog')).RefusedDialog })),
};

export function Dialogs() {
  const open = useUi((ui) => ui.dialog);
  if (open === null) return null;
  const Open = dialogs[open];
  return (
    <Suspense fallback={open === 'commands' && <TypeAhead label="Command palette" left="50%" top="14vh" onClose={() => openDialog(null)} />}>
      <Open />
    </Suspense>
  );
}
