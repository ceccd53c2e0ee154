/** One run of a template on one set: trained as the studio and the command line train it, and judged. */
import { nodeOf } from '@/graph-engine/nodes/registry';
import { readParams } from '@/graph-engine/document/fields';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { disentanglement } from '@/graph-engine/inspect/objectives/disentanglement';
import { judge, type JudgedObjective } from '@/graph-engine/training/objective';
import { Session } from '@/graph-engine/training/session';
import { trainThrough } from './train-through';
import type { Prepared } from './quality-sets';

export interface QualityRun {
  readonly objective: JudgedObjective;
  /** Of the training alone, with its checks of the held-out loss. */
  readonly seconds: number;
  readonly steps: number;
  /** Of the weights that are kept, where early stopping chose them. */
  readonly best: number | null;
}

async function trainAndJudge({ document, data }: Prepared, steps?: number, by?: string): Promise<QualityRun> {
  const session = await Session.open({ document, data });
  const seconds = await trainThrough(session, steps ?? session.totalSteps);
  const objective = await judge(session, { other: false, trained: null, ...(by !== undefined && { by }) });
  const run = { objective, seconds, steps: session.step, best: session.stopping?.record.best?.step ?? null };
  session.dispose();
  return run;
}

export const PLAIN = 'the same with β = 1';

/** The document without what its code asks for beyond a variational autoencoder; null where it asks for nothing. */
function plainOf(document: HourglassDocument): HourglassDocument | null {
  const nodes = Object.values(document.nodes).filter((node) => {
    const definition = nodeOf(node.kind);
    return definition?.disentangles?.(readParams(definition.fields, node.params));
  });
  if (nodes.length === 0) return null;
  return { ...document, nodes: { ...document.nodes, ...Object.fromEntries(nodes.map((node) => [node.id, { ...node, params: { ...node.params, beta: 1, warmupSteps: 0 } }])) } };
}

/** `steps`: fewer than the document's own, to try the bench itself. A document with β above 1 has the same model with β = 1 as one more baseline. */
export async function qualityRun(prepared: Prepared, steps?: number): Promise<QualityRun> {
  const run = await trainAndJudge(prepared, steps);
  const { name, baselines } = run.objective;
  const plain = name === disentanglement.name ? plainOf(prepared.document) : null;
  if (!plain) return run;
  const { objective } = await trainAndJudge({ ...prepared, document: plain }, steps, name);
  return { ...run, objective: { ...run.objective, baselines: { ...baselines, [PLAIN]: objective.value } } };
}
