/** What the lock file of an exported project is cut from: the packages that such a project may ask for, with all that they need, as they stand in ours. */
import { placesFor } from './lock-platforms.mjs';

const roots = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm', '@types/node', 'tsx', 'typescript'];

/** What depends on our own project, or is not needed to install. */
const leftOut = new Set(['dev', 'devOptional', 'peer', 'license', 'funding']);

/** Packages by place, as in `packages` of a lock file. */
export function exportPackages(lock) {
  const found = {};
  const visit = (place) => {
    if (found[place]) return;
    const entry = Object.fromEntries(Object.entries(lock.packages[place]).filter(([key]) => !leftOut.has(key)));
    found[place] = entry;
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      const at = placesFor(place, name).find((candidate) => lock.packages[candidate]?.version);
      if (at) visit(at);
    }
  };
  for (const name of roots) visit(`node_modules/${name}`);
  return Object.fromEntries(Object.entries(found).toSorted(([a], [b]) => a.localeCompare(b, 'en')));
}
