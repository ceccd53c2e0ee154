/** How often each code of a Codebook is chosen, how even that is, and how many are used at all. */
'use client';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ViewResult } from '@/graph-engine/training/protocol';
import styles from './code-use-view.module.css';
import { drawHistogram } from './draw-histogram';
import { useSize } from './use-size';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import { useView } from './use-view';
import controls from './view-controls.module.css';
import { ViewFrame } from './view-frame';

type CodeUse = Extract<ViewResult, { readonly kind: 'code-use' }>;

export function CodeUseView() {
  const [sorted, setSorted] = useState(false);
  const state = useView({ kind: 'code-use', count: 1000 });
  return (
    <ViewFrame state={state} kind="code-use">
      {(use) => (
        <div className={styles.use}>
          <dl className={styles.figures}>
            <Figure title="Codes used" value={`${use.used} of ${use.counts.length}`} note={`${Math.round((100 * use.used) / use.counts.length)} %`} />
            <Figure title="Perplexity" value={use.perplexity.toFixed(1)} note={`${use.counts.length} when all are used alike`} />
            <button type="button" className={controls.button} aria-pressed={sorted} onClick={() => setSorted(!sorted)}>
              Sort by use
            </button>
          </dl>
          <Histogram use={use} sorted={sorted} />
        </div>
      )}
    </ViewFrame>
  );
}

function Figure({ title, value, note }: { readonly title: string; readonly value: string; readonly note: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {value} <small>{note}</small>
      </dd>
    </div>
  );
}

function Histogram({ use: { counts }, sorted }: { readonly use: CodeUse; readonly sorted: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(box);
  const colors = useThemeColors();
  const [at, setAt] = useState<number | null>(null);
  const order = useMemo(() => {
    const codes = Array.from(counts, (_, code) => code);
    return sorted ? codes.sort((a, b) => counts[b]! - counts[a]!) : codes;
  }, [counts, sorted]);
  const values = useMemo(() => order.map((code) => counts[code]!), [order, counts]);
  useEffect(() => {
    if (canvas.current && colors && size.width > 0) drawHistogram(canvas.current, values, size, { bar: colors('--accent'), unused: colors('--error'), marked: at === null ? null : { index: at, color: colors('--text') } });
  }, [values, size, colors, at]);
  const code = at === null ? null : order[at]!;
  return (
    <div ref={box} className={styles.histogram}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Uses of ${counts.length} codes`}
        onPointerMove={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect();
          setAt(Math.min(counts.length - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * counts.length))));
        }}
        onPointerLeave={() => setAt(null)}
      />
      <output>{code === null ? 'Red marks codes that no item uses' : `Code ${code}: ${counts[code]!.toLocaleString('en')} uses`}</output>
    </div>
  );
}
