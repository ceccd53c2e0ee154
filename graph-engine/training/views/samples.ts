import { readParams } from '../../document/fields';
import type { GraphNode } from '../../document/types';
import type { Sampling } from '../../nodes/definition';
import { sizeOf } from '../../document/shape';
import { Random, streams } from '../../random/counter';
import { nodeOf } from '../../nodes/registry';
import { decode, heldOut, tapsOf } from './model';
import { nothing, type ViewContext, type ViewOf } from './definition';

/** Items whose codes stand for the empirical distribution. */
const SOURCES = 500;

type Draw = (context: ViewContext, count: number, size: number, random: Random) => Promise<Float32Array>;

const draws = {
  normal: async (_context, count, size, random) => Float32Array.from({ length: count * size }, () => random.normal()),
  bernoulli: async (_context, count, size, random) => Float32Array.from({ length: count * size }, () => (random.uniform() < 0.5 ? 0 : 1)),
  /** Uniform over the classes of each group; the groups lie one after the other. */
  'one-hot': async (context, count, size, random) => {
    const indices = context.roles.indices?.type;
    const classes = indices?.classes ?? size;
    const codes = new Float32Array(count * size);
    for (let group = 0; group < (count * size) / classes; group++) codes[group * classes + random.integer(classes)] = 1;
    return codes;
  },
  /** Each place of the code from a real item of its own, whole vectors along the last axis: no prior was learned. */
  empirical: async (context, count, size, random) => {
    // Of the model's own data, whatever else is looked at.
    const own = { ...context, data: context.session.data };
    const [codes] = await tapsOf(own, [context.roles.code!.tap], heldOut(own, SOURCES));
    const sources = codes!.values.length / size;
    const width = codes!.shape.length > 1 ? codes!.shape.at(-1)! : 1;
    const drawn = new Float32Array(count * size);
    for (let item = 0; item < count; item++) {
      for (let place = 0; place < size; place += width) {
        const from = random.integer(sources) * size + place;
        drawn.set(codes!.values.subarray(from, from + width), item * size + place);
      }
    }
    return drawn;
  },
} satisfies Record<Sampling, Draw>;

function samplingOf(node: GraphNode): Sampling {
  const definition = nodeOf(node.kind);
  return definition?.sampling?.(readParams(definition.fields, node.params)) ?? 'empirical';
}

/** Decoded draws: from a Prior of the graph when it shares the code's shape, else from the prior that the code's node implies. */
export const samples: ViewOf<'samples'> = async (context, { count, seed }) => {
  const { code } = context.roles;
  const { session } = context;
  if (!code) return nothing('No code leads to an output, so there is nothing to decode samples with.');
  const size = sizeOf(code.type.shape);
  const prior = Object.values(session.document.nodes).find(
    (node) => nodeOf(node.kind)?.traits.isPrior && sizeOf(session.analysis.nodes[node.id]!.types['sample']?.shape ?? []) === size,
  );
  const codes = prior
    ? (await session.values([`${prior.id}.sample`], {}, count, 'evaluate', streams.samples(seed)))[0]!.values
    : await draws[samplingOf(session.document.nodes[code.node]!)](context, count, size, new Random(streams.samples(seed)));
  const images = await decode(context, codes, count);
  return images ? { kind: 'samples', images } : nothing('No Decoder follows the code.');
};
