/** Inputs that take a label: the one-hot row of a Dataset, or whole numbers that are classes. */
import { classesOf } from '../data/columns/of-source';
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

/** Null where it is no label: the items themselves, or numbers other than 0 and 1. */
export function labelType(type: PortType): LabelType | null {
  if (type.tag === 'indices') return { classes: type.classes, shape: type.shape };
  if (type.tag !== 'data' || type.range !== 'binary' || type.source !== null || type.shape.length !== 1) return null;
  return { classes: type.shape[0]!, shape: [] };
}

/** For a wire that carries no label; cured by the labels of the Dataset that it comes from, where that has some. */
export function noLabel(node: GraphNode, port: { readonly id: string; readonly label: string }, type: PortType, source: WireSource | undefined): Diagnostic {
  const fields = source?.fields ?? {};
  const isDataset = source !== undefined && type.tag === 'data' && type.source === source.node.id;
  const has = isDataset && classesOf(readParams(fields, source.node.params) as never) > 0;
  const cure = has ? `Take the label of ${source.node.name}.` : 'Wire the label of a Dataset whose items have labels, or indices.';
  const found = type.tag === 'data' ? `${printPortType(type)}, ${rangeNames[type.range]}` : printPortType(type);
  const cures = has ? [fixes.reconnect(`Take the label of ${source.node.name}`, source.wire, { from: { node: source.node.id, port: 'label' } })] : [];
  return diagnostic('label.none', { node: node.id, port: port.id }, { node: node.name, port: port.label, found, cure }, { fixes: cures });
}
