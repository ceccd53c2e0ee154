/** How the codes of a category go into a network. */
export const codePreparations = {
  'one-hot': { title: 'One-hot', help: 'A place in the row for each value, and one for any other.' },
  embedding: { title: 'Embedding', help: 'No part of the row: the Dataset gives the value at a port of its own, to be wired to an Embedding, whose vector a Concat puts beside the row.' },
} as const satisfies Record<string, { readonly title: string; readonly help: string }>;

export type CodePreparation = keyof typeof codePreparations;
export const codePreparationIds = Object.keys(codePreparations) as readonly CodePreparation[];
