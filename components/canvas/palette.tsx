/** Every node kind with a line of help: click or Enter adds it in the middle, dragging puts it anywhere or into a wire. */
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { addOffer } from './add-offer';
import { viewCentre } from '@/components/canvas-state/canvas-view';
import { categories, nodeKinds } from '@/components/canvas-state/kinds';
import { isKind, layerOffers, nodeOffers } from '@/components/canvas-state/offers';
import { PaletteEntry, PaletteGhost } from './palette-entry';
import { useFindOffers } from './use-find-offers';
import styles from './palette.module.css';

const offers = nodeOffers(nodeKinds);
const everything = [...offers, ...layerOffers];

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
                <PaletteEntry key={offer.key} offer={offer} />
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
                    <PaletteEntry key={offer.key} offer={offer} />
                  ))}
                </ul>
              </section>
            );
          })
        )}
      </div>
      <PaletteGhost />
    </div>
  );
}
