/** Which parts of a graph play which part in the views: found by what travels on the wires, not by kinds. */
import { activeDocument } from '../analysis/active';
import type { Analysis } from '../analysis/types';
import type { PortType } from '../document/port-type';
import type { HourglassDocument, NodeId } from '../document/types';
import { wiresInto } from '../document/wires-into';

export interface Roles {
  /** Compares the output with the data. */
  readonly judge: NodeId | null;
  /** The Dataset whose items are reconstructed. */
  readonly data: { readonly node: NodeId; readonly tap: string; readonly type: PortType } | null;
  /** What the network gets, when it differs from the data. */
  readonly corrupted: string | null;
  readonly output: { readonly node: NodeId; readonly tap: string; readonly type: PortType } | null;
  /** Pictures that are drawn on the way from the data to the output, as of another set: where there are any, the nearest to the data first. */
  readonly between: readonly Source[];
  /** The last code before the output. */
  readonly code: { readonly node: NodeId; readonly tap: string; readonly type: PortType } | null;
  /** Indices of a codebook or of a categorical code. */
  readonly indices: { readonly node: NodeId; readonly tap: string; readonly type: PortType & { readonly tag: 'indices' } } | null;
}

/** An output port. */
export interface Source {
  readonly node: NodeId;
  readonly tap: string;
  readonly type: PortType;
}

/** Output ports that lead to `node`, nearest first. */
function ancestors(document: HourglassDocument, analysis: Analysis, node: NodeId, port?: string): Source[] {
  const found: Source[] = [];
  const seen = new Set<string>();
  let frontier = [{ node, port }];
  while (frontier.length) {
    const next: typeof frontier = [];
    for (const wire of frontier.flatMap((end) => wiresInto(document, end.node).filter(({ to }) => !end.port || end.port === to.port))) {
      const tap = `${wire.from.node}.${wire.from.port}`;
      const type = analysis.nodes[wire.from.node]?.types[wire.from.port];
      if (!type || seen.has(tap)) continue;
      seen.add(tap);
      found.push({ node: wire.from.node, tap, type });
      next.push({ node: wire.from.node, port: undefined });
    }
    frontier = next;
  }
  return found;
}

/** The first of `ancestors`, without looking for the others. */
function nearest(document: HourglassDocument, analysis: Analysis, node: NodeId, port: string): Source | null {
  for (const { from, to } of wiresInto(document, node)) {
    const type = to.port === port ? analysis.nodes[from.node]?.types[from.port] : undefined;
    if (type) return { node: from.node, tap: `${from.node}.${from.port}`, type };
  }
  return null;
}

const isCode = ({ type }: Source): boolean => type.tag === 'code' || type.tag === 'features';
/** Pictures that a network drew. */
const isDrawn = ({ type }: Source): boolean => type.shape.length === 3 && (type.tag === 'logits' || (type.tag === 'data' && type.source === null && !type.corrupted));
const none: Roles = { judge: null, data: null, corrupted: null, output: null, between: [], code: null, indices: null };

/** What a node gives, and the clean data that it was computed from: nobody says what it should have been. Null where it was computed from none. */
export function findTranslation(document: HourglassDocument, analysis: Analysis, node: NodeId): { readonly data: Source; readonly output: Source } | null {
  const [output] = Object.entries(analysis.nodes[node]?.types ?? {});
  const data = output && ancestors(document, analysis, node).find((path) => path.type.tag === 'data' && path.type.source === path.node);
  return data ? { data, output: { node, tap: `${node}.${output[0]}`, type: output[1] } } : null;
}

/**
 * A reconstruction is what is compared with clean data of a Dataset that it was computed from. Where a graph has several, `about` asks for the one in
 * which that node gives the output or the code; else it is the first.
 */
export const findRoles = (drawn: HourglassDocument, analysis: Analysis, about?: NodeId): Roles => rolesBy('data', drawn, analysis, about);

/** What an exported model gets and gives: a reconstruction, or else what is guessed of the tokens of a Dataset. */
export function rolesOfModel(drawn: HourglassDocument, analysis: Analysis): Roles {
  const roles = findRoles(drawn, analysis);
  return roles.output ? roles : rolesBy('indices', drawn, analysis);
}

/** `tag`: what the Dataset gives that the output is compared with. */
function rolesBy(tag: 'data' | 'indices', drawn: HourglassDocument, analysis: Analysis, about?: NodeId): Roles {
  const document = activeDocument(drawn);
  for (const id of analysis.order) {
    const node = analysis.nodes[id]!;
    if (node.outputs.length > 0) continue;
    const target = node.inputs.map((port) => ({ port, data: nearest(document, analysis, id, port.id) })).find(({ data }) => data?.type.tag === tag && data.type.source === data.node);
    if (!target) continue;
    const data = target.data!;
    const prediction = node.inputs
      .filter((port) => port !== target.port)
      .map((port) => ({ paths: ancestors(document, analysis, id, port.id) }))
      .find(({ paths }) => paths.some((path) => path.tap === data.tap));
    const output = prediction?.paths[0];
    if (!prediction || !output) continue;
    const before = prediction.paths.slice(1);
    const code = before.find((path) => path.node === about && isCode(path)) ?? before.find((path) => path.type.tag === 'code') ?? before.find((path) => path.type.tag === 'features');
    if (about !== undefined && about !== output.node && about !== code?.node) continue;
    const indices = Object.entries((code && analysis.nodes[code.node]?.types) ?? {}).find(([, type]) => type.tag === 'indices');
    return {
      judge: id,
      data,
      corrupted: before.find((path) => path.type.tag === tag && path.type.corrupted)?.tap ?? null,
      output,
      between: before.filter(isDrawn).toReversed(),
      code: code ?? null,
      indices: code && indices ? { node: code.node, tap: `${code.node}.${indices[0]}`, type: indices[1] as PortType & { tag: 'indices' } } : null,
    };
  }
  return none;
}
