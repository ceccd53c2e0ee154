/** The places of a code that is a map of vectors, laid out as they lie in the picture; one of them is walked. */
import styles from './traversal-view.module.css';

interface PlacePickerProps {
  /** Sides of the map; one side is a row. */
  readonly places: readonly number[];
  readonly picked: number;
  /** Places whose vectors were changed. */
  readonly changed: ReadonlySet<number>;
  onPick(place: number): void;
}

export function PlacePicker({ places, picked, changed, onPick }: PlacePickerProps) {
  const columns = places.at(-1)!;
  const count = places.reduce((product, side) => product * side, 1);
  const label = (place: number): string => (count > columns ? `Place in row ${Math.floor(place / columns) + 1}, column ${(place % columns) + 1}` : `Place ${place + 1}`);
  return (
    <div className={styles.places} style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }} role="radiogroup" aria-label="Place of the code">
      {Array.from({ length: count }, (_, place) => (
        <button
          key={place}
          type="button"
          role="radio"
          aria-checked={place === picked}
          aria-label={label(place)}
          title={label(place)}
          data-changed={changed.has(place) || undefined}
          tabIndex={place === picked ? 0 : -1}
          onClick={() => onPick(place)}
          onKeyDown={(event) => {
            const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
            const next = step === undefined ? -1 : place + step;
            if (next < 0 || next >= count) return;
            event.preventDefault();
            onPick(next);
            (event.currentTarget.parentElement?.children[next] as HTMLElement | undefined)?.focus();
          }}
        />
      ))}
    </div>
  );
}
