/** Puts a node, new or on the canvas already, into the middle of a wire, at the first ports that fit. */
import * as z from 'zod/mini';
import { own } from '../own';
import { inputsOf, outputsOf } from '../ports';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import { addNode, newNodeSchema } from './add-node';
import { defineCommand } from './definition';
import { nodeMissing, wireMissing } from './support';
import { drawWire } from './wiring';

export const insertOnWire = defineCommand({
  name: 'insertOnWire',
  title: 'Insert on wire',
  schema: z.strictObject({ wire: idSchema, node: z.union([idSchema, newNodeSchema]) }),
  label: ({ node }, document, catalogue) => {
    const name = typeof node === 'string' ? own(document.nodes, node)?.name : (node.name ?? catalogue.node(node.kind)?.title);
    return `Insert ${name ?? 'node'} on a wire`;
  },
  apply(draft, args, context): Refusal | void {
    const wire = own(draft.wires, args.wire);
    if (!wire) return wireMissing(args.wire);
    let id: string;
    if (typeof args.node === 'string') {
      id = args.node;
    } else {
      id = args.node.id ?? context.newId(args.node.kind);
      const refusal = addNode.apply(draft, { ...args.node, id }, context);
      if (refusal) return refusal;
    }
    const node = own(draft.nodes, id);
    if (!node) return nodeMissing(id);
    const from = { ...wire.from };
    const to = { ...wire.to };
    if (from.node === id || to.node === id) return { reason: `${node.name} is at an end of this wire already.`, at: { node: id, wire: wire.id } };
    delete draft.wires[wire.id];
    const source = own(draft.nodes, from.node);
    const target = own(draft.nodes, to.node);
    const given = (source && outputsOf(source, context.catalogue)?.find((port) => port.id === from.port)?.gives) ?? [];
    const taken = (target && inputsOf(target, context.catalogue)?.find((port) => port.id === to.port)?.accepts) ?? [];
    const input = inputsOf(node, context.catalogue)?.find((port) => port.accepts.some((tag) => given.includes(tag)));
    const output = outputsOf(node, context.catalogue)?.find((port) => port.gives.some((tag) => taken.includes(tag)));
    if (!input) return { reason: `${node.name} has no input for ${given.join(' or ') || 'this wire'}.`, at: { node: id } };
    if (!output) return { reason: `${node.name} has no output of ${taken.join(' or ') || 'what this wire carries'}.`, at: { node: id } };
    return drawWire(draft, from, { node: id, port: input.id }, context) ?? drawWire(draft, { node: id, port: output.id }, to, context);
  },
});
