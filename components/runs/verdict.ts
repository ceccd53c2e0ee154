/** Which of several runs is better, by what, by how much and beside which baseline, in sentences; or why nobody can say. */
import { differencesOf } from '@/graph-engine/inspect/settings';
import { figureWords } from '@/graph-engine/program/figures';
import type { RunInfo } from '@/components/training/run-history';
import { areAlike, areOfOneData, figureIn } from './comparable';
import { figureOf, shortFigure, shortName, toBeat } from './run-words';

export interface Verdict {
  readonly headline: string;
  /** What it stands beside, and how far it can be trusted. */
  readonly remarks: readonly string[];
}
const refused = (why: string): Verdict => ({ headline: `They cannot be ranked: ${why}`, remarks: [] });
const listed = (words: readonly string[]): string => [words.slice(0, -1).join(', '), words.at(-1)!].filter(Boolean).join(' and ');

/** Names that tell them apart. */
function namesOf(runs: readonly RunInfo[]): readonly string[] {
  const names = runs.map(shortName);
  return names.map((name, index) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (column ${index + 1})`));
}

/** All but nothing less is not all less. */
const shareWords = (share: number, isLess: boolean): string => (isLess && share > 0.99 ? 'over 99 %' : `${Math.round(share * 100)} %`);
/** `5.1 (40 %) less than`; a share of a number that may be negative says nothing. */
function gap(value: number, other: number): string {
  const share = value > 0 && other > 0 ? ` (${shareWords(Math.abs(other - value) / other, value < other)})` : '';
  return `${shortFigure(Math.abs(other - value))}${share} ${value < other ? 'less' : 'more'} than`;
}

interface Measure {
  readonly words: string;
  readonly values: readonly number[];
}
/** What all of them can be judged by: the total, which is what is made small; else the error of each that its baselines are judged by. */
function measureOf(runs: readonly RunInfo[]): Measure | null {
  const isHeldOut = runs.every(({ last }) => last.validation !== undefined);
  const values = ({ last }: RunInfo) => (isHeldOut ? last.validation : last.train);
  for (const terms of [runs.map(() => 'loss'), runs.map(({ baselines }) => baselines?.term ?? '')]) {
    const found = runs.flatMap((run, index) => values(run)?.[terms[index]!] ?? []);
    if (found.length < runs.length || !areAlike(runs, terms)) continue;
    const name = [...new Set(terms)].map(figureWords).join(' or ');
    return { words: `${name} in ${figureIn(runs[0]!, terms[0]!)?.unit || 'numbers'}, ${isHeldOut ? 'held out' : 'in training'}`, values: found };
  }
  return null;
}

function whyNone(runs: readonly RunInfo[], names: readonly string[]): string {
  const without = names.filter((_, index) => figureOf(runs[index]!) === null);
  if (without.length > 0) return `${listed(without)} ${without.length > 1 ? 'have' : 'has'} no loss yet.`;
  const units = [...new Set(runs.map((run) => figureOf(run)!.unit || 'numbers'))];
  if (units.length > 1) return `their losses have other units (${listed(units)}).`;
  if (runs.some(({ about }) => about!.figures.some(({ isGame }) => isGame))) return 'their losses are of a game between players, in which less is not better.';
  return 'their losses are made of other terms, or weigh them otherwise.';
}

/** Each beside the baseline to beat. */
function besideBaselines(runs: readonly RunInfo[], names: readonly string[]): readonly string[] {
  const said = runs.flatMap((run, index) => {
    const figure = figureOf(run);
    const baseline = figure && toBeat(run, figure);
    return baseline ? [`${names[index]!} has ${gap(figure.value, baseline.value)} ${baseline.title} (${shortFigure(figure.value)} against ${shortFigure(baseline.value)})`] : [];
  });
  const terms = [...new Set(runs.flatMap(({ baselines }) => baselines?.term ?? []))];
  return said.length > 0 ? [`Beside baselines, by ${listed(terms)}: ${said.join('; ')}.`] : ['No baseline was judged on the same items.'];
}

/** How much of it may be chance. */
function ofChance(runs: readonly RunInfo[]): string {
  const documents = runs.map(({ about }) => about!.document);
  const unseeded = documents.map((document) => ({ ...document, training: { ...document.training, seed: 0 } }));
  if (differencesOf(unseeded).length === 0) return differencesOf(documents).length === 0 ? 'Their settings are the same.' : 'Only the seed differs: the gap is what chance makes of it.';
  const isRepeated = (at: number): boolean => unseeded.some((other, index) => index !== at && documents[index]!.training.seed !== documents[at]!.training.seed && differencesOf([unseeded[at]!, other]).length === 0);
  if (unseeded.every((_, index) => isRepeated(index))) return 'Runs that differ by the seed alone show how much of the gap is chance.';
  const seeds = new Set(documents.map(({ training }) => training.seed));
  return `${seeds.size > 1 ? 'Their seeds differ too, and with them the first weights and what is held out by chance: one seed' : 'One seed'} each is no proof; train with others before you rely on it.`;
}

export function verdictOf(runs: readonly RunInfo[]): Verdict {
  const names = namesOf(runs);
  const unknown = names.filter((_, index) => !runs[index]!.about);
  if (unknown.length > 0) return refused(`what ${listed(unknown)} ${unknown.length > 1 ? 'were' : 'was'} made from is not known, as an earlier version of the studio kept it.`);
  if (!areOfOneData(runs)) return refused('they were trained on other data.');
  const measure = measureOf(runs);
  if (!measure) return { ...refused(whyNone(runs, names)), remarks: runs.every((run) => figureOf(run) === null) ? [] : besideBaselines(runs, names) };
  const { words, values } = measure;
  const order = values.map((_, index) => index).toSorted((a, b) => values[a]! - values[b]!);
  const [best, next] = order as [number, number];
  const figures = order.map((index) => `${shortFigure(values[index]!)} for ${names[index]!}`).join(', ');
  const isTie = shortFigure(values[best]!) === shortFigure(values[next]!);
  const shares = new Set(runs.map(({ about }) => about!.document.training.validationSplit));
  return {
    headline: isTie
      ? `${listed(order.filter((index) => shortFigure(values[index]!) === shortFigure(values[best]!)).map((index) => names[index]!))} are as good as each other: ${figures} (${words}).`
      : `${names[best]!} is ${runs.length > 2 ? 'best' : 'better'}, with ${gap(values[best]!, values[next]!)} ${names[next]!}: ${figures} (${words}).`,
    remarks: [
      ...besideBaselines(runs, names),
      ofChance(runs),
      ...(shares.size > 1 ? ['They hold out other shares of the data, so they are not judged by the same items.'] : []),
      ...(!isTie && runs[best]!.steps > runs[next]!.steps ? [`It also took more steps: ${runs[best]!.steps.toLocaleString('en')}; ${runs[next]!.steps.toLocaleString('en')}.`] : []),
    ],
  };
}
