/** The palette as a column of icons beside the canvas: the same entries, and the search at the pointer's place. */
import { Search } from 'lucide-react';
import { setCanvas } from '@/components/canvas-state/canvas-state';
import { canvasCentreOnScreen, viewCentre } from '@/components/canvas-state/canvas-view';
import { categories } from '@/components/canvas-state/kinds';
import { isKind, nodeOffers } from '@/components/canvas-state/offers';
import { useStudio } from '@/components/studio-state';
import { IconButton } from '@/components/ui/icon-button';
import { PaletteEntry, PaletteGhost } from './palette-entry';
import styles from './palette.module.css';

export function PaletteRail() {
  const locked = useStudio(({ readOnly }) => readOnly !== null);
  const search = (): void => {
    const { x, y } = canvasCentreOnScreen();
    setCanvas({ search: { x: x - 160, y: y - 160, at: viewCentre() } });
  };
  return (
    <div className={styles.rail}>
      <IconButton label="Search nodes and layers" shortcut="Tab" className={styles.railSearch} disabled={locked} onClick={search}>
        <Search aria-hidden />
      </IconButton>
      {categories.map(({ id, title }) => (
        <ul key={id} aria-label={title}>
          {nodeOffers
            .filter((offer) => isKind(offer) && offer.definition.category === id)
            .map((offer) => (
              <PaletteEntry key={offer.key} offer={offer} compact />
            ))}
        </ul>
      ))}
      <PaletteGhost />
    </div>
  );
}
