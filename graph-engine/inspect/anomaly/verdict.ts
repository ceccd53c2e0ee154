/** One sentence on how a model ranks beside simpler means: also where it is no better, or where nobody can tell. */
import type { Interval } from './bootstrap';

export interface Ranked {
  readonly auc: number;
  /** Of the area, 95 %; null where it was not drawn. */
  readonly interval: Interval | null;
}
export interface Rival extends Ranked {
  /** As within a sentence: `no model at all`. */
  readonly name: string;
  readonly isMany: boolean;
}
/** What baselines are called within a sentence, by their id. */
export const rivalNames: Readonly<Record<string, Pick<Rival, 'name' | 'isMany'>>> = {
  none: { name: 'no model at all', isMany: false },
  pca: { name: 'principal components', isMany: true },
  isolationForest: { name: 'an isolation forest', isMany: false },
  knn: { name: 'nearest neighbours', isMany: true },
};

/** `.951`; 1 where it is as good as whole. */
export const areaText = (area: number): string => (area >= 0.9995 ? '1' : area.toFixed(3).replace(/^0/, ''));
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const ends = ({ auc, interval }: Ranked): Interval => interval ?? { low: auc, high: auc };
/** Whether the intervals overlap; an area whose interval was not drawn stands for itself. */
export function isTie(one: Ranked, other: Ranked): boolean {
  const [a, b] = [ends(one), ends(other)];
  return a.low <= b.high && b.low <= a.high;
}

/** Empty where there is no rival. */
export function verdict(model: Ranked, rivals: readonly Rival[]): string {
  const [best] = rivals.toSorted((a, b) => b.auc - a.auc);
  if (!best) return '';
  const isAhead = best.auc > model.auc;
  const [own, other] = [areaText(model.auc), areaText(best.auc)];
  if (isTie(model, best)) {
    const verb = best.isMany ? 'rank' : 'ranks';
    return isAhead || own === other ? `A tie: ${best.name} ${verb} as well here, ${other} against ${own}.` : `A tie: ${best.name} ${verb} nearly as well, ${other} against ${own}.`;
  }
  if (isAhead) return `${capital(best.name)} ${best.isMany ? 'rank' : 'ranks'} better here: ${other} against ${own}.`;
  return `The model ranks best: ${own}, and ${best.name} ${best.isMany ? 'come' : 'comes'} next with ${other}.`;
}
