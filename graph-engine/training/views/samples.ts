import type { Sampling } from '../../nodes/definition';
import { sizeOf } from '../../document/shape';
import type { GraphNode, NodeId } from '../../document/types';
import { wiresInto } from '../../document/wires-into';
import { Random, streams } from '../../random/counter';
import { nodeOf } from '../../nodes/registry';
import { inTurn, isConditional } from './conditions';
import { decode, heldOut, tapsOf } from './model';
import { partsOf, type CodePart } from './code-parts';
import { nothing, type ViewContext, type ViewOf } from './definition';

/** Items whose codes stand for the empirical distribution. */
const SOURCES = 500;

interface Draw {
  /** In words, after "from". */
  readonly from: string;
  /** A distribution that the codes were held to, or that is no copy of them. */
  readonly prior: boolean;
  /** [count, size of the part] */
  draw(context: ViewContext, count: number, part: CodePart, random: Random): Promise<Float32Array>;
}

const draws = {
  normal: {
    from: 'the prior, a standard normal',
    prior: true,
    draw: async (_context, count, { size }, random) => Float32Array.from({ length: count * size }, () => random.normal()),
  },
  bernoulli: {
    from: 'fair bits',
    prior: false,
    draw: async (_context, count, { size }, random) => Float32Array.from({ length: count * size }, () => (random.uniform() < 0.5 ? 0 : 1)),
  },
  /** Uniform over the classes of each group; the groups lie one after the other. */
  'one-hot': {
    from: 'all classes alike',
    prior: false,
    async draw(_context, count, { size, classes: known }, random) {
      const classes = known || size;
      const codes = new Float32Array(count * size);
      for (let group = 0; group < (count * size) / classes; group++) codes[group * classes + random.integer(classes)] = 1;
      return codes;
    },
  },
  /** Each place of the code from a real item of its own, whole vectors along the last axis: no prior was learned. */
  empirical: {
    from: 'real codes mixed: each place comes from an item of its own, as no prior was learned',
    prior: false,
    async draw(context, count, { at, size }, random) {
      // Of the model's own data, whatever else is looked at.
      const own = { ...context, data: context.session.data };
      const [codes] = await tapsOf(own, [context.roles.code!.tap], heldOut(own, SOURCES));
      const whole = sizeOf(codes!.shape);
      const sources = codes!.values.length / whole;
      const width = codes!.shape.length > 1 ? codes!.shape.at(-1)! : 1;
      const drawn = new Float32Array(count * size);
      for (let item = 0; item < count; item++) {
        for (let place = 0; place < size; place += width) {
          const from = random.integer(sources) * whole + at + place;
          drawn.set(codes!.values.subarray(from, from + width), item * size + place);
        }
      }
      return drawn;
    },
  },
} satisfies Record<Sampling, Draw>;

/** A Prior of the graph that the code was held to: a critic told the two apart. One of the same size that stands elsewhere is none of this code. */
function priorOf({ session: { document, analysis }, roles }: ViewContext): GraphNode | undefined {
  const code = roles.code!;
  const into = (id: NodeId, origin: 'given' | 'computed'): ReadonlySet<NodeId> => {
    const ports = analysis.nodes[id]!.inputs.filter((port) => port.origin === origin).map((port) => port.id);
    const found = new Set(wiresInto(document, id).filter(({ to }) => ports.includes(to.port)).map(({ from }) => from.node));
    // What passes something on, as a Detach does, has one input and no weights.
    for (const node of found) if (analysis.nodes[node]!.inputs.length === 1 && analysis.nodes[node]!.parameters === 0 && node !== code.node) for (const { from } of wiresInto(document, node)) found.add(from.node);
    return found;
  };
  const critics = Object.keys(document.nodes).filter((id) => nodeOf(document.nodes[id]!.kind)?.traits.objective && into(id, 'computed').has(code.node));
  return Object.values(document.nodes).find(
    ({ id, kind }) => nodeOf(kind)?.traits.isPrior && sizeOf(analysis.nodes[id]!.types['sample']?.shape ?? []) === sizeOf(code.type.shape) && critics.some((critic) => into(critic, 'given').has(id)),
  );
}

/** Decoded draws: from the Prior that the code was held to, else from what the nodes that make it imply, each for its part. */
export const samples: ViewOf<'samples'> = async (context, { count, seed }) => {
  const { code } = context.roles;
  const { session } = context;
  if (!code) return nothing('No code leads to an output, so there is nothing to decode samples with.');
  const size = sizeOf(code.type.shape);
  const node = priorOf(context);
  const parts = partsOf(context);
  const codes = node ? (await session.values([`${node.id}.sample`], {}, count, 'evaluate', streams.samples(seed)))[0]!.values : new Float32Array(count * size);
  const random = new Random(streams.samples(seed));
  for (const part of node ? [] : parts) {
    const drawn = await draws[part.sampling].draw(context, count, part, random);
    for (let item = 0; item < count; item++) codes.set(drawn.subarray(item * part.size, (item + 1) * part.size), item * size + part.at);
  }
  const images = await decode(context, codes, count, inTurn(context, count));
  if (!images) return nothing('No Decoder follows the code.');
  const own = parts.map(({ sampling }) => draws[sampling]);
  const from = node ? `the prior, ${node.name}` : [...new Set(own.map((one) => one.from))].join(', beside ');
  return { kind: 'samples', images, from: isConditional(context) ? `${from}; each label in turn` : from, prior: node !== undefined || own.every(({ prior }) => prior) };
};
