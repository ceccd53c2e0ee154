/** Ids: letters, digits, `-` and `_`, and never the name of something every JavaScript object has. */
import type { HourglassDocument } from './types';

export const idPattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Also true for kinds and parameter names, which index plain objects in the same way. */
export const isId = (text: string): boolean => idPattern.test(text) && !(text in Object.prototype) && text !== 'prototype';

/** Makes one candidate for an id; called again when it is taken. */
export type IdGenerator = (prefix: string) => string;

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const randomIds: IdGenerator = (prefix) => {
  const tail = Array.from({ length: 10 }, () => alphabet[Math.floor(Math.random() * alphabet.length)]).join('');
  return `${prefix.slice(0, 50)}-${tail}`;
};

/** `encoder-1`, `encoder-2`, …: the same sequence every time, for tests and generated documents. */
export function sequentialIds(): IdGenerator {
  const used = new Map<string, number>();
  return (prefix) => {
    const next = (used.get(prefix) ?? 0) + 1;
    used.set(prefix, next);
    return `${prefix.slice(0, 50)}-${next}`;
  };
}

/** Every id of the document: nodes, layers, wires, frames and notes share one name space. */
export function idsOf(document: Pick<HourglassDocument, 'nodes' | 'wires' | 'frames' | 'notes'>): Set<string> {
  const ids = new Set<string>();
  for (const record of [document.nodes, document.wires, document.frames, document.notes]) for (const id of Object.keys(record)) ids.add(id);
  for (const node of Object.values(document.nodes)) for (const id of Object.keys(node.layers)) ids.add(id);
  return ids;
}

/** Hands out ids that `taken` does not hold yet, and adds them to it. */
export function freshIds(taken: Set<string>, generate: IdGenerator): IdGenerator {
  return (prefix) => {
    for (let attempt = 0; attempt < 100_000; attempt++) {
      const id = generate(prefix);
      if (!isId(id)) throw new Error(`internal: the id generator gave “${id}”, which is no id`);
      if (taken.has(id)) continue;
      taken.add(id);
      return id;
    }
    throw new Error(`internal: the id generator gives no free id for “${prefix}”`);
  };
}

/** A new id such as `encoder-k3f9x2ab1c`, free in `document` where one is given. */
export const newId = (prefix: string, document?: HourglassDocument, generate: IdGenerator = randomIds): string =>
  freshIds(document ? idsOf(document) : new Set(), generate)(prefix);
