/** What an empty canvas says. */
import { LayoutGrid, Plus } from 'lucide-react';
import { openDialog, useStudio } from '@/components/studio-state';
import { Button } from '@/components/ui/button';
import { Keys } from '@/components/ui/keys';
import { setCanvas, useCanvas } from '@/components/canvas-state/canvas-state';
import { canvasCentreOnScreen, viewCentre } from '@/components/canvas-state/canvas-view';
import styles from './overlays.module.css';

export function EmptyCanvas() {
  const empty = useStudio(({ document }) => Object.keys(document.nodes).length + Object.keys(document.notes).length + Object.keys(document.frames).length === 0);
  const searching = useCanvas((state) => state.search !== null);
  if (!empty || searching) return null;
  return (
    <div className={styles.empty} data-canvas-overlay>
      <h2>Draw an autoencoder</h2>
      <p>
        Drag a node in from the palette, double-click here, or press <Keys shortcut="Tab" />. Start with a Dataset, and wire it on.
      </p>
      <div className={styles.emptyButtons}>
        <Button
          variant="primary"
          onClick={() => {
            const { x, y } = canvasCentreOnScreen();
            setCanvas({ search: { x: x - 160, y: y - 140, at: viewCentre() } });
          }}
        >
          <Plus aria-hidden /> Add a node
        </Button>
        <Button onClick={() => openDialog('gallery')}>
          <LayoutGrid aria-hidden /> Start from a template
        </Button>
      </div>
    </div>
  );
}
