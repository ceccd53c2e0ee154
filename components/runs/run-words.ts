/** A run in words and figures. */
import type { BaselineFigure } from '@/graph-engine/inspect/baselines/types';
import type { KeptBeside } from '@/graph-engine/training/best-or-last';
import type { RunInfo } from '@/components/training/run-history';

/** `7.64`: as many digits as tell runs apart. */
export const shortFigure = (value: number): string => (Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3) ? value.toExponential(2) : Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))).replace('-', '−');

/** What a run is judged by. */
export interface RunFigure {
  readonly value: number;
  readonly unit: string;
  readonly term: string;
  readonly isHeldOut: boolean;
}
/** By the term that baselines are compared in, where there are some; else by the total. Null before the first recorded step. */
export function figureOf({ last, about, baselines }: RunInfo): RunFigure | null {
  const values = last.validation ?? last.train;
  const term = baselines && values?.[baselines.term] !== undefined ? baselines.term : 'loss';
  const value = values?.[term];
  return value === undefined ? null : { value, term, unit: about?.figures.find(({ name }) => name === term)?.unit ?? '', isHeldOut: last.validation !== undefined };
}

/** The baseline to beat; null where there is none, or none that was judged in the same term on the same items. */
export function toBeat({ baselines }: RunInfo, { term, isHeldOut }: RunFigure): BaselineFigure | null {
  return (baselines?.term === term && baselines.heldOut === isHeldOut && baselines.figures[0]) || null;
}

/** `Autoencoder 3`, or what the user calls it. */
export const shortName = ({ remarks, about, number }: RunInfo): string => remarks.name || `${about?.document.name ?? 'Run'} ${number || ''}`.trim();
/** What it is called where the user has given it no name: `Autoencoder 3 · 7.64`. */
export function usualName(info: RunInfo): string {
  const figure = figureOf(info);
  return shortName({ ...info, remarks: { ...info.remarks, name: '' } }) + (figure ? ` · ${shortFigure(figure.value)}` : '');
}
/** `its best weights: step 400, lowest held-out loss 7.21 nats per image`. */
export function besideWords({ about }: RunInfo, { which, step, loss }: KeptBeside): string {
  const unit = about?.figures.find(({ name }) => name === 'loss')?.unit ?? '';
  const figure = loss === null ? '' : `, lowest held-out loss ${shortFigure(loss)}${unit && ` ${unit}`}`;
  return `its ${which} weights: step ${step.toLocaleString('en')}${figure}`;
}
export const nameOf = (info: RunInfo): string => info.remarks.name || usualName(info);

/** What stands where a run has no pictures, and why. */
export const noPictureWords = (isOpen: boolean): { readonly said: string; readonly why: string } => ({
  said: isOpen ? 'No pictures yet' : 'No pictures kept',
  why: `Pictures are kept when a run pauses or ends${isOpen ? '' : ': one that was left before has none'}. Data that are no pictures have none.`,
});
