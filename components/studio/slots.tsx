/** The rooms of the studio, loaded when first shown. A room that fails shows its fault and leaves the others alone. */
import { lazy, Suspense, type ComponentType } from 'react';
import { getUi } from '@/components/studio-state';
import { PanelBoundary } from './panel-boundary';
import styles from './slots.module.css';

const rooms = {
  canvas: async () => ({ default: (await import('./rooms')).CanvasRoom }),
  palette: async () => ({ default: (await import('@/components/canvas/palette')).Palette }),
  rail: async () => ({ default: (await import('./rooms')).PaletteRail }),
  inspector: async () => ({ default: (await import('@/components/inspector/inspector')).Inspector }),
  trainingBar: async () => ({ default: (await import('@/components/training/training-bar')).TrainingBar }),
  drawer: async () => ({ default: (await import('@/components/views/drawer')).Drawer }),
  code: async () => ({ default: (await import('@/components/code/code-panel')).CodePanel }),
} satisfies Record<string, () => Promise<{ readonly default: ComponentType }>>;
export type SlotName = keyof typeof rooms;
const slots: Readonly<Record<SlotName, ComponentType>> = {
  canvas: lazy(rooms.canvas),
  palette: lazy(rooms.palette),
  rail: lazy(rooms.rail),
  inspector: lazy(rooms.inspector),
  trainingBar: lazy(rooms.trainingBar),
  drawer: lazy(rooms.drawer),
  code: lazy(rooms.code),
};

/** Asks for the scripts of the rooms that will be shown. */
export function fetchRooms(): void {
  const { panels } = getUi();
  const shown: readonly SlotName[] = ['canvas', 'trainingBar', ...(['palette', 'inspector', 'drawer', 'code'] as const).filter((name) => panels[name])];
  // A room that cannot be fetched tells when it is shown.
  for (const name of shown) rooms[name]().catch(() => undefined);
}

const titles: Readonly<Record<SlotName, string>> = {
  canvas: 'Canvas',
  palette: 'Palette',
  rail: 'Palette',
  inspector: 'Inspector',
  trainingBar: 'Training bar',
  drawer: 'Training drawer',
  code: 'Code',
};

export function Slot({ name }: { readonly name: SlotName }) {
  const Room = slots[name];
  return (
    <PanelBoundary title={titles[name]}>
      <Suspense fallback={<div className={styles.loading} aria-busy="true" aria-label={`${titles[name]} is loading`} />}>
        <Room />
      </Suspense>
    </PanelBoundary>
  );
}
