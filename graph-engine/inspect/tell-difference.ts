/** What tells an earlier state of a document from what it is now, in one sentence. */
import { counted } from '../diagnostics/counted';
import type { GraphNode, HourglassDocument } from '../document/types';
import { differencesOf, type Difference } from './settings';

/** As many things are named; the others are counted. */
const NAMED = 3;
const LONGEST = 40;

const short = (value: string | null): string => (value === null ? 'none' : value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value);
const listed = (names: readonly string[]): string => (names.length > NAMED ? `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more` : names.join(', '));
const kept = (document: HourglassDocument, names: ReadonlySet<string>): HourglassDocument => ({ ...document, nodes: Object.fromEntries(Object.entries(document.nodes).filter(([id]) => names.has(id))) });
const wiresOf = ({ wires }: HourglassDocument, nodes: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(Object.values(wires).flatMap(({ from, to }) => (nodes.has(from.node) && nodes.has(to.node) ? [`${from.node}.${from.port} ${to.node}.${to.port}`] : [])));

/** What is set beside the fields of a kind. */
const beside: readonly { readonly of: (node: GraphNode) => unknown; readonly says: (then: GraphNode, now: GraphNode) => string }[] = [
  { of: ({ mode }) => mode, says: (then, now) => `${then.name} ${then.mode}, now ${now.mode}` },
  { of: ({ player }) => player, says: ({ name }) => `${name} of another player` },
  { of: ({ sharesWith }) => sharesWith, says: ({ name }) => `${name} with other shared weights` },
];

/** `Batch size 64, now 7`: a setting that two documents do not have in common. */
const settingWords = ({ place, label, values: [before, after] }: Difference): string => `${place === 'Training' ? '' : `${place}, `}${label} ${short(before ?? null)}, now ${short(after ?? null)}`;
const named = (model: readonly string[]): string[] => [...model.slice(0, NAMED), ...(model.length > NAMED ? [counted(model.length - NAMED, 'more setting')] : [])];
/** The settings that differ, of documents with the same nodes; empty where none does. */
export const tellSettings = (then: HourglassDocument, now: HourglassDocument): string => named(differencesOf([then, now]).map(settingWords)).join('; ');

/** `then` beside `now`, such as `With Classifier; without Codebook; Batch size 64, now 7`. */
export function tellDifference(then: HourglassDocument, now: HourglassDocument): string {
  const common = new Set(Object.keys(then.nodes).filter((id) => Object.hasOwn(now.nodes, id)));
  const alone = ({ nodes }: HourglassDocument): string[] => Object.values(nodes).flatMap(({ id, name }) => (common.has(id) ? [] : [name]));
  const [more, fewer] = [alone(then), alone(now)];
  const settings = differencesOf([kept(then, common), kept(now, common)]).map(settingWords);
  const others = [...common].flatMap((id) => beside.flatMap(({ of, says }) => (of(then.nodes[id]!) === of(now.nodes[id]!) ? [] : [says(then.nodes[id]!, now.nodes[id]!)])));
  const [wires, wiresNow] = [wiresOf(then, common), wiresOf(now, common)];
  const isWiredAlike = wires.size === wiresNow.size && [...wires].every((wire) => wiresNow.has(wire));
  const said = [
    ...(more.length > 0 ? [`with ${listed(more)}`] : []),
    ...(fewer.length > 0 ? [`without ${listed(fewer)}`] : []),
    ...(isWiredAlike ? [] : ['wired otherwise']),
    ...named([...settings, ...others]),
  ];
  if (said.length === 0) return JSON.stringify(then) === JSON.stringify(now) ? 'As it is now.' : 'The same model and settings; names, places, frames or notes differ.';
  const sentence = said.join('; ');
  return `${sentence[0]!.toUpperCase()}${sentence.slice(1)}.`;
}
