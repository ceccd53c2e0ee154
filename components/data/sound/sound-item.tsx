/** One recording: its wave over its spectrum, to be heard as it was recorded and as its frames alone say. */
'use client';
import { useEffect, useMemo, useRef, type CSSProperties } from 'react';
import { useStore } from 'zustand';
import { framesFor, inSamples } from '@/graph-engine/data/sounds/log-mel';
import { heardFromFrames, recordingOf } from '@/graph-engine/data/sounds/item-sound';
import { headOf } from '@/graph-engine/data/rows/in-memory';
import type { DataTable } from '@/graph-engine/data/table';
import { ImageGrid } from '@/components/pictures/image-grid';
import { useThemeColors } from '@/components/pictures/use-theme-colors';
import { labelText, sideText } from '../browse/cell-text';
import { stripOf } from '../shown-table';
import { drawWave } from './draw-wave';
import { PlayButton } from './play-button';
import { playerStore } from './player';
import styles from './sound-item.module.css';

export interface SoundItemProps {
  readonly table: DataTable;
  readonly item: number;
  /** Of the pictures, in CSS pixels. */
  readonly width: number;
  /** On a node, where there is little room: the wave and one button. */
  readonly small?: boolean;
}
const WAVE_HEIGHT = 44;

export function SoundItem({ table, item, width, small = false }: SoundItemProps) {
  const sound = table.sound!;
  const recorded = useMemo(() => recordingOf(sound, item), [sound, item]);
  const [id, ofFrames] = [`${table.name} ${item}`, `${table.name} ${item} frames`];
  const playing = useStore(playerStore, (state) => (state.playing?.key === id || state.playing?.key === ofFrames ? state.playing : null));
  const frames = table.shape[1]!;
  const span = frames * inSamples(sound.settings).hop;
  const strip = useMemo(() => (small ? null : stripOf(table, [item])), [table, item, small]);
  const what = [labelText(table, item), ...(table.beside ?? []).filter(({ kind }) => kind === 'group').map((side) => sideText(side, item))].filter(Boolean).join(', ');
  const file = table.beside?.find(({ name }) => name === 'file')?.values[item];
  const seconds = recorded ? recorded.samples.length / recorded.rate : ((table.lengths?.[item] ?? frames) * sound.settings.hop) / 1000;
  const described = `item ${(item + 1).toLocaleString('en')}${what && `, ${what}`}`;
  const fromFrames = () => heardFromFrames(headOf(table), item);
  return (
    <figure className={styles.item} style={{ width }}>
      <div className={styles.pictures}>
        {recorded && <Wave samples={recorded.samples} span={span} width={width} height={small ? WAVE_HEIGHT / 2 : WAVE_HEIGHT} />}
        {strip && <ImageGrid strip={strip} columns={1} cell={width} label={`Spectrum of ${described}: time to the right, high tones above`} tellsContrast={false} />}
        {playing && <span key={playing.key} className={styles.cursor} style={{ '--seconds': `${playing.duration}s`, '--end': `${Math.min(1, (playing.duration * sound.settings.rate) / span) * width}px` } as CSSProperties} />}
      </div>
      <figcaption>
        {recorded && <PlayButton id={id} label="Play" describedAs={described} sound={() => recorded} />}
        {(!small || !recorded) && <PlayButton id={ofFrames} label="Play its frames" describedAs={described} sound={fromFrames} />}
        <span>{small ? what : [`Item ${(item + 1).toLocaleString('en')}`, what, file === undefined ? '' : String(file), `${seconds.toFixed(2)} s`].filter(Boolean).join(' · ')}</span>
        {!small && recorded && framesFor(sound.settings, recorded.samples.length) > frames && <span className={styles.cut}>{`Items are ${((frames * sound.settings.hop) / 1000).toFixed(2)} s: the end is left out of the frames.`}</span>}
      </figcaption>
    </figure>
  );
}

function Wave({ samples, span, width, height }: { readonly samples: Float32Array; readonly span: number; readonly width: number; readonly height: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colors = useThemeColors();
  useEffect(() => {
    if (canvas.current && colors) drawWave(canvas.current, samples, span, width, height, colors('--accent'));
  }, [samples, span, width, height, colors]);
  return <canvas ref={canvas} className={styles.wave} style={{ width, height }} role="img" aria-label="Wave of the sound" />;
}
