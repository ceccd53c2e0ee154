/** A preview shows its own node: where a graph has several of a kind, it asks about that one, else for what the drawer asks for too. */
import { findRoles, type Roles } from '@/graph-engine/inspect/roles';
import { useStudio } from '@/components/studio-state/use-studio';

/** To spread into a view request. `role`: what a node of this kind is in the views. */
export function useAbout(nodeId: string, role: 'output' | 'code' | 'indices'): { readonly about?: string } {
  const own = useStudio(({ document, analysis }) => mainRoles(document, analysis)[role]?.node === nodeId);
  return own ? {} : { about: nodeId };
}

type Known = Parameters<typeof findRoles>;
let last: { readonly analysis: Known[1]; readonly roles: Roles } | null = null;
/** Asked by every preview at each edit: found once. */
function mainRoles(document: Known[0], analysis: Known[1]): Roles {
  if (last?.analysis !== analysis) last = { analysis, roles: findRoles(document, analysis) };
  return last.roles;
}
