/**
 * What is offered has been tried: each cure is run on the document before anybody sees it, and stays only if the document is sound after it, or has
 * fewer messages. A cure that leads to another mistake is joined with the cure of that one.
 */
import { catalogue } from '../catalogue';
import type { Diagnostic, Fix } from '../diagnostics/types';
import { idsOf } from '../document/ids';
import { isRefusal, runCommands } from '../document/run-commands';
import type { HourglassDocument } from '../document/types';
import { newIds } from './new-nodes';
import type { Whole } from './whole';
import { otherWires } from './whole-cures';
import type { Analysis } from './types';

/** Trials for all messages together: each looks at a whole document again, in time that grows with its nodes. */
const trialsFor = (nodes: number): number => Math.min(60, Math.floor(2000 / (nodes + 20)));
const mostOffers = 3;
/** Commands that take something away: no cure ends with one that did not begin so. */
const deleting: ReadonlySet<string> = new Set(['removeNodes', 'removeLayer', 'disconnect']);
/** Cures that are joined to one, and ways that are tried for each of them. */
const longest = 3;
const widest = 3;

interface Tried {
  readonly fix: Fix;
  readonly errors: number;
  readonly messages: number;
  readonly loses: boolean;
  /** Whether it is several cures. */
  readonly joined: boolean;
  /** The document that it leads to: two cures that do the same are one. */
  readonly result: string;
  /** What is still said after it. */
  readonly says: ReadonlySet<string>;
}
export interface Look {
  readonly analysis: Analysis;
  readonly whole: Whole;
}

const errorsOf = ({ diagnostics }: Analysis): number => diagnostics.filter(({ severity }) => severity === 'error').length;
/** What a message says, and where. */
export const keyOf = ({ code, at, args }: Diagnostic): string => JSON.stringify([code, at, args]);

/** Whether something that the user made is gone. */
function loses(before: HourglassDocument, after: HourglassDocument): boolean {
  if (Object.keys(after.wires).length < Object.keys(before.wires).length) return true;
  return Object.values(before.nodes).some(({ id, layers }) => {
    const node = Object.hasOwn(after.nodes, id) ? after.nodes[id] : undefined;
    return !node || Object.keys(layers).some((layer) => !Object.hasOwn(node.layers, layer));
  });
}

/** The edits with an id for everything that they make, the same ones each time, so that later edits can name it. */
function named(document: HourglassDocument, { label, edits }: Fix): Fix {
  const fresh = newIds(document);
  const withId = (args: { readonly id?: string; readonly kind?: string }): object => (args.id === undefined ? { ...args, id: fresh(args.kind ?? 'wire') } : args);
  return {
    label,
    edits: edits.map(({ name, args }) => {
      if (name === 'insertOnWire') return { name, args: { ...(args as object), node: withId((args as { node: object }).node) } };
      return ['addNode', 'addLayer', 'connect'].includes(name) ? { name, args: withId(args as object) } : { name, args };
    }),
  };
}

/** Ids that edits name, which have to be there when they are run. */
const isNamedIn = (edits: Fix['edits'], id: string): boolean => JSON.stringify(edits).includes(JSON.stringify(id));

/** In the middle of a sentence; the name of a node at its beginning stays as it is. */
const within = (label: string): string => (label.includes(': ') ? label : `${label.charAt(0).toLowerCase()}${label.slice(1)}`);
const joined = (first: Fix, then: Fix): Fix => ({ label: `${first.label} and ${within(then.label)}`, edits: [...first.edits, ...then.edits] });

/** What loses nothing first, then what leaves least to do. */
const inOrder = (a: Tried, b: Tried): number => Number(a.loses) - Number(b.loses) || a.errors - b.errors || a.messages - b.messages || Number(a.joined) - Number(b.joined);

