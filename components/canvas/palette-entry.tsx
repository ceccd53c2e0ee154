/** One entry of the palette: a row with its help, or its icon alone; the tooltip tells the rest. */
import { Layers, Star } from 'lucide-react';
import { createPortal } from 'react-dom';
import type { NodeDefinition } from '@/graph-engine/nodes/definition';
import { useCanvas } from '@/components/canvas-state/canvas-state';
import { viewCentre } from '@/components/canvas-state/canvas-view';
import { toggleFavourite, useFavourites } from '@/components/canvas-state/favourites';
import { kindColor, kindOf } from '@/components/canvas-state/kinds';
import type { Offer } from '@/components/canvas-state/offers';
import { KindTile } from '@/components/node/kind-tile';
import { useStudio } from '@/components/studio-state';
import { Tip } from '@/components/ui/tip';
import { addOffer } from './add-offer';
import { usePaletteDrag } from './use-palette-drag';
import styles from './palette.module.css';

const tintOf = ({ kind }: NodeDefinition): React.CSSProperties => ({ '--tint': kindColor(kind) }) as React.CSSProperties;

/** Up to the end of its first sentence. */
const firstSentence = (text: string): string => /^.*?[.](?= [A-Z]|$)/.exec(text)?.[0] ?? text;

export function PaletteEntry({ offer, compact = false, place = 'palette' }: { readonly offer: Offer; readonly compact?: boolean; readonly place?: 'palette' | 'favourite' }) {
  const { key, title, definition, layer } = offer;
  const help = layer ? `Layer. ${offer.help}` : offer.help;
  const locked = useStudio(({ readOnly }) => readOnly !== null);
  const isFavourite = useFavourites().includes(key);
  const { onPointerDown, wasDragged } = usePaletteDrag(offer);
  const short = firstSentence(offer.help);
  const button = (
    <button
      type="button"
      className={`${styles.entry} ${compact ? styles.compact : ''}`}
      style={tintOf(definition)}
      disabled={locked}
      data-testid={`${place}-${key}`}
      aria-label={compact ? title : undefined}
      aria-describedby={compact ? undefined : `${place}-help-${key}`}
      onPointerDown={onPointerDown}
      onDragStart={(event) => event.preventDefault()}
      onClick={(event) => {
        if (!wasDragged()) addOffer(offer, { at: viewCentre(), focus: event.detail === 0 });
      }}
    >
      <KindTile kind={definition.kind}>{layer ? <Layers size={16} strokeWidth={1.9} aria-hidden /> : null}</KindTile>
      {!compact && (
        <span className={styles.text}>
          <span className={styles.title}>{title}</span>
          <span id={`${place}-help-${key}`} className={styles.help}>
            {layer ? `Layer. ${short}` : short}
          </span>
        </span>
      )}
    </button>
  );
  const tells = compact || short !== offer.help;
  const told = (
    <span className={styles.tip}>
      {compact && <b>{title}</b>}
      {help}
    </span>
  );
  return (
    <li className={styles.item}>
      {tells ? <Tip side="right" label={told}>{button}</Tip> : button}
      {!compact && (
        <button type="button" className={styles.star} aria-label={`${isFavourite ? 'Unmark' : 'Mark'} ${title} as a favourite`} aria-pressed={isFavourite} onClick={() => toggleFavourite(key)}>
          <Star size={13} aria-hidden fill={isFavourite ? 'currentColor' : 'none'} />
        </button>
      )}
    </li>
  );
}

/** What hangs at the pointer while an entry is dragged. */
export function PaletteGhost() {
  const drag = useCanvas((state) => state.palette);
  const inserting = useCanvas((state) => state.dropWire !== null);
  const definition = drag && kindOf(drag.kind);
  if (!drag || !definition) return null;
  return createPortal(
    <div className={styles.ghost} style={{ ...tintOf(definition), left: drag.x, top: drag.y }} aria-hidden>
      <KindTile kind={drag.kind} />
      {drag.title}
      {inserting && <span className={styles.inserting}>into this wire</span>}
    </div>,
    document.body,
  );
}
