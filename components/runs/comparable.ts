/** By which figures runs may be ranked: those of which less is better in itself, and that mean the same in every run. */
import { nodeOf } from '@/graph-engine/nodes/registry';
import { readParams } from '@/graph-engine/document/fields';
import type { GraphNode } from '@/graph-engine/document/types';
import type { Figure } from '@/graph-engine/program/figures';
import type { RunInfo } from '@/components/training/run-history';

const one = (values: readonly (string | null)[]): boolean => new Set(values).size === 1 && values[0] !== null;
export const figureIn = ({ about }: RunInfo, name: string): Figure | undefined => about?.figures.find((figure) => figure.name === name);

/** What a node measures by: its choices, and its real numbers, which weigh terms; counts, such as the size of a code, leave the measure as it is. */
function measureOf(node: GraphNode, isWeighed: boolean): string {
  const fields = nodeOf(node.kind)?.fields ?? {};
  const params = readParams(fields, node.params);
  return JSON.stringify([node.kind, ...Object.entries(fields).flatMap(([name, { type }]) => (type === 'choice' || (isWeighed && type === 'number') ? [[name, params[name]]] : []))]);
}
const isObjective = ({ kind }: GraphNode): boolean => {
  const traits = nodeOf(kind)?.traits;
  return traits?.objective === true && traits.opponent === undefined;
};

/** How a run measures its total; null where it is part of a game, or not known. */
function ofTotal({ about }: RunInfo): string | null {
  const terms = about?.figures.filter(({ kind }) => kind === 'term') ?? [];
  if (!about || terms.length === 0 || terms.some(({ isGame }) => isGame)) return null;
  const measures = Object.values(about.document.nodes).filter((node) => isObjective(node) || (terms.length > 1 && nodeOf(node.kind)?.category === 'code'));
  return JSON.stringify([terms.map(({ unit }) => unit).toSorted(), measures.map((node) => measureOf(node, true)).toSorted()]);
}
/** How a run measures the term: null where that is no error that is made small, such as a KL divergence. */
function ofTerm({ about }: RunInfo, term: string): string | null {
  const node = Object.values(about?.document.nodes ?? {}).find(({ name }) => name === term);
  const figure = about?.figures.find(({ name }) => name === term);
  return node && figure?.kind === 'term' && isObjective(node) && Number(node.params['weight'] ?? 1) >= 0 ? JSON.stringify([figure.unit, measureOf(node, false)]) : null;
}

export const areOfOneData = (runs: readonly RunInfo[]): boolean => one(runs.map(({ about }) => about?.data ?? null));
/** Whether less is better, and the same thing, in all `runs`; `terms` names the figure of each. */
export const areAlike = (runs: readonly RunInfo[], terms: readonly string[]): boolean =>
  one(runs.map((run, index) => figureIn(run, terms[index]!)?.unit ?? null)) && one(runs.map((run, index) => (terms[index] === 'loss' ? ofTotal(run) : ofTerm(run, terms[index]!))));
