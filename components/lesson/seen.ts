/** Whether a step of a lesson was done, by what can be observed: one line for each way to see it. */
import { readParams } from '@/graph-engine/document/fields';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { Baselines } from '@/graph-engine/inspect/baselines/types';
import type { ViewRequest } from '@/graph-engine/training/protocol';
import { nodeOf } from '@/graph-engine/nodes/registry';
import type { Done } from '@/templates/lesson';

/** What the studio knows at one moment. */
export interface Situation {
  readonly document: HourglassDocument;
  /** As the template draws it. */
  readonly template: HourglassDocument;
  /** Of the open model, if it is of this document. */
  readonly steps: number;
  /** The model is what is drawn: nothing was changed since it began. */
  readonly asDrawn: boolean;
  /** The tab of the drawer, if it is open. */
  readonly tab: string | null;
  /** What the model was asked and has answered, since the lesson was opened. */
  readonly asked: ReadonlySet<ViewRequest['kind']>;
  readonly baselines: Baselines | null;
  /** The last held-out figures of the run, by the names of their terms. */
  readonly heldOut: Readonly<Record<string, number>> | null;
}
type By = Done['by'];
type Of<K extends By> = Extract<Done, { readonly by: K }>;

const valueOf = ({ nodes }: HourglassDocument, id: string, field: string): unknown => {
  const node = nodes[id];
  const fields = node && nodeOf(node.kind)?.fields;
  return fields && readParams(fields, node.params)[field];
};

const ways: { readonly [K in By]: (done: Of<K>, situation: Situation) => boolean } = {
  training: ({ steps }, situation) => situation.steps >= steps,
  beating(_, { baselines, heldOut }) {
    const figure = baselines && heldOut?.[baselines.term];
    const [first] = baselines?.figures ?? [];
    return baselines?.heldOut === true && first !== undefined && typeof figure === 'number' && figure < first.value;
  },
  looking: ({ tab }, situation) => situation.steps > 0 && situation.tab === tab,
  asking: ({ of }, { asked }) => asked.has(of),
  // A node that is gone has no setting that was changed.
  changing({ node, field, steps }, situation) {
    const now = valueOf(situation.document, node, field);
    const isChanged = now !== undefined && JSON.stringify(now) !== JSON.stringify(valueOf(situation.template, node, field));
    return isChanged && (steps === 0 || (situation.steps >= steps && situation.asDrawn));
  },
};
export const isDone = (done: Done, situation: Situation): boolean => (ways[done.by] as (done: Done, situation: Situation) => boolean)(done, situation);
