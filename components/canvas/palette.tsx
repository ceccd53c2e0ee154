/** Every node kind with a line of help: click or Enter adds it in the middle, dragging puts it anywhere or into a wire. */
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import type { NodeDefinition } from '@/graph-engine/nodes/definition';
import { useStudio } from '@/components/studio-state';
import { KindIcon } from '@/components/node/kind-icon';
import { addNode } from './add-node';
import { useCanvas } from '@/components/canvas-state/canvas-state';
import { viewCentre } from '@/components/canvas-state/canvas-view';
import { useFindKinds } from './use-find-kinds';
import { categories, kindOf, nodeKinds } from '@/components/canvas-state/kinds';
import { usePaletteDrag } from './use-palette-drag';
import styles from './palette.module.css';

const tintOf = ({ category }: NodeDefinition): React.CSSProperties => ({ '--tint': `var(--category-${category})` }) as React.CSSProperties;

function Entry({ definition }: { readonly definition: NodeDefinition }) {
  const locked = useStudio(({ readOnly }) => readOnly !== null);
  const { onPointerDown, wasDragged } = usePaletteDrag(definition.kind);
  return (
    <li>
      <button
        type="button"
        className={styles.entry}
        style={tintOf(definition)}
        disabled={locked}
        data-testid={`palette-${definition.kind}`}
        aria-describedby={`palette-help-${definition.kind}`}
        onPointerDown={onPointerDown}
        onDragStart={(event) => event.preventDefault()}
        onClick={(event) => {
          if (!wasDragged()) addNode(definition.kind, { at: viewCentre(), focus: event.detail === 0 });
        }}
      >
        <span className={styles.icon}>
          <KindIcon kind={definition.kind} />
        </span>
        <span className={styles.text}>
          <span className={styles.title}>{definition.title}</span>
          <span id={`palette-help-${definition.kind}`} className={styles.help}>
            {definition.help}
          </span>
        </span>
      </button>
    </li>
  );
}

export function Palette() {
  const [query, setQuery] = useState('');
  const [used, setUsed] = useState(false);
  const findKinds = useFindKinds(used);
  const found = useMemo(() => findKinds(nodeKinds, query), [findKinds, query]);
  const searching = query.trim() !== '';
  return (
    <div className={styles.palette}>
      <label className={styles.search}>
        <Search size={14} aria-hidden />
        <input
          type="search"
          aria-label="Search the palette"
          placeholder="Search nodes"
          value={query}
          spellCheck={false}
          onFocus={() => setUsed(true)}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && searching) setQuery('');
            if (event.key === 'Enter' && found[0]) addNode(found[0].kind, { at: viewCentre(), focus: false });
          }}
        />
      </label>
      <div className={styles.groups}>
        {searching ? (
          found.length === 0 ? (
            <p className={styles.none}>Nothing is called “{query.trim()}”.</p>
          ) : (
            <ul>
              {found.map((definition) => (
                <Entry key={definition.kind} definition={definition} />
              ))}
            </ul>
          )
        ) : (
          categories.map(({ id, title }) => {
            const kinds = nodeKinds.filter(({ category }) => category === id);
            if (kinds.length === 0) return null;
            return (
              <section key={id} aria-labelledby={`palette-${id}-title`}>
                <h2 id={`palette-${id}-title`} className={styles.heading}>
                  {title}
                </h2>
                <ul>
                  {kinds.map((definition) => (
                    <Entry key={definition.kind} definition={definition} />
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
      {definition.title}
      {inserting && <span className={styles.inserting}>into this wire</span>}
    </div>,
    document.body,
  );
}
