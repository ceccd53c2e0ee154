/** A translation between two sets without pairs, of which the one is made from items like those of the other: the pairs that training never sees. */
import { unit } from '../../document/units';
import type { DatasetDefinition } from '../../data/sources/definition';
import { findDataset } from '../../data/sources/registry';
import { readParams } from '../../document/fields';
import type { HourglassDocument, NodeId } from '../../document/types';
import { wiresInto } from '../../document/wires-into';
import { nodeOf } from '../../nodes/registry';
import type { Objective, ObjectiveSubject } from './definition';
import { fittedBaselines } from './support';

interface Translation {
  readonly from: NodeId;
  readonly to: NodeId;
  /** What is drawn from the items of `from` to look like those of `to`. */
  readonly tap: string;
  make(values: Float32Array): Float32Array;
}

/** Of a Dataset whose numbers are scaled as the pictures are: from 0 to 1. */
function sourceOf({ nodes }: HourglassDocument, id: NodeId): DatasetDefinition | undefined {
  const node = nodes[id]!;
  const definition = nodeOf(node.kind);
  if (!definition?.traits.feedsData) return undefined;
  const { source, scaling } = readParams(definition.fields, node.params);
  return scaling === 'unit' ? findDataset(String(source)) : undefined;
}
/** Datasets that lead to a node. */
function datasetsBefore(document: HourglassDocument, node: NodeId, seen = new Set<NodeId>()): readonly NodeId[] {
  if (seen.has(node)) return [];
  seen.add(node);
  return nodeOf(document.nodes[node]!.kind)?.traits.feedsData ? [node] : wiresInto(document, node).flatMap(({ from }) => datasetsBefore(document, from.node, seen));
}

/** Found by an opponent that compares items of the made set with what was computed from the other one. */
function translationOf({ document, analysis }: Pick<ObjectiveSubject, 'document' | 'analysis'>): Translation | null {
  for (const judge of analysis.order.filter((id) => nodeOf(document.nodes[id]!.kind)?.traits.opponent !== undefined)) {
    const wires = wiresInto(document, judge);
    for (const { from: real } of wires) {
      const made = sourceOf(document, real.node)?.madeFrom;
      const shape = analysis.nodes[real.node]!.types[real.port]?.shape;
      const fake = made && wires.find(({ from }) => from.node !== real.node)?.from;
      const from = fake && datasetsBefore(document, fake.node).find((id) => sourceOf(document, id)?.id === made.source);
      if (from && shape) return { from, to: real.node, tap: `${fake.node}.${fake.port}`, make: (values) => made.make(values, shape) };
    }
  }
  return null;
}

/** Peak signal-to-noise ratio of values from 0 to 1, over all of them. */
function decibels(given: Float32Array, wanted: Float32Array, place: (at: number) => number = (at) => at): number {
  let sum = 0;
  for (let at = 0; at < wanted.length; at++) sum += (given[place(at)]! - wanted[at]!) ** 2;
  return -10 * Math.log10(sum / wanted.length);
}
/** The mean item, [size]. */
function meanOf(values: Float32Array, count: number): Float32Array {
  const mean = new Float32Array(values.length / count);
  for (let at = 0; at < values.length; at++) mean[at % mean.length]! += values[at]! / count;
  return mean;
}

export const translation: Objective = {
  name: 'translations against their hidden pairs',
  sentence:
    'Peak signal-to-noise ratio of what is drawn from held-out items against the pictures that belong to them, which training never sees. Beside it that of the items as they are, and that of the mean picture of the set that is drawn.',
  unit: unit('dB'),
  better: 'higher',
  fits: (subject) => subject.held.count > 0 && translationOf(subject) !== null,
  async measure(context) {
    const { from, to, tap, make } = translationOf(context)!;
    const given = context.held.numbers[from]!;
    const [drawn] = await context.model.taps([tap], context.held, 'infer');
    return {
      value: decibels(drawn!, make(given)),
      baselines: {
        'the picture as it is': decibels(given, make(given)),
        ...(await fittedBaselines(context, {
          'the mean picture': ({ fit, held }) => {
            const mean = meanOf(fit.numbers[to]!, fit.count);
            return decibels(mean, make(held.numbers[from]!), (at) => at % mean.length);
          },
        })),
      },
    };
  },
};
