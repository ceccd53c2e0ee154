/** Baselines in words: the claim beside them in one sentence, `30 numbers: 7.6 per image; PCA 14.4.`, and what a figure counts. */
import type { BaselineFigure, Baselines } from './types';

/** As many digits as tell apart what is compared. */
const short = (value: number): string => (Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3))));
const near = 0.02;

/** Of a figure in a table: `nats per image, clipped to [0.01, 0.99]`. */
export const unitOfFigure = ({ unit }: Baselines, { epsilon }: BaselineFigure): string => (epsilon === null ? unit : `${unit}, clipped to [${epsilon}, ${1 - epsilon}]`);

const isNear = (model: number, level: number): boolean => Math.abs(level - model) <= near * Math.abs(level);
/** Whether the model is better than every baseline, by more than it takes to tell them apart. */
export const beatsBaselines = ({ figures }: Pick<Baselines, 'figures'>, model: number): boolean => figures.length > 0 && figures.every(({ value }) => model < value && !isNear(model, value));

/** `model`: the same figure of the model. Empty where there is no baseline. */
export function baselineSentence({ code, figures, per }: Baselines, model: number): string {
  const [first] = figures;
  if (!first) return '';
  const others = figures.map((figure) => `${figure.short} ${short(figure.value)}`).join(', ');
  const own = `${code ? `${code}: ` : 'This model: '}${short(model)} ${per}; ${others}.`;
  const best = figures.reduce((least, figure) => (figure.value < least.value ? figure : least));
  if (isNear(model, best.value)) return `${own} As good as ${best.short}, no better.`;
  return best.value < model ? `${own} ${best.short.charAt(0).toUpperCase()}${best.short.slice(1)} is better here.` : own;
}
