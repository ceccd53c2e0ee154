/** Inputs that take a class: a label, a group or a category of a Dataset, one-hot, or whole numbers that are classes. */
import { columnPorts } from '../data/columns/ports';
import { classesOf, columnsOf } from '../data/columns/of-source';
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic } from '../diagnostics/types';
import { readParams } from '../document/fields';
import { printPortType, rangeNames, type PortType } from '../document/port-type';
import type { Shape } from '../document/shape';
import type { GraphNode } from '../document/types';
import type { WireSource } from './definition';
import { fixes } from './fixes';

/** What the label of a Dataset and class indices have in common. */
export interface LabelType {
  readonly classes: number;
  /** Of one item, without the classes: [] where it has one label. */
  readonly shape: Shape;
}

/** Null where it is no label: the items themselves, a mask, or numbers other than 0 and 1. */
export function labelType(type: PortType): LabelType | null {
  if (type.tag === 'indices') return { classes: type.classes, shape: type.shape };
  if (type.tag !== 'data' || type.range !== 'binary' || type.aside?.as !== 'label' || type.shape.length !== 1) return null;
  return { classes: type.shape[0]!, shape: [] };
}

/** The port of a Dataset that says what its items are: their label, else the first of a column; null where it has none. */
function classPort({ node, fields }: WireSource): { readonly id: string; readonly name: string } | null {
  const params = readParams(fields, node.params) as unknown as Parameters<typeof classesOf>[0];
  if (classesOf(params) > 0) return { id: 'label', name: 'label' };
  const [first] = columnPorts(columnsOf(params.source, params.columns));
  return first ? { id: first.id, name: first.column.name } : null;
}

/** For a wire that carries no class; cured by the label of the Dataset that it comes from, or one of its columns, where it has some. */
export function noLabel(node: GraphNode, port: { readonly id: string; readonly label: string }, type: PortType, source: WireSource | undefined): Diagnostic {
  const isDataset = source !== undefined && type.tag === 'data' && (type.source ?? type.aside?.of) === source.node.id;
  const other = isDataset ? classPort(source) : null;
  const taken = other && `Take the ${other.name} of ${source!.node.name}`;
  const cure = taken ? `${taken}.` : 'Wire the label of a Dataset whose items have labels, or indices.';
  const mask = type.tag === 'data' && type.aside?.as === 'mask' ? 'a mask of what was measured: ' : '';
  const found = type.tag === 'data' ? `${mask}${printPortType(type)}, ${rangeNames[type.range]}` : printPortType(type);
  const cures = taken ? [fixes.reconnect(taken, source!.wire, { from: { node: source!.node.id, port: other.id } })] : [];
  return diagnostic('label.none', { node: node.id, port: port.id }, { node: node.name, port: port.label, found, cure }, { fixes: cures });
}