/** By message, the cures in place of those that it came with; messages that are not in it keep theirs. `look` is the analysis of a document before its cures are tried. */
export function triedCures(document: HourglassDocument, { analysis, whole }: Look, look: (next: HourglassDocument) => Analysis): ReadonlyMap<string, readonly Fix[]> {
  let left = trialsFor(Object.keys(document.nodes).length);
  const errors = errorsOf(analysis);
  const before = new Set(analysis.diagnostics.map(keyOf));

  /** The document after a cure, or null where it cannot be run. */
  function run(fix: Fix): { readonly document: HourglassDocument; readonly analysis: Analysis } | null {
    left--;
    const change = runCommands(document, fix.edits, catalogue);
    return isRefusal(change) ? null : { document: change.document, analysis: look(change.document) };
  }
  const outcome = (fix: Fix, after: NonNullable<ReturnType<typeof run>>, isJoined: boolean): Tried | null => {
    const [nowErrors, messages] = [errorsOf(after.analysis), after.analysis.diagnostics.length];
    const fewer = messages < analysis.diagnostics.length;
    const better = fewer ? nowErrors <= errors : nowErrors < errors && (after.analysis.sound || messages === analysis.diagnostics.length);
    return better ? { fix, errors: nowErrors, messages, loses: loses(document, after.document), joined: isJoined, result: JSON.stringify([after.document.nodes, after.document.wires]), says: new Set(after.analysis.diagnostics.map(keyOf)) } : null;
  };
  /** The cure, with the cures of what it leads to, if they are enough. */
  function attempt(raw: Fix, own: string, depth = 1, isFirst = true): Tried | null {
    const fix = named(document, raw);
    const after = run(fix);
    if (!after) return null;
    const done = outcome(isFirst ? raw : fix, after, !isFirst);
    const messages = after.analysis.diagnostics;
    const news = messages.find((one) => !before.has(keyOf(one)));
    // What did not even help against its own message is no beginning.
    if (!news || depth >= longest || loses(document, after.document) || messages.some((one) => keyOf(one) === own)) return done;
    const longer = followed(fix, after, news, depth);
    return done && (!longer || longer.errors >= done.errors) ? done : longer;
  }
  /** The cure and those of the message that it leads to. */
  function followed(fix: Fix, after: NonNullable<ReturnType<typeof run>>, news: Diagnostic, depth: number): Tried | null {
    const made = [...idsOf(after.document)].filter((id) => !idsOf(document).has(id) && !isNamedIn(fix.edits, id));
    const ways = (news.fixes ?? []).filter(({ edits }) => !edits.some(({ name }) => deleting.has(name)) && !made.some((id) => isNamedIn(edits, id))).slice(0, widest);
    for (const way of ways) {
      if (left <= 0) return null;
      const both = joined(fix, named(after.document, way));
      const next = run(both);
      const tried = next && outcome(both, next, true);
      if (tried && !tried.loses) return tried;
    }
    const [first] = ways;
    return first && left > 0 ? attempt(joined(fix, named(after.document, first)), keyOf(news), depth + 1, false) : null;
  }

  const found = new Map<string, readonly Tried[]>();
  for (const diagnostic of analysis.diagnostics) {
    const own = keyOf(diagnostic);
    const tried: Tried[] = [];
    const tryAll = (fixes: readonly Fix[], depth = 1): void => {
      for (const fix of fixes) {
        const one = left > 0 ? attempt(fix, own, depth) : null;
        if (one && !tried.some(({ result }) => result === one.result)) tried.push(one);
      }
    };
    // A warning stands in nobody's way: its cure is enough by itself.
    tryAll(diagnostic.fixes ?? [], diagnostic.severity === 'error' ? 1 : longest);
    // As it is or not at all: a wire from elsewhere is a cure where it fits.
    tryAll(otherWires(whole, diagnostic), longest);
    if (left <= 0) break;
    found.set(own, tried);
  }
  // What follows from another mistake has its cure where that one has it.
  const gentle = [...found.values()].flat().filter((one) => !one.loses);
  const borrowed = (own: string, tried: readonly Tried[]): readonly Tried[] => {
    const none = !tried.some((one) => !one.loses);
    const better = gentle.filter((one) => !one.joined && !one.says.has(own) && tried.every((other) => inOrder(one, other) < 0 && (none || one.errors < other.errors || one.messages === 0)));
    return [...new Map(better.map((one) => [one.fix.label, one])).values()];
  };
  const result = new Map<string, readonly Fix[]>();
  for (const diagnostic of analysis.diagnostics) {
    const own = keyOf(diagnostic);
    const tried = found.get(own);
    if (!tried) continue;
    const fixes = [...tried, ...borrowed(own, tried)].toSorted(inOrder).slice(0, mostOffers).map(({ fix }) => fix);
    const same = fixes.length === (diagnostic.fixes ?? []).length && fixes.every((fix, i) => fix === diagnostic.fixes![i]);
    if (!same) result.set(own, fixes);
  }
  return result;
}
