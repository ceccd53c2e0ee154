/** A command that sets one thing of several nodes. */
import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { own } from '../own';
import type { Refusal } from '../refusal';
import { idSchema } from '../schema';
import type { GraphNode, HourglassDocument } from '../types';
import { defineCommand } from './definition';
import { nameNodes, nodeMissing } from './support';

interface NodesCommand<Given extends z.core.$ZodShape> {
  readonly name: string;
  readonly title: string;
  /** What is set, beside the nodes. */
  readonly given: Given;
  /** `nodes`: their name, or how many. */
  label(args: z.output<z.ZodMiniObject<Given>>, nodes: string, document: HourglassDocument): string;
  refusal?(args: z.output<z.ZodMiniObject<Given>>, document: HourglassDocument): Refusal | void;
  set(node: Draft<GraphNode>, args: z.output<z.ZodMiniObject<Given>>): void;
}

export function nodesCommand<const Given extends z.core.$ZodShape>({ name, title, given, label, refusal, set }: NodesCommand<Given>) {
  type Args = z.output<z.ZodMiniObject<Given>> & { readonly nodes: readonly string[] };
  return defineCommand({
    name,
    title,
    schema: z.strictObject({ nodes: z.readonly(z.array(idSchema).check(z.minLength(1))), ...given }),
    label: (args, document) => label(args as Args, nameNodes((args as Args).nodes, document), document),
    apply(draft, args): Refusal | void {
      const refused = refusal?.(args as Args, draft as HourglassDocument);
      if (refused) return refused;
      for (const id of (args as Args).nodes) {
        const node = own(draft.nodes, id);
        if (!node) return nodeMissing(id);
        set(node, args as Args);
      }
    },
  });
}
