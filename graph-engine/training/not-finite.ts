/**
 * A value that is not finite, as the user can mend it: where it was first, and whether the data, the weights or the training made it. Before anything was
 * learned no learning rate can be the cause, and there are no good weights to speak of.
 */
import { keepingSound } from '../analysis/keeping-sound';
import { diagnostic, printDiagnostic } from '../diagnostics/print';
import type { Diagnostic } from '../diagnostics/types';
import { readParams } from '../document/fields';
import { mainPlayer } from '../document/players';
import type { HourglassDocument, PlayerId } from '../document/types';
import { fixes } from '../nodes/fixes';
import { nodeOf } from '../nodes/registry';
import type { Feeds, NonFinite } from '../runtime/device';
import { ModelError } from './model-error';
import { printNumber } from './print-number';

/** What had been done when it was met. */
export type Moment =
  /** No step of the run: `step` is where it begins. */
  | { readonly kind: 'start' }
  /** `after` made an update within the step before it was met. */
  | { readonly kind: 'step'; readonly step: number; readonly after?: PlayerId }
  | { readonly kind: 'validation'; readonly steps: number }
  /** A trained model and some items. */
  | { readonly kind: 'use'; readonly items: number };

/** Prepared numbers usually lie within ±1, and standardised ones seldom outside of this. */
const LARGE = 10;

interface Given {
  readonly node: string;
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly standardised: boolean;
}
function extremes(data: ArrayLike<number>): { low: number; high: number } {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < data.length; i++) {
    if (data[i]! < low) low = data[i]!;
    if (data[i]! > high) high = data[i]!;
  }
  return { low, high };
}
/** The Dataset with the largest numbers, as the network gets them. */
function largest(document: HourglassDocument, feeds: Feeds): Given | null {
  const given = Object.entries(feeds).flatMap(([id, { data }]): Given[] => {
    const node = document.nodes[id];
    const definition = node ? nodeOf(node.kind) : null;
    if (!node || !definition?.traits.feedsData) return [];
    const { scaling } = readParams(definition.fields, node.params) as { readonly scaling?: string };
    return [{ node: id, name: node.name, ...extremes(data), standardised: scaling === 'standardised' }];
  });
  const size = ({ low, high }: Given): number => Math.max(Math.abs(low), Math.abs(high));
  return given.toSorted((a, b) => size(b) - size(a))[0] ?? null;
}

const whenOf = (moment: Moment): string => {
  if (moment.kind === 'start') return 'Before the first step';
  if (moment.kind === 'step') return `At step ${moment.step.toLocaleString('en')}`;
  if (moment.kind === 'validation') return `On the held-out items, after ${moment.steps.toLocaleString('en')} steps,`;
  return moment.items === 1 ? 'For this item' : `For these ${moment.items.toLocaleString('en')} items`;
};

/** The learning rate that is too high: that of whose update came before, or of whose node it was met in. */
function rateOf(document: HourglassDocument, found: NonFinite | null, moment: Moment): string {
  const node = found?.origin ? document.nodes[found.origin.node] : undefined;
  const player = (moment.kind === 'step' ? moment.after : undefined) ?? node?.player;
  const { name, id } = document.training.players[player ?? ''] ?? mainPlayer(document.training);
  return id === mainPlayer(document.training).id ? 'the learning rate' : `the learning rate of the ${name.toLowerCase()}`;
}

/** `found` is the first such value, null where only the loss is known to be one; `feeds` are the numbers of the batch it was met in. */
export function explain(document: HourglassDocument, found: NonFinite | null, feeds: Feeds, moment: Moment): Diagnostic {
  const origin = found?.origin?.node;
  const node = origin ? document.nodes[origin]?.name : undefined;
  const operation = found ? (found.phase === 'before' ? (found.name ?? found.kind) : `${found.phase} ${found.kind}`) : 'the loss';
  const at = origin ? { node: origin } : {};
  const where = { when: whenOf(moment), where: node ? `${node} (${operation})` : operation };
  if (found?.kind === 'input') {
    const dataset = document.nodes[found.name ?? '']?.name ?? 'The Dataset';
    return diagnostic('finite.broken', { node: found.name ?? '' }, { ...where, dataset });
  }
  if (found?.kind === 'parameter' && moment.kind !== 'step') return diagnostic('finite.weights', at, { ...where, parameter: found.name ?? 'a parameter' });
  const given = largest(document, feeds);
  const isLarge = given !== null && Math.max(Math.abs(given.low), Math.abs(given.high)) > LARGE;
  const range = { dataset: given?.name ?? 'the Dataset', low: printNumber(given?.low ?? 0), high: printNumber(given?.high ?? 0) };
  const standardise = given ? { fixes: [keepingSound(document, fixes.setParam('Standardise', given.node, 'scaling', 'standardised'))] } : {};
  // An update of the first step has a learning rate already.
  const learns = moment.kind === 'step' || (moment.kind === 'start' && found?.phase === 'update');
  if (isLarge && given.standardised && !learns) return diagnostic('finite.outliers', at, { ...where, ...range });
  if (moment.kind === 'use' || moment.kind === 'validation') return isLarge ? diagnostic('finite.unlike', at, { ...where, ...range }, standardise) : diagnostic('finite.trained', at, where);
  if (learns) return isLarge && !given.standardised ? diagnostic('finite.stepOnLarge', at, { ...where, ...range }, standardise) : diagnostic('finite.step', at, { ...where, rate: rateOf(document, found, moment) });
  return isLarge ? diagnostic('finite.data', at, { ...where, ...range }, standardise) : diagnostic('finite.start', at, { ...where, ...range, node: node ?? 'it' });
}

/** Met where a value was asked for: in validation, in an evaluation, in a view. */
export class NotFiniteError extends ModelError {
  constructor(
    readonly diagnostic: Diagnostic,
    readonly found: NonFinite | null,
    readonly feeds: Feeds,
  ) {
    const { message, cure } = printDiagnostic(diagnostic);
    super(`${message} ${cure}`);
  }
}
