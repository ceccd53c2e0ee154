import type { Sampling } from '../../nodes/definition';
import { sizeOf } from '../../document/shape';
import { Random, streams } from '../../random/counter';
import { nodeOf } from '../../nodes/registry';
import { decode, heldOut, tapsOf } from './model';
import { samplingOf } from './sampling-of';
import { nothing, type ViewContext, type ViewOf } from './definition';

/** Items whose codes stand for the empirical distribution. */
const SOURCES = 500;

interface Draw {
  /** In words, after "from". */
  readonly from: string;
  /** A distribution that the codes were held to, or that is no copy of them. */
  readonly prior: boolean;
  draw(context: ViewContext, count: number, size: number, random: Random): Promise<Float32Array>;
}

const draws = {
  normal: {
    from: 'the prior, a standard normal',
    prior: true,
    draw: async (_context, count, size, random) => Float32Array.from({ length: count * size }, () => random.normal()),
  },
  bernoulli: {
    from: 'fair bits',
    prior: false,
    draw: async (_context, count, size, random) => Float32Array.from({ length: count * size }, () => (random.uniform() < 0.5 ? 0 : 1)),
  },
  /** Uniform over the classes of each group; the groups lie one after the other. */
  'one-hot': {
    from: 'all classes alike',
    prior: false,
    async draw(context, count, size, random) {
      const indices = context.roles.indices?.type;
      const classes = indices?.classes ?? size;
      const codes = new Float32Array(count * size);
      for (let group = 0; group < (count * size) / classes; group++) codes[group * classes + random.integer(classes)] = 1;
      return codes;
    },
  },
  /** Each place of the code from a real item of its own, whole vectors along the last axis: no prior was learned. */
  empirical: {
    from: 'real codes mixed: each place comes from an item of its own, as no prior was learned',
    prior: false,
    async draw(context, count, size, random) {
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
  },
} satisfies Record<Sampling, Draw>;

/** Decoded draws: from a Prior of the graph when it shares the code's shape, else from what the code's node implies. */
export const samples: ViewOf<'samples'> = async (context, { count, seed }) => {
  const { code } = context.roles;
  const { session } = context;
  if (!code) return nothing('No code leads to an output, so there is nothing to decode samples with.');
  const size = sizeOf(code.type.shape);
  const node = Object.values(session.document.nodes).find(
    (candidate) => nodeOf(candidate.kind)?.traits.isPrior && sizeOf(session.analysis.nodes[candidate.id]!.types['sample']?.shape ?? []) === size,
  );
  const own = draws[samplingOf(context)];
  const codes = node
    ? (await session.values([`${node.id}.sample`], {}, count, 'evaluate', streams.samples(seed)))[0]!.values
    : await own.draw(context, count, size, new Random(streams.samples(seed)));
  const images = await decode(context, codes, count);
  if (!images) return nothing('No Decoder follows the code.');
  return { kind: 'samples', images, ...(node ? { from: `the prior, ${node.name}`, prior: true } : { from: own.from, prior: own.prior }) };
};
