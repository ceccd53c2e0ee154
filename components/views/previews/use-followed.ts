/** The chosen item at some ports of the graph, as the model has it now. */
import type { ViewResult } from '@/graph-engine/training/protocol';
import { useFollowedItem, type FollowedItem } from '@/components/studio-state/followed';
import { useStudio } from '@/components/studio-state/use-studio';
import { followedPorts, followRequest } from '../followed-ports';
import { useLastResult, useView } from '../use-view';
import { useOwn } from './use-own';

export interface Followed {
  /** Whose values these are: of an item that was chosen just now there are none yet. */
  readonly chosen: FollowedItem;
  readonly ports: Extract<ViewResult, { kind: 'follow' }>['ports'];
}
/** Null where no item is chosen, or none of these ports is there. */
export function useFollowed(ports: readonly string[], everyMs: number): Followed | null {
  const chosen = useFollowedItem();
  const followed = useStudio(({ document, analysis }) => followedPorts(document, analysis));
  const own = useOwn();
  const wanted = chosen !== null && ports.length > 0;
  const result = useLastResult(useView(wanted ? { ...followRequest(followed, ports, chosen.item), ...own } : null, everyMs), wanted);
  const item = chosen && result?.kind === 'follow' ? result.items[chosen.node]?.[0] : undefined;
  return chosen && item !== undefined && result?.kind === 'follow' && ports.every((port) => result.ports[port]) ? { chosen: { node: chosen.node, item }, ports: result.ports } : null;
}
