/** A short tour of the graph that is open, while it runs: arrows go on and back, Escape leaves, but in a field, a menu or a dialog. */
import { ArrowLeft, ArrowRight, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { reveal, showWholeAgain } from '@/components/canvas-state/canvas-view';
import { getStudio } from '@/components/studio-state';
import { goToStep } from '@/components/studio-state/tour-store';
import { setUi } from '@/components/studio-state/ui-store';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { hasOwnKeys } from '@/components/ui/own-keys';
import { placeCard, type Box } from './place-card';
import { tourSteps, type Target } from './steps';
import styles from './tour.module.css';

/** What is pointed at may move with the canvas and with panels. */
const LOOK_MS = 120;
const sameBox = (a: Box | null, b: Box | null): boolean => a === b || (a !== null && b !== null && a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height);

const targetOf = (step: number): Target | null => tourSteps[step]?.target(getStudio().document) ?? null;

function boxOf(step: number): Box | null {
  const target = targetOf(step);
  const found = target && document.querySelector(target.selector);
  if (!found) return null;
  const { left, top, width, height } = found.getBoundingClientRect();
  const seen = width > 0 && left < innerWidth && top < innerHeight && left + width > 0 && top + height > 0;
  return seen ? { left, top, width, height } : null;
}
function useBox(step: number): Box | null {
  const [box, setBox] = useState<Box | null>(() => boxOf(step));
  useEffect(() => {
    const look = (): void => setBox((old) => ((next) => (sameBox(old, next) ? old : next))(boxOf(step)));
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [step]);
  return box;
}
/** Brings what the step points at into view, and the whole back after the last. Again a moment later: panels and rooms that open meanwhile fit the graph anew. */
const REVEAL_AT_MS = [0, 700, 1600];
function useInView(step: number): void {
  useEffect(() => {
    const target = targetOf(step);
    if (!target) return;
    setUi({ phoneTab: target.room });
    const { node } = target;
    if (node === undefined) return;
    const show = (): void => {
      const card = document.querySelector(target.selector);
      // In a narrow window the cards stand in a column that scrolls.
      if (card && !card.closest('.react-flow')) card.scrollIntoView({ block: 'center' });
      else reveal(node, { forAWhile: true });
    };
    const timers = REVEAL_AT_MS.map((after) => setTimeout(show, after));
    return () => timers.forEach(clearTimeout);
  }, [step]);
  useEffect(() => showWholeAgain, []);
}
/** The column of the canvas, from the bar at the top to the lower edge. */
function roomOf(): Box {
  const canvas = document.querySelector('[aria-label="Canvas"]')?.getBoundingClientRect();
  return canvas && canvas.width > 0 ? { left: canvas.left, top: canvas.top, width: canvas.width, height: innerHeight - canvas.top } : { left: 0, top: 0, width: innerWidth, height: innerHeight };
}

/** What the words speak of while it runs: the cards of the graph, the bar, and the view in the drawer. */
const BETTER_SEEN = '.react-flow [data-testid^="node-"], [role="toolbar"][aria-label="Training"], [role="tablist"][aria-label="Views of the model"], [role="tabpanel"]';
const othersOf = (): readonly Box[] => Array.from(document.querySelectorAll(BETTER_SEEN), (element) => element.getBoundingClientRect());

export function Tour({ step }: { readonly step: number }) {
  const { title, text } = tourSteps[step]!;
  const box = useBox(step);
  useInView(step);
  const card = useRef<HTMLElement>(null);
  const [size, setSize] = useState({ width: 300, height: 170 });
  useLayoutEffect(() => {
    if (card.current) setSize({ width: card.current.offsetWidth, height: card.current.offsetHeight });
  }, [step]);
  useEffect(() => {
    const go = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || hasOwnKeys(event.target)) return;
      const next = { Escape: null, ArrowRight: step + 1 < tourSteps.length ? step + 1 : null, ArrowLeft: Math.max(0, step - 1) }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      goToStep(next);
    };
    addEventListener('keydown', go, true);
    return () => removeEventListener('keydown', go, true);
  }, [step]);
  const isLast = step === tourSteps.length - 1;
  return (
    <>
      {box && <div className={styles.ring} style={{ left: box.left - 6, top: box.top - 6, width: box.width + 12, height: box.height + 12 }} aria-hidden />}
      {/* No dialog: the studio beside it is used meanwhile, its keys too. */}
      <section ref={card} className={styles.card} style={placeCard(box, size, roomOf(), othersOf())} aria-label={`Tour: ${title}`} data-testid="tour">
        <header>
          <h2 aria-live="polite">{title}</h2>
          <IconButton label="Leave the tour" onClick={() => goToStep(null)}>
            <X aria-hidden />
          </IconButton>
        </header>
        <p>{text}</p>
        <footer>
          <span className="tabular">
            {step + 1} of {tourSteps.length}
          </span>
          <IconButton label="Back" disabled={step === 0} onClick={() => goToStep(step - 1)}>
            <ArrowLeft aria-hidden />
          </IconButton>
          <Button variant="primary" onClick={() => goToStep(isLast ? null : step + 1)}>
            {isLast ? 'Done' : 'Next'} {!isLast && <ArrowRight aria-hidden />}
          </Button>
        </footer>
      </section>
    </>
  );
}
