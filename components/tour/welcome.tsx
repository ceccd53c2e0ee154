/** Three ways in, over the studio that runs already: it goes away with the first answer, and with the first click beside it. */
import { Database, LayoutGrid, Play, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { openDataDialog } from '@/components/data/data-dialog-store';
import { getStudio, openDialog, reportFault } from '@/components/studio-state';
import { showLesson } from '@/components/studio-state/lesson-store';
import { endWelcome, goToStep } from '@/components/studio-state/tour-store';
import { setPanel } from '@/components/studio-state/ui-store';
import { train } from '@/components/training/controller';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { IconButton } from '@/components/ui/icon-button';
import styles from './tour.module.css';

/** Trains what is open, with its lesson and the tour beside it. */
function showMe(): void {
  setPanel('inspector', true);
  setPanel('drawer', true);
  showLesson(getStudio().document.id, true);
  goToStep(0);
  train().catch(reportFault);
}
function withMyData(): void {
  endWelcome();
  const dataset = Object.values(getStudio().document.nodes).find(({ kind }) => nodeOf(kind)?.traits.feedsData);
  if (dataset) openDataDialog(dataset.id);
}
function fromTemplate(): void {
  endWelcome();
  openDialog('gallery');
}

const ways = [
  { title: 'Show me', help: 'Trains a variational autoencoder on handwritten digits, here and now. Half a minute.', icon: Play, run: showMe },
  { title: 'Start from a template', help: 'Systems of the lecture, each with what it comes to.', icon: LayoutGrid, run: fromTemplate },
  { title: 'Use my data', help: 'Pictures, tables or arrays. They stay in this browser.', icon: Database, run: withMyData },
] as const;

export function Welcome() {
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !card.current?.contains(event.target)) endWelcome();
    };
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') endWelcome();
    };
    addEventListener('pointerdown', outside, true);
    addEventListener('keydown', leave);
    return () => {
      removeEventListener('pointerdown', outside, true);
      removeEventListener('keydown', leave);
    };
  }, []);
  return (
    <section ref={card} className={styles.welcome} aria-labelledby="welcome-title">
      <header>
        <h2 id="welcome-title">Draw an autoencoder, and watch it learn.</h2>
        <IconButton label="Begin by myself" onClick={endWelcome}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div className={styles.ways}>
        {ways.map(({ title, help, icon: Icon, run }, index) => (
          <button key={title} type="button" className={styles.way} data-first={index === 0 || undefined} onClick={run}>
            <Icon aria-hidden />
            <strong>{title}</strong>
            <span>{help}</span>
          </button>
        ))}
      </div>
    </section>
  );
}
