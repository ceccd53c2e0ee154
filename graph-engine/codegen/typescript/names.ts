/** Names of the user as identifiers: unique, readable, and none that means something else already. */
import type { NodeId } from '../../document/types';

/** What cannot be a variable: words of the language, and what the methods of the model call. */
const words = new Set(
  `abstract any arguments as async await boolean break case catch class const constructor continue debugger declare default delete do else enum eval
  export extends false finally for from function get global globalThis if implements import in infer infinity instanceof interface is keyof let module
  namespace nan never new null number object of package private process protected prototype public readonly require return self set static string super
  switch symbol this throw true try type typeof undefined unknown using var void while with yield
  tf ops codes mode step batchSize weights forward judge start encode decode reconstruct
  hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf`.split(/\s+/),
);
/** What cannot be a class: those of the language, and what stands beside it in its file. */
const classes = new Set('Array Boolean Date Error Float32Array Function Infinity Int32Array Map Math NaN Number Object Promise Proxy Reflect RegExp Set String Symbol Uint8Array Model Batch Values Judged Mode Tensor'.split(' '));
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
 * An identifier for a value and one for a class for each node, in the given order: the user's name wherever TypeScript allows it.
 * A word of the language gets "Node" behind it, a name that comes again a number; the kind stands in for a name without letters.
 */
export function nameNodes(nodes: readonly { readonly id: NodeId; readonly name: string; readonly kind: string }[], taken: ReadonlySet<string> = new Set()): Map<NodeId, Names> {
  const used = new Set<string>();
  /** Where to go on counting: what was taken stays taken. */
  const next = new Map<string, number>();
  return new Map(
    nodes.map(({ id, name, kind }) => {
      const stem = pascalCase(name) || pascalCase(kind) || 'Node';
      for (let number = next.get(stem) ?? 1; ; number++) {
        const pascal = number === 1 ? stem : `${stem}${number}`;
        const camel = camelCase(pascal);
        const value = words.has(camel) || taken.has(camel) ? `${camel}Node` : camel;
        const type = classes.has(pascal) || taken.has(pascal) ? `${pascal}Node` : pascal;
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
      let type = stem;
      for (let number = 2; used.has(type.toLowerCase()); number++) type = `${stem}${number}`;
      used.add(type.toLowerCase());
      return [id, { value: camelCase(type), type }];
    }),
  );
}

/** A name for a package: `my-first-vae`. */
export const slug = (text: string, otherwise: string): string => kebab(text).slice(0, LONGEST).replace(/-+$/, '') || otherwise;
