/** Every node kind with a line of help: click or Enter adds it in the middle, dragging puts it anywhere or into a wire. */
import { Layers, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import type { NodeDefinition } from '@/graph-engine/nodes/definition';
import { useStudio } from '@/components/studio-state';
import { KindIcon } from '@/components/node/kind-icon';
import { addOffer } from './add-offer';
import { useCanvas } from '@/components/canvas-state/canvas-state';
import { viewCentre } from '@/components/canvas-state/canvas-view';
import { categories, kindOf, nodeKinds } from '@/components/canvas-state/kinds';
import { isKind, layerOffers, nodeOffers, type Offer } from '@/components/canvas-state/offers';
import { useFindOffers } from './use-find-offers';
import { usePaletteDrag } from './use-palette-drag';
import styles from './palette.module.css';

const tintOf = ({ category }: NodeDefinition): React.CSSProperties => ({ '--tint': `var(--category-${category})` }) as React.CSSProperties;

const offers = nodeOffers(nodeKinds);
const everything = [...offers, ...layerOffers];

function Entry({ offer }: { readonly offer: Offer }) {
  const { key, title, help, definition, layer } = offer;
  const locked = useStudio(({ readOnly }) => readOnly !== null);
  const { onPointerDown, wasDragged } = usePaletteDrag(offer);
  return (
    <li>
      <button
        type="button"
        className={styles.entry}
        style={tintOf(definition)}
        disabled={locked}
        data-testid={`palette-${key}`}
        aria-describedby={`palette-help-${key}`}
        onPointerDown={onPointerDown}
        onDragStart={(event) => event.preventDefault()}
        onClick={(event) => {
          if (!wasDragged()) addOffer(offer, { at: viewCentre(), focus: event.detail === 0 });
        }}
      >
        <span className={styles.icon}>
          {layer ? <Layers size={16} strokeWidth={1.9} aria-hidden /> : <KindIcon kind={definition.kind} />}
        </span>
        <span className={styles.text}>
          <span className={styles.title}>{title}</span>
          <span id={`palette-help-${key}`} className={styles.help}>
            {layer ? `Layer. ${help}` : help}
          </span>
        </span>
      </button>
    </li>
  );
}

export function Palette() {
  const [query, setQuery] = useState('');
  const [used, setUsed] = useState(false);
  const findOffers = useFindOffers(used);
  const found = useMemo(() => findOffers(everything, query), [findOffers, query]);
  const searching = query.trim() !== '';
  return (
    <div className={styles.palette}>
      <label className={styles.search}>
        <Search size={14} aria-hidden />
        <input
          type="search"
          aria-label="Search the palette"
          placeholder="Search nodes and layers"
          value={query}
          spellCheck={false}
          onFocus={() => setUsed(true)}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && searching) setQuery('');
            if (event.key === 'Enter' && found[0]) addOffer(found[0], { at: viewCentre(), focus: false });
          }}
        />
      </label>
      <div className={styles.groups}>
        {searching ? (
          found.length === 0 ? (
            <p className={styles.none}>Nothing is found for “{query.trim()}”.</p>
          ) : (
            <ul>
              {found.map((offer) => (
                <Entry key={offer.key} offer={offer} />
              ))}
            </ul>
          )
        ) : (
          categories.map(({ id, title }) => {
            const kinds = offers.filter((offer) => isKind(offer) && offer.definition.category === id);
            if (kinds.length === 0) return null;
            return (
              <section key={id} aria-labelledby={`palette-${id}-title`}>
                <h2 id={`palette-${id}-title`} className={styles.heading}>
                  {title}
                </h2>
                <ul>
                  {kinds.map((offer) => (
                    <Entry key={offer.key} offer={offer} />
                  ))}
                </ul>
              </section>
            );
          })
        )}
      </div>
      <Ghost />
    </div>
  );
}

/** What hangs at the pointer while an entry is dragged. */
function Ghost() {
  const drag = useCanvas((state) => state.palette);
  const inserting = useCanvas((state) => state.dropWire !== null);
  const definition = drag && kindOf(drag.kind);
  if (!drag || !definition) return null;
  return createPortal(
    <div className={styles.ghost} style={{ ...tintOf(definition), left: drag.x, top: drag.y }} aria-hidden>
      <span className={styles.icon}>
        <KindIcon kind={drag.kind} />
      </span>
      {drag.title}
      {inserting && <span className={styles.inserting}>into this wire</span>}
    </div>,
    document.body,
  );
}
