/** The search that opens at the pointer: adds a node there, on the end of a wire or inside one. */
import { Layers } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { getSelection, getStudio } from '@/components/studio-state';
import { KindIcon } from '@/components/node/kind-icon';
import { PortForm } from '@/components/node/port-form';
import { useTypedAhead } from '@/components/ui/type-ahead';
import { addOffer, selectedStack } from './add-offer';
import { setCanvas, type SearchRequest } from '@/components/canvas-state/canvas-state';
import { canvasView, focusOnCanvas } from '@/components/canvas-state/canvas-view';
import { kindColor } from '@/components/canvas-state/kinds';
import { layerOffers, nodeOffers, offers, type Offer } from '@/components/canvas-state/offers';
import { useFindOffers } from './use-find-offers';
import { fitsFor, fitsOnWire, type Fit } from '@/components/canvas-state/wiring';
import styles from './search.module.css';

const width = 320;
const height = 380;

export function Search({ request }: { readonly request: SearchRequest }) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const root = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useTypedAhead(setQuery);
  // Layers are not in sight until somebody searches, or asks for them.
  const searched = request.layers ? layerOffers : query.trim() === '' ? nodeOffers : offers;
  const fits = useMemo((): readonly (Fit | { readonly offer: Offer; readonly port: null })[] => {
    const { document } = getStudio();
    if (request.from) return fitsFor(document, request.from, searched);
    return (request.wire === undefined ? searched : fitsOnWire(document, request.wire, searched)).map((offer) => ({ offer, port: null }));
  }, [request, searched]);
  const stack = useMemo(() => (request.from || request.wire !== undefined ? null : selectedStack()), [request]);
  const findOffers = useFindOffers(true);
  const found = useMemo(() => {
    const order = findOffers(fits.map(({ offer }) => offer), query);
    return order.flatMap((offer) => fits.find((fit) => fit.offer === offer) ?? []);
  }, [findOffers, fits, query]);
  const at = Math.min(active, Math.max(0, found.length - 1));

  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setCanvas({ search: null });
    };
    addEventListener('pointerdown', outside, true);
    return () => removeEventListener('pointerdown', outside, true);
  }, []);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const close = (): void => {
    setCanvas({ search: null });
    focusOnCanvas(null);
  };
  const add = (index: number): void => {
    const fit = found[index];
    if (!fit) return;
    setCanvas({ search: null });
    addOffer(fit.offer, {
      at: request.at,
      wire: request.wire,
      connect: request.from && fit.port ? { from: request.from, port: fit.port.id } : undefined,
    });
    if (request.layers) setCanvas({ editingLayer: getSelection().layer?.layer ?? null });
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 };
    const step = steps[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setActive((step + found.length) % found.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      add(at);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    } else if (event.key === 'Tab') {
      // A second Tab goes on to what follows the canvas, so that nobody is caught in it.
      setCanvas({ search: null });
      canvasView()?.element.querySelector<HTMLElement>(event.shiftKey ? '.react-flow' : '.canvas-end')?.focus();
    }
    event.stopPropagation();
  };
  const title = request.layers && stack ? `Add a layer to ${stack.name}` : request.from ? 'Add a node to this wire' : request.wire === undefined ? 'Add a node' : 'Insert into this wire';
  return (
    <div
      ref={root}
      className={styles.search}
      role="dialog"
      aria-label={title}
      style={{ left: Math.max(8, Math.min(request.x, innerWidth - width - 8)), top: Math.max(8, Math.min(request.y, innerHeight - height - 8)), width, maxHeight: height }}
    >
      <input
        autoFocus
        className={styles.input}
        role="combobox"
        aria-label={title}
        aria-expanded
        aria-controls="add-search-list"
        aria-activedescendant={found[at] ? `add-${found[at].offer.key}` : undefined}
        placeholder={`${title}…`}
        value={query}
        spellCheck={false}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 ? (
        <p className={styles.none}>{fits.length === 0 ? 'No node fits here.' : `Nothing that fits is found for “${query}”.`}</p>
      ) : (
        <ul ref={list} id="add-search-list" className={styles.list} role="listbox" aria-label="Nodes">
          {found.map(({ offer: { key, title, help, definition, layer }, port }, index) => (
            <li
              key={key}
              id={`add-${key}`}
              role="option"
              aria-selected={index === at}
              className={styles.option}
              style={{ '--tint': kindColor(definition.kind) } as React.CSSProperties}
              onPointerMove={() => setActive(index)}
              onClick={() => add(index)}
            >
              <span className={styles.icon}>
                {layer ? <Layers size={16} strokeWidth={1.9} aria-hidden /> : <KindIcon kind={definition.kind} />}
              </span>
              <span className={styles.text}>
                <span className={styles.title}>
                  {title}
                  {layer && !request.layers && <span className={styles.port}>{stack ? `layer, into ${stack.name}` : 'layer, in an Encoder'}</span>}
                  {port && (
                    <span className={styles.port}>
                      <PortForm tag={port.tags[0]!} size={10} /> {port.label}
                    </span>
                  )}
                </span>
                <span className={styles.help}>{help}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
