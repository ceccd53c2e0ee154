import { readParams } from '../../document/fields';
import type { Sampling } from '../../nodes/definition';
import { nodeOf } from '../../nodes/registry';
import type { ViewContext } from './definition';

/** What the codes of the graph look like, as the node that makes them says it. */
export function samplingOf({ session, roles }: ViewContext): Sampling {
  const node = session.document.nodes[roles.code!.node]!;
  const definition = nodeOf(node.kind);
  return definition?.sampling?.(readParams(definition.fields, node.params)) ?? 'empirical';
}
