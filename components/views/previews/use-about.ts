/** A preview shows its own node: where a graph has several of a kind, it asks about that one, else for what the drawer asks for too. */
import { findRoles, type Roles } from '@/graph-engine/inspect/roles';
import { useStudio } from '@/components/studio-state/use-studio';

/** To spread into a view request. `role`: what a node of this kind is in the views. */
export function useAbout(nodeId: string, role: 'output' | 'code' | 'indices'): { readonly about?: string } {
  const own = useStudio(({ document, analysis }) => rolesOf(document, analysis)[role]?.node === nodeId);
  return own ? {} : { about: nodeId };
}

/** Which ports play which part for the Decoder or the code `nodeId`. */
export function useRoles(nodeId: string, role: 'output' | 'code'): Roles {
  return useStudio(({ document, analysis }) => {
    const main = rolesOf(document, analysis);
    return main[role]?.node === nodeId ? main : rolesOf(document, analysis, nodeId);
  });
}

type Known = Parameters<typeof findRoles>;
const known = new WeakMap<Known[1], Map<string | undefined, Roles>>();
/** Asked by every preview at each edit: found once. */
export function rolesOf(document: Known[0], analysis: Known[1], about?: string): Roles {
  const ofAnalysis = known.get(analysis) ?? new Map<string | undefined, Roles>();
  known.set(analysis, ofAnalysis);
  const found = ofAnalysis.get(about) ?? findRoles(document, analysis, about);
  ofAnalysis.set(about, found);
  return found;
}
