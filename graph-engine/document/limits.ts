/** What a document may hold at most; the file schema and the commands both keep to it. */
export const limits = {
  /** Characters of a file's text. */
  text: 32 * 1024 * 1024,
  /** Levels of nesting in a file. */
  depth: 32,
  /** Values of one list or object of a file: more than a document has of anything. */
  entries: 100_000,
  /** Values of a file in all; a file of the largest text has fewer in the layout that documents are saved in. */
  values: 2_000_000,
  nodes: 5_000,
  wires: 20_000,
  frames: 1_000,
  notes: 1_000,
  players: 16,
  stages: 64,
  /** Places that a wire is drawn through. */
  bends: 64,
  /** Ports of a collapsed frame that are shown though nothing is wired to them. */
  framePorts: 500,
  /** Copies of weights at the beginning of a stage. */
  copies: 1_000,
  /** Characters of the name of a parameter. */
  parameter: 300,
  /** Per node. */
  layers: 500,
  /** Parameters per node or layer. */
  params: 200,
  name: 200,
  noteText: 20_000,
  paramText: 400_000,
  paramSizes: 64,
  /** Largest absolute coordinate on the canvas. */
  position: 1e7,
} as const;
