/** What a Decoder is told beside the code: labels, groups and masks of a Dataset, of which a code alone knows nothing. */
import { sizeOf } from '../../document/shape';
import { wiresInto } from '../../document/wires-into';
import type { Aside } from '../../document/port-type';
import { nodeOf } from '../../nodes/registry';
import type { ViewContext } from './definition';
import { heldOut } from './model';

/** Rows by the name under which they are fed. */
export type Conditions = Readonly<Record<string, Float32Array>>;

interface Port {
  readonly node: string;
  readonly port: string;
  readonly aside: Aside;
  /** Numbers of one item. */
  readonly width: number;
}

/** Ports beside the data that the output depends on other than by the code. */
function portsOf({ session: { document, analysis }, roles }: ViewContext): readonly Port[] {
  if (!roles.code || !roles.output) return [];
  const found: Port[] = [];
  const seen = new Set([roles.output.tap]);
  const open = [roles.output.node];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const { from } of wiresInto(document, node)) {
      const tap = `${from.node}.${from.port}`;
      if (tap === roles.code.tap || seen.has(tap)) continue;
      seen.add(tap);
      const port = analysis.nodes[from.node]!.outputs.find(({ id }) => id === from.port);
      const isFed = nodeOf(document.nodes[from.node]!.kind)?.traits.feedsData === true;
      if (isFed && port?.aside) found.push({ node: from.node, port: port.id, aside: port.aside, width: sizeOf(analysis.nodes[from.node]!.types[from.port]!.shape) });
      open.push(from.node);
    }
  }
  return found;
}

const rowsOf = (context: ViewContext, make: (port: Port) => Float32Array): Conditions => Object.fromEntries(portsOf(context).map((port) => [`${port.node}:${port.port}`, make(port)]));

/** Each class in turn; of a mask, that everything was measured. */
export const inTurn = (context: ViewContext, count: number): Conditions =>
  rowsOf(context, ({ aside, width }) => Float32Array.from({ length: count * width }, (_, i) => Number(aside === 'mask' || Math.floor(i / width) % width === i % width)));

/** Of held-out item `from` at first and of item `to` at last, on a straight line between the two. */
export const between = (context: ViewContext, from: number, to: number, steps: number): Conditions =>
  rowsOf(context, ({ node, port, width }) => {
    const held = heldOut(context, Math.max(from, to) + 1).get(node)!;
    const [a, b] = [from, to].map((item) => context.data.feeds.get(node)!.beside(port, held.subarray(item, item + 1), width)) as [Float32Array, Float32Array];
    return Float32Array.from({ length: steps * width }, (_, i) => {
      const t = steps > 1 ? Math.floor(i / width) / (steps - 1) : 0;
      return (1 - t) * a[i % width]! + t * b[i % width]!;
    });
  });

/** Of one held-out item, for `count` codes. */
export const ofItem = (context: ViewContext, item: number, count: number): Conditions => between(context, item, item, count);

/** Whether there are any. */
export const isConditional = (context: ViewContext): boolean => portsOf(context).length > 0;
