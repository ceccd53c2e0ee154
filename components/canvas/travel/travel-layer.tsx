/** What travels along the wires: the items of the batch while it trains, or, slowly, the one that was chosen. Its figures stand at the pointer. */
import { ViewportPortal } from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import type { ViewRequest } from '@/graph-engine/training/protocol';
import { getCanvas, setCanvas } from '@/components/canvas-state/canvas-state';
import { useDocument, useStudio } from '@/components/studio-state';
import { getStudio } from '@/components/studio-state/use-studio';
import { useFollowedItem } from '@/components/studio-state/followed';
import { isBusy, useTraining } from '@/components/training/use-training';
import { keyOf, viewFeed } from '@/components/training/view-feed';
import { followedPorts, followRequest } from '@/components/views/followed-ports';
import { figuresOf } from './figures';
import { hopsOf } from './hops';
import { Travellers, type Pace, type Pointed } from './travellers';
import styles from './travel-layer.module.css';

/** Items of a batch that are shown, one after the other. */
const ITEMS = 8;
const EVERY_MS = 900;
/** Each traveller is a picture that the compositor keeps. */
const MOST_TRAVELLERS = 32;
const BUSY_HOP_MS = 1000;
const CALM_HOP_MS = 1700;

export default function TravelLayer() {
  // Drawn once the viewport is there, which may be later than the first effect.
  const [room, setRoom] = useState<HTMLDivElement | null>(null);
  const chosen = useFollowedItem();
  const running = useTraining(isBusy);
  const open = useTraining(({ model, outdated }) => model !== null && !outdated);
  const looking = useTraining(({ looking: other }) => other !== null);
  const wires = useDocument((document) => document.wires);
  const analysis = useStudio((studio) => studio.analysis);
  const ports = useStudio((studio) => followedPorts(studio.document, studio.analysis));
  const hops = useMemo(() => (ports.length === 0 ? [] : hopsOf({ wires }, analysis)), [ports, wires, analysis]);
  const item = chosen?.item ?? null;
  const moves = open && hops.length > 0 && hops.length <= MOST_TRAVELLERS && (item !== null || running);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // Of a batch nothing stands still long enough to be looked at.
  const shown = moves && (!still || item !== null);

  useEffect(() => {
    const root = room?.closest<HTMLElement>('[data-canvas]');
    if (!shown || !room || !root) return;
    const depth = Math.max(...hops.map(({ to }) => to));
    const pace: Pace = item === null ? { hopMs: BUSY_HOP_MS, lanes: Math.max(1, Math.min(depth, Math.floor(MOST_TRAVELLERS / hops.length))) } : { hopMs: CALM_HOP_MS, lanes: 1 };
    const travellers = new Travellers(room, root, styles.item!, still);
    travellers.go(hops, pace);
    root.toggleAttribute('data-travelling', true);
    const own = looking ? { own: true } : {};
    const request: ViewRequest = item === null ? { kind: 'follow', taps: ports, count: ITEMS, of: 'batch', ...own } : { ...followRequest(ports, ports, item), ...own };
    const read = (): void => {
      const { result } = viewFeed.read(keyOf(request));
      travellers.show(result?.kind === 'follow' ? result : null);
    };
    const forget = viewFeed.subscribe(request, EVERY_MS, read);
    read();
    const leave = tellAtPointer(root, travellers);
    return () => {
      forget();
      leave();
      travellers.dispose();
      root.toggleAttribute('data-travelling', false);
    };
  }, [room, shown, hops, ports, item, looking, still]);

  return (
    <ViewportPortal>
      <div ref={setRoom} className={styles.room} aria-hidden data-testid="travellers" />
    </ViewportPortal>
  );
}

/** Nothing that travels takes the pointer from what lies under it: it is looked for, at most once a frame. */
function tellAtPointer(root: HTMLElement, travellers: Travellers): () => void {
  let frame = 0;
  let told = false;
  const forget = (): void => {
    if (told) setCanvas({ tip: null });
    told = false;
    travellers.hold(false);
  };
  const look = ({ clientX, clientY, buttons }: PointerEvent): void => {
    const pointed = buttons === 0 ? travellers.at(clientX, clientY) : null;
    if (!pointed) return forget();
    // A port tells its own.
    if (!told && getCanvas().tip) return;
    told = true;
    travellers.hold(true);
    setCanvas({ tip: { x: clientX, y: clientY - 30, side: 'top', ...wordsOf(pointed) } });
  };
  const onMove = (event: PointerEvent): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => look(event));
  };
  root.addEventListener('pointermove', onMove);
  root.addEventListener('pointerleave', forget);
  return () => {
    cancelAnimationFrame(frame);
    root.removeEventListener('pointermove', onMove);
    root.removeEventListener('pointerleave', forget);
    forget();
  };
}
function wordsOf({ hop, values, item }: Pointed): { readonly title: string; readonly lines: readonly string[] } {
  const strip = values.ports[hop.tap];
  const [node] = hop.tap.split('.') as [string];
  const number = Object.values(values.items)[0]?.[item];
  const size = strip ? strip.values.length / strip.count : 0;
  return {
    title: `${getStudio().document.nodes[node]?.name ?? ''}${number === undefined ? '' : `: item ${number.toLocaleString('en')}`}`,
    lines: strip ? figuresOf(strip.values.subarray(item * size, (item + 1) * size), hop.type) : [],
  };
}
