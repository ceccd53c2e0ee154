/** The presentation: the graph or one view over the whole screen, in large type, with the training bar alone. */
'use client';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { Suspense, use, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { fitView } from '@/components/canvas-state/canvas-view';
import { setPart, usePartCount } from '@/components/canvas-state/presented-part';
import { Canvas } from '@/components/canvas/canvas';
import { announce, getStudio, useDocument, useStudio } from '@/components/studio-state';
import { RunButtons } from '@/components/training/run-buttons';
import { RunStatus } from '@/components/training/run-status';
import { IconButton } from '@/components/ui/icon-button';
import { MessagesPlace } from '@/components/ui/messages-place';
import { leavePresentation } from '@/components/studio-state/presenting';
import { GraphText } from './graph-text';
import { neighbour, slidesOf } from './slides';
import { useAwake, usePresentKeys } from './use-present-keys';
import styles from './present.module.css';

/** When the pictures in the nodes have come, which make them higher: the graph is fitted again. */
const PICTURES_MS = [700, 2500] as const;

/** More slides are a list: of so many dots none is found again. */
const MOST_DOTS = 16;

export default function Present() {
  const stage = useRef<HTMLDivElement>(null);
  const name = useDocument((document) => document.name);
  const parts = usePartCount();
  const applying = useStudio(({ document, analysis }) => slidesOf(document, analysis, parts).map(({ id }) => id).join());
  // The names stand for the views, which are read once they have changed.
  const slides = useMemo(() => slidesOf(getStudio().document, getStudio().analysis, parts).filter(({ id }) => applying.split(',').includes(id)), [applying, parts]);
  const [shown, show] = useState('graph');
  const slide = slides.find(({ id }) => id === shown) ?? slides[0]!;
  const go = useCallback((by: -1 | 1) => show((id) => neighbour(slides, id, by).id), [slides]);
  usePresentKeys(go);
  useAwake(stage);
  // Before what is drawn asks how large words are.
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-presenting', true);
    return () => void document.documentElement.toggleAttribute('data-presenting', false);
  }, []);
  useEffect(() => announce(slide.title), [slide.title]);
  const isGraph = slide.view === null;
  useEffect(() => {
    if (!isGraph) return;
    setPart(slide.part);
    fitView();
    const timers = PICTURES_MS.map((ms) => setTimeout(() => fitView(), ms));
    return () => timers.forEach(clearTimeout);
  }, [isGraph, slide.part]);
  useEffect(() => () => setPart(0), []);
  useEffect(() => stage.current?.focus({ preventScroll: true }), []);
  const View = slide.view;
  const messages = use(MessagesPlace);
  const at = slides.indexOf(slide);
  return (
    <div ref={stage} className={styles.stage} role="region" aria-label="Presentation" tabIndex={-1}>
      <header className={styles.head}>
        <h1 className={styles.title}>
          <span className={styles.name}>{name}</span> <span>{slide.title}</span>
        </h1>
        <nav className={styles.controls} aria-label="Slides">
          <IconButton label="Previous" shortcut="ArrowLeft" disabled={at === 0} onClick={() => go(-1)}>
            <ChevronLeft aria-hidden />
          </IconButton>
          {slides.length > MOST_DOTS ? (
            <select className={styles.list} aria-label="Slide" value={slide.id} onChange={({ target }) => show(target.value)}>
              {slides.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          ) : (
            <ol className={styles.dots}>
              {slides.map(({ id, title }) => (
                <li key={id}>
                  <button type="button" aria-label={title} title={title} aria-current={id === slide.id ? 'page' : undefined} onClick={() => show(id)} />
                </li>
              ))}
            </ol>
          )}
          <IconButton label="Next" shortcut="ArrowRight" disabled={at === slides.length - 1} onClick={() => go(1)}>
            <ChevronRight aria-hidden />
          </IconButton>
          <IconButton label="Leave the presentation" shortcut="Escape" onClick={leavePresentation}>
            <X aria-hidden />
          </IconButton>
        </nav>
      </header>
      <main className={styles.slide}>
        {View ? (
          <div className={styles.view}>
            <Suspense fallback={<div aria-busy="true" />}>
              <View />
            </Suspense>
          </div>
        ) : (
          <Canvas>
            <GraphText />
          </Canvas>
        )}
      </main>
      {messages}
      <div className={styles.bar} role="toolbar" aria-label="Training">
        <RunButtons />
        <RunStatus />
      </div>
    </div>
  );
}
