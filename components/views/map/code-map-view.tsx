/** Where the items lie in the code: coloured by class, by principal components or laid out by neighbours; a place of it is decoded. */
'use client';
import { useEffect, useMemo, useState } from 'react';
import type { ViewResult } from '@/graph-engine/training/protocol';
import { askForRoom, isLowWindow } from '@/components/studio-state/drawer-room';
import { isBusy, useTraining } from '@/components/training/use-training';
import type { ViewState } from '@/components/training/view-feed';
import { useView } from '../use-view';
import controls from '../view-controls.module.css';
import { ViewFrame } from '../view-frame';
import styles from './code-map.module.css';
import { layouts, type LayoutName } from './layouts/registry';
import { MapLegend } from './map-legend';
import { MapPane } from './map-pane';
import { useLayoutRun, type LayoutRun } from './use-layout-run';

type CodeMap = Extract<ViewResult, { readonly kind: 'code-map' }>;
const nobody: ReadonlySet<number> = new Set();

/** Of the height of the window: a strip of it shows no map. */
const ROOM = 0.42;

export function CodeMapView() {
  useEffect(() => {
    if (!isLowWindow()) askForRoom(ROOM);
  }, []);
  const busy = useTraining(isBusy);
  const run = useLayoutRun();
  const state = useMapOf(busy);
  const [hidden, setHidden] = useState(nobody);
  const [lit, setLit] = useState<number | null>(null);
  const { laidOut } = run;
  const [last, setLast] = useState<CodeMap | null>(null);
  // The map of before stays until the other number of items has come.
  if (state.result?.kind === 'code-map' && state.result !== last) setLast(state.result);
  const shown = !state.result && last && !state.error ? { ...state, result: last } : state;
  const map = laidOut?.map ?? (shown.result?.kind === 'code-map' ? shown.result : null);
  const labels = map?.labels ?? null;
  const used = useMemo(() => (labels ? [...new Set<number>(labels)].sort((a, b) => a - b) : []), [labels]);
  const nameOf = (label: number): string => map?.labelNames?.[label] ?? String(label);
  return (
    <ViewFrame
      state={shown}
      kind="code-map"
      controls={
        map && (
          <>
            <LayoutChoice run={run} isItself={map.plane.origin.length <= 2} />
            {used.length > 0 && <MapLegend labels={used} nameOf={nameOf} hidden={hidden} onHide={setHidden} onLight={setLit} />}
          </>
        )
      }
    >
      {(found) => <Pane map={laidOut?.map ?? found} run={run} hidden={hidden} lit={lit} nameOf={nameOf} />}
    </ViewFrame>
  );
}

/** Items of the map while training goes on, beside which they are encoded again and again. */
const FIRST = 1000;
/** At rest there are more, up to this many, step by step as long as the next is likely to take no longer than that. */
const MOST = 50_000;
const GROWS = 7;
const PATIENT_MS = 4000;

function useMapOf(busy: boolean): ViewState {
  const [count, setCount] = useState(FIRST);
  const state = useView({ kind: 'code-map', count: busy ? FIRST : count });
  const { result, ms = Infinity } = state;
  const isWhole = result?.kind === 'code-map' && result.points.length / 2 < count;
  const grows = !busy && result?.kind === 'code-map' && !isWhole && count < MOST && ms * GROWS < PATIENT_MS;
  useEffect(() => {
    if (grows) setCount(Math.min(MOST, count * GROWS));
  }, [grows, count]);
  return state;
}

interface PaneProps {
  readonly map: CodeMap;
  readonly run: LayoutRun;
  readonly hidden: ReadonlySet<number>;
  readonly lit: number | null;
  nameOf(label: number): string;
}
/** Anew for each way of laying out: a place of one is none of another. */
function Pane({ map, run: { laidOut }, ...rest }: PaneProps) {
  const looking = useTraining((training) => training.looking !== null);
  const by = laidOut ? layouts[laidOut.layout].title : map.axes.filter(Boolean).join(' and ');
  const label = `${(map.points.length / 2).toLocaleString('en')} ${looking ? 'items of the file' : 'held-out items'} by ${by}`;
  return <MapPane key={laidOut?.layout ?? 'plane'} map={map} isPlane={laidOut === null} label={label} {...rest} />;
}

const names = Object.keys(layouts) as LayoutName[];
/** `isItself`: the code has no more numbers than the map. */
function LayoutChoice({ run: { laidOut, earlier, isRunning, problem, begin, cancel, leave }, isItself }: { readonly run: LayoutRun; readonly isItself: boolean }) {
  const now = laidOut?.layout ?? null;
  return (
    <div className={styles.layouts} role="group" aria-label="Layout">
      <button type="button" className={controls.button} aria-pressed={now === null} title={`${isItself ? 'The numbers of the code as they are' : 'First two principal components of the codes'}; follows training`} onClick={leave}>
        {isItself ? 'The code' : 'PCA'}
      </button>
      {names.map((name) => (
        <button key={name} type="button" className={controls.button} aria-pressed={now === name} title={`${layouts[name].help} Of the first ${layouts[name].most.toLocaleString('en')} items, as they are now.`} onClick={() => begin(name, layouts[name].most)}>
          {layouts[name].title}
        </button>
      ))}
      {isRunning && (
        <>
          <progress className={styles.progress} aria-label="Progress of the layout" value={laidOut?.share ?? 0} />
          <button type="button" className={controls.button} onClick={cancel}>
            Stop
          </button>
        </>
      )}
      {now !== null && earlier !== null && !isRunning && (
        <>
          <span className={styles.earlier}>{`${layouts[now].title} ${earlier}`}</span>
          <button type="button" className={controls.button} title="The layout shows codes of earlier weights" onClick={() => begin(now, layouts[now].most)}>
            Lay out anew
          </button>
        </>
      )}
      {problem && <span role="alert">{problem}</span>}
    </div>
  );
}
