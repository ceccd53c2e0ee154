/** What tells one state of a document from another, in one sentence: an earlier one from what it is now, or a run from the one before. */
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

/** How a thing of the one that is told of is set beside its counterpart: `64, now 7`. */
type Joined = (value: string, other: string) => string;
const thenNow: Joined = (then, now) => `${then}, now ${now}`;
const inPlace: Joined = (after, before) => `${after} in place of ${before}`;

/** What is set beside the fields of a kind. */
const beside: readonly { readonly of: (node: GraphNode) => unknown; readonly says: (told: GraphNode, other: GraphNode, joined: Joined) => string }[] = [
  { of: ({ mode }) => mode, says: (told, other, joined) => `${told.name} ${joined(told.mode, other.mode)}` },
  { of: ({ player }) => player, says: ({ name }) => `${name} of another player` },
  { of: ({ sharesWith }) => sharesWith, says: ({ name }) => `${name} with other shared weights` },
];

/** `Batch size 64, now 7`: a setting that two documents do not have in common. */
const settingWords = (joined: Joined) => ({ place, label, values: [one, other] }: Difference): string => `${place === 'Training' ? '' : `${place}, `}${label} ${joined(short(one ?? null), short(other ?? null))}`;
const named = (model: readonly string[]): string[] => [...model.slice(0, NAMED), ...(model.length > NAMED ? [counted(model.length - NAMED, 'more setting')] : [])];
/** The settings that differ, of documents with the same nodes; empty where none does. */
export const tellSettings = (then: HourglassDocument, now: HourglassDocument): string => named(differencesOf([then, now]).map(settingWords(thenNow))).join('; ');

/** What `told` has otherwise than `other`, in the model and its settings; empty where nothing is. */
function tell(told: HourglassDocument, other: HourglassDocument, joined: Joined): string {
  const common = new Set(Object.keys(told.nodes).filter((id) => Object.hasOwn(other.nodes, id)));
  const alone = ({ nodes }: HourglassDocument): string[] => Object.values(nodes).flatMap(({ id, name }) => (common.has(id) ? [] : [name]));
  const [more, fewer] = [alone(told), alone(other)];
  const settings = differencesOf([kept(told, common), kept(other, common)]).map(settingWords(joined));
  const others = [...common].flatMap((id) => beside.flatMap(({ of, says }) => (of(told.nodes[id]!) === of(other.nodes[id]!) ? [] : [says(told.nodes[id]!, other.nodes[id]!, joined)])));
  const [wires, wiresOther] = [wiresOf(told, common), wiresOf(other, common)];
  const isWiredAlike = wires.size === wiresOther.size && [...wires].every((wire) => wiresOther.has(wire));
  return [
    ...(more.length > 0 ? [`with ${listed(more)}`] : []),
    ...(fewer.length > 0 ? [`without ${listed(fewer)}`] : []),
    ...(isWiredAlike ? [] : ['wired otherwise']),
    ...named([...settings, ...others]),
  ].join('; ');
}

/** `then` beside `now`, such as `With Classifier; without Codebook; Batch size 64, now 7.` */
export function tellDifference(then: HourglassDocument, now: HourglassDocument): string {
  const said = tell(then, now, thenNow);
  if (said === '') return JSON.stringify(then) === JSON.stringify(now) ? 'As it is now.' : 'The same model and settings; names, places, frames or notes differ.';
  return `${said[0]!.toUpperCase()}${said.slice(1)}.`;
}
/** What is new in `after`, such as `with Classifier; Batch size 7 in place of 64`; empty where model and settings are the same. */
export const tellChange = (before: HourglassDocument, after: HourglassDocument): string => tell(after, before, inPlace);
