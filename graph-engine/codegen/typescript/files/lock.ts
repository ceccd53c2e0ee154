/** `package-lock.json`: exact versions and checksums of all that a project installs, without the address of a registry. */
import type { ProjectPackage } from './package';
import locked from './lock.json' with { type: 'json' };

interface Entry {
  readonly version: string;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
/** By place; written by `npm run lock`. */
const packages = locked as Readonly<Record<string, Entry>>;

/** Where Node finds `name` from a package at `place`. */
function placeOf(place: string, name: string): string | null {
  for (let from = place; from !== ''; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    if (packages[`${from}/node_modules/${name}`]) return `${from}/node_modules/${name}`;
  }
  return packages[`node_modules/${name}`] ? `node_modules/${name}` : null;
}

function reached(names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (place: string | null): void => {
    if (place === null || found.has(place)) return;
    found.add(place);
    const { dependencies, optionalDependencies } = packages[place]!;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) visit(placeOf(place, name));
  };
  for (const name of names) visit(placeOf('', name));
  return found;
}

export function packageLock({ name, version, dependencies, devDependencies, engines }: ProjectPackage): string {
  const needed = reached(Object.keys(dependencies));
  const all = reached([...Object.keys(dependencies), ...Object.keys(devDependencies)]);
  const entries = Object.entries(packages).filter(([place]) => all.has(place));
  const root = { name, version, dependencies, devDependencies, engines };
  const written = entries.map(([place, entry]) => [place, needed.has(place) ? entry : { ...entry, dev: true }] as const);
  return `${JSON.stringify({ name, version, lockfileVersion: 3, requires: true, packages: { '': root, ...Object.fromEntries(written) } }, null, 2)}\n`;
}
