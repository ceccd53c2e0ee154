/** Moves one end of a wire, or both, to other ports; the wire keeps its id. */
import { current } from 'immer';
import * as z from 'zod/mini';
import { canConnect, replacedWires } from '../can-connect';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema, portRefSchema } from '../schema';
import { defineCommand } from './definition';
import { wireMissing } from './support';

export const reconnect = defineCommand({
  name: 'reconnect',
  title: 'Move wire',
  schema: z.strictObject({ wire: idSchema, from: z.optional(portRefSchema), to: z.optional(portRefSchema) }),
  label: ({ to, from }, document) => `Move wire to ${own(document.nodes, (to ?? from)?.node ?? '')?.name ?? 'node'}`,
  apply(draft, args, { catalogue }): Refusal | void {
    const wire = own(draft.wires, args.wire);
    if (!wire) return wireMissing(args.wire);
    const from = args.from ?? { ...wire.from };
    const to = args.to ?? { ...wire.to };
    const plain = current(draft);
    const refusal = canConnect(plain, from, to, catalogue, wire.id);
    if (refusal) return refusal;
    for (const id of replacedWires(plain, to, catalogue)) if (id !== wire.id) delete draft.wires[id];
    wire.from.node = from.node;
    wire.from.port = from.port;
    wire.to.node = to.node;
    wire.to.port = to.port;
  },
});
