/** Names of the user as identifiers: unique, readable, and none that means something else already. */
import type { NodeId } from '../../document/types';
import { freeName } from './free-name';

const LONGEST = 40;

/** Latin words of a name: `Größe (μm) no. 2` → Grosse, m, no, 2. */
const wordsOf = (text: string): string[] =>
  text
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

export function pascalCase(text: string): string {
  const joined = wordsOf(text).map(capital).join('').slice(0, LONGEST);
  return /^[0-9]/.test(joined) ? `N${joined}` : joined;
}
const camelCase = (pascal: string): string => pascal.charAt(0).toLowerCase() + pascal.slice(1);

export interface Names {
  readonly value: string;
  readonly type: string;
}

/**
 * An identifier for a value and one for a class for each node, in the given order: the user's name wherever it is not taken, as words of the language are.
 * A word of the language gets "Node" behind it, a name that comes again a number; the kind stands in for a name without letters.
 */
export function nameNodes(nodes: readonly { readonly id: NodeId; readonly name: string; readonly kind: string }[], taken: ReadonlySet<string>): Map<NodeId, Names> {
  const used = new Set<string>();
  /** Where to go on counting: what was taken stays taken. */
  const next = new Map<string, number>();
  return new Map(
    nodes.map(({ id, name, kind }) => {
      const stem = pascalCase(name) || pascalCase(kind) || 'Node';
      for (let number = next.get(stem) ?? 1; ; number++) {
        const pascal = number === 1 ? stem : `${stem}${number}`;
        const camel = camelCase(pascal);
        const value = taken.has(camel) ? `${camel}Node` : camel;
        const type = taken.has(pascal) ? `${pascal}Node` : pascal;
        const both = [value.toLowerCase(), type.toLowerCase()];
        next.set(stem, number + 1);
        if (both.some((one) => used.has(one))) continue;
        both.forEach((one) => used.add(one));
        return [id, { value, type }];
      }
    }),
  );
}

/** `myFirstVae` → my-first-vae: of an identifier, so that names that differ stay different. */
export const kebab = (name: string): string => wordsOf(name).join('-').toLowerCase();

/** An identifier for each player, none twice: `critic`. What else has such a name stands elsewhere. */
export function namePlayers(players: readonly { readonly id: string; readonly name: string }[]): Map<string, Names> {
  const used = new Set<string>(['frozen']);
  return new Map(
    players.map(({ id, name }) => {
      const stem = pascalCase(name) || 'Player';
      const type = freeName(stem, (name) => used.has(name.toLowerCase()));
      used.add(type.toLowerCase());
      return [id, { value: camelCase(type), type }];
    }),
  );
}

/** A name for a package: `my-first-vae`. */
export const slug = (text: string, otherwise: string): string => kebab(text).slice(0, LONGEST).replace(/-+$/, '') || otherwise;
