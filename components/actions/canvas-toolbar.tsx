/** Zoom and order, at the lower left of the canvas; every button is one of the actions. */
import { useStore } from '@xyflow/react';
import { Grid3x3, Map as MapIcon, Maximize, Minus, Network, Plus } from 'lucide-react';
import { useStudio } from '@/components/studio-state';
import { shortcutsOf, useShortcuts } from './own-shortcuts';
import { actionOf } from './registry';
import { runAction } from './run-action';
import { IconButton } from '@/components/ui/icon-button';
import { mapIsOn, useCanvas } from '@/components/canvas-state/canvas-state';
import styles from '@/components/canvas/overlays.module.css';

const run = (id: string) => (): void => void runAction(actionOf(id));
const keyOf = (id: string): string | undefined => shortcutsOf(actionOf(id))[0];

export function CanvasToolbar() {
  useShortcuts();
  const percent = useStore(({ transform }) => Math.round(transform[2] * 100));
  const snap = useCanvas((state) => state.snap);
  const minimap = useCanvas(mapIsOn);
  const empty = useStudio(({ document }) => Object.keys(document.nodes).length === 0);
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="View of the canvas" data-canvas-overlay>
      <IconButton label="Zoom out" shortcut={keyOf('canvas.zoomOut')} onClick={run('canvas.zoomOut')}>
        <Minus aria-hidden />
      </IconButton>
      <button type="button" className={styles.percent} aria-label={`Zoom ${percent} %, set to 100 %`} onClick={run('canvas.zoomReset')}>
        {percent} %
      </button>
      <IconButton label="Zoom in" shortcut={keyOf('canvas.zoomIn')} onClick={run('canvas.zoomIn')}>
        <Plus aria-hidden />
      </IconButton>
      <IconButton label="Fit everything in view" shortcut={keyOf('canvas.fit')} disabled={empty} onClick={run('canvas.fit')}>
        <Maximize aria-hidden />
      </IconButton>
      <span className={styles.rule} />
      <IconButton label="Arrange along the wires" shortcut={keyOf('canvas.layout')} disabled={empty} onClick={run('canvas.layout')}>
        <Network aria-hidden />
      </IconButton>
      <IconButton label="Snap to the grid" shortcut={keyOf('canvas.snap')} pressed={snap} onClick={run('canvas.snap')}>
        <Grid3x3 aria-hidden />
      </IconButton>
      <IconButton label="Map" shortcut={keyOf('canvas.minimap')} pressed={minimap} onClick={run('canvas.minimap')}>
        <MapIcon aria-hidden />
      </IconButton>
    </div>
  );
}
