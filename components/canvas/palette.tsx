/** Every node kind with a line of help: click or Enter adds it in the middle, dragging puts it anywhere or into a wire. */
import { Search } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { addOffer } from './add-offer';
import { useBlocks } from '@/components/canvas-state/blocks';
import { useFavourites } from '@/components/canvas-state/favourites';
import { viewCentre } from '@/components/canvas-state/canvas-view';
import { categories } from '@/components/canvas-state/kinds';
import { isKind, nodeOffers, offers } from '@/components/canvas-state/offers';
import { PaletteEntry, PaletteGhost } from './palette-entry';
import { useFindOffers } from './use-find-offers';
import styles from './palette.module.css';

const MyBlocks = lazy(async () => ({ default: (await import('./my-blocks')).MyBlocks }));

/** What there is, by what it is for; first what the user marked and saved. */
function Shelves() {
  const favourites = useFavourites().flatMap((key) => offers.find((offer) => offer.key === key) ?? []);
  const hasBlocks = useBlocks().length > 0;
  return (
    <>
      {favourites.length > 0 && (
        <section aria-labelledby="palette-favourites-title">
          <h2 id="palette-favourites-title" className={styles.heading}>
            Favourites
          </h2>
          <ul>
            {favourites.map((offer) => (
              <PaletteEntry key={offer.key} offer={offer} place="favourite" />
            ))}
          </ul>
        </section>
      )}
      {hasBlocks && (
        <Suspense fallback={null}>
          <MyBlocks />
        </Suspense>
      )}
      {categories.map(({ id, title }) => {
        const kinds = nodeOffers.filter((offer) => isKind(offer) && offer.definition.category === id);
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
      })}
    </>
  );
}

export function Palette() {
  const [query, setQuery] = useState('');
  const [used, setUsed] = useState(false);
  const findOffers = useFindOffers(used);
  const found = useMemo(() => findOffers(offers, query), [findOffers, query]);
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
          <Shelves />
        )}
      </div>
      <PaletteGhost />
    </div>
  );
}
