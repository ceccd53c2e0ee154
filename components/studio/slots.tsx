/** The rooms of the studio, loaded when first shown. A room that fails shows its fault and leaves the others alone. */
import { lazy, Suspense, type ComponentType } from 'react';
import { PanelBoundary } from './panel-boundary';
import styles from './slots.module.css';

const slots = {
  canvas: lazy(async () => ({ default: (await import('@/components/canvas/canvas')).Canvas })),
  palette: lazy(async () => ({ default: (await import('@/components/canvas/palette')).Palette })),
  inspector: lazy(async () => ({ default: (await import('@/components/inspector/inspector')).Inspector })),
  trainingBar: lazy(async () => ({ default: (await import('@/components/training/training-bar')).TrainingBar })),
  drawer: lazy(async () => ({ default: (await import('@/components/training/drawer')).Drawer })),
  code: lazy(async () => ({ default: (await import('@/components/code/code-panel')).CodePanel })),
} satisfies Record<string, ComponentType>;

export type SlotName = keyof typeof slots;

const titles: Readonly<Record<SlotName, string>> = {
  canvas: 'Canvas',
  palette: 'Palette',
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
