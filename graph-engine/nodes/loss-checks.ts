/** What can be wrong between a Loss and its inputs, with the cures. */
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic, Fix } from '../diagnostics/types';
import { rangeNames, type PortType } from '../document/port-type';
import { printShape, sameShape, sizeOf, type Shape } from '../document/shape';
import type { GraphNode } from '../document/types';
import { layersOf } from '../document/types';
import type { WireSource } from './definition';
import { fixes } from './fixes';
import type { LossKind } from './loss-kinds';

interface Comparison {
  readonly node: GraphNode;
  readonly kind: LossKind;
  readonly prediction: PortType;
  readonly target: PortType;
  /** The node that gives the prediction. */
  readonly predictor: WireSource | undefined;
}
/** Where the predictor lets its output be chosen. */
function setOutput(predictor: WireSource | undefined, value: string, label: string): Fix[] {
  const field = predictor?.fields['output'];
  if (!predictor || field?.type !== 'choice' || !field.options.some((option) => option.value === value)) return [];
  return [fixes.setParam(`${label} of ${predictor.node.name}`, predictor.node.id, 'output', value)];
}

/** Sets the size of the predictor's last layer that has one, where that alone makes the shapes equal. */
function resize(predictor: WireSource | undefined, found: Shape, expected: Shape): Fix[] {
  if (!predictor || typeof predictor.node.params['mirror'] === 'string') return [];
  const last = layersOf(predictor.node).at(-1);
  const field = last && ['units', 'filters'].find((name) => typeof last.params[name] === 'number');
  // A vector may first get as many values as the image has; the Reshape is the next cure.
  const vector = found.length === 1 && expected.length > 1;
  if (!last || !field || (!vector && (found.length !== expected.length || !sameShape(found.slice(0, -1), expected.slice(0, -1))))) return [];
  const size = vector ? sizeOf(expected) : expected.at(-1)!;
  if (size === found.at(-1)) return [];
  return [fixes.setLayerParam(`Set the last layer of ${predictor.node.name} to ${size}`, predictor.node.id, last.id, field, size)];
}
/** A vector in place of an image of as many values: a Reshape at the end. */
function reshape(predictor: WireSource | undefined, found: Shape, expected: Shape): Fix[] {
  if (!predictor || layersOf(predictor.node).length === 0 || typeof predictor.node.params['mirror'] === 'string' || found.length === expected.length) return [];
  const layer = { kind: 'reshape', params: { shape: [...expected] } };
  if (sizeOf(found) === sizeOf(expected)) return [fixes.addLayer(`Add a Reshape to ${printShape(expected)}`, predictor.node.id, layer)];
  return [];
}

function shapes({ node, prediction, target, predictor }: Comparison): Diagnostic[] {
  const classes = target.tag === 'indices';
  const expected = classes ? [...target.shape, target.classes] : target.shape;
  if (sameShape(prediction.shape, expected)) return [];
  const args = { node: node.name, found: printShape(prediction.shape), expected: printShape(expected) };
  const cures = [...resize(predictor, prediction.shape, expected), ...reshape(predictor, prediction.shape, expected)];
  return [diagnostic('loss.shape', { node: node.id, port: 'prediction' }, args, { fixes: cures })];
}

function corrupted({ node, target }: Comparison): Diagnostic[] {
  if (target.tag !== 'data' || !target.corrupted) return [];
  const fix = target.source ? [fixes.connect('Compare with the clean data', { node: target.source, port: 'data' }, { node: node.id, port: 'target' })] : [];
  return [diagnostic('loss.corrupted', { node: node.id, port: 'target' }, { node: node.name }, { severity: 'warning', fixes: fix })];
}

function ranges({ node, kind, target }: Comparison): Diagnostic[] {
  if (!kind.targets || target.tag !== 'data' || target.corrupted || kind.targets.includes(target.range)) return [];
  const cures = [fixes.setParam('Use the squared error', node.id, 'kind', 'squared')];
  if (target.source) cures.push(fixes.setParam('Scale the data to 0…1', target.source, 'scaling', 'unit'));
  const args = { node: node.name, loss: kind.label.toLowerCase(), range: rangeNames[target.range] };
  return [diagnostic('loss.range', { node: node.id, port: 'target' }, args, { fixes: cures })];
}

function indices({ node, kind, target }: Comparison): Diagnostic[] {
  if (target.tag !== 'indices' || kind.indices) return [];
  const args = { node: node.name, found: 'a target of class indices', expected: kind.label.toLowerCase(), cure: 'Use the categorical cross-entropy.' };
  const fix = fixes.setParam('Use the categorical cross-entropy', node.id, 'kind', 'categorical-cross-entropy');
  return [diagnostic('loss.activation', { node: node.id, port: 'target' }, args, { fixes: [fix] })];
}

const problem = (c: Comparison, severity: 'error' | 'warning', found: string, expected: string, cure: string, cures: readonly Fix[]): Diagnostic[] => [
  diagnostic('loss.activation', { node: c.node.id, port: 'prediction' }, { node: c.node.name, found, expected, cure }, { severity, fixes: cures }),
];

function outputs(c: Comparison): Diagnostic[] {
  const { kind, prediction, target, predictor } = c;
  const loss = kind.label.toLowerCase();
  if (kind.logits === 'required' && prediction.tag !== 'logits') {
    return problem(c, 'error', `an output of ${prediction.tag}`, `${loss}, which takes logits`, 'Let the Decoder give logits.', setOutput(predictor, 'logits', 'Take the logits'));
  }
  if (kind.logits === 'allowed' && prediction.tag !== 'logits' && (prediction.tag !== 'data' || (prediction.range !== 'unit' && prediction.range !== 'binary'))) {
    const found = prediction.tag === 'data' ? `an output that is ${rangeNames[prediction.range]}` : `an output of ${prediction.tag}`;
    return problem(c, 'error', found, loss, 'Let the Decoder give logits.', setOutput(predictor, 'logits', 'Take the logits'));
  }
  if (target.tag !== 'data') return [];
  const fitting = { binary: 'sigmoid', unit: 'sigmoid', signed: 'tanh', standardised: 'linear', real: 'linear' }[target.range];
  const fix = setOutput(predictor, fitting, `Use the ${fitting} output`);
  if (kind.logits === 'odd' && prediction.tag === 'logits') {
    return problem(c, 'warning', 'an output of logits', `${loss}, which compares values`, `Let the Decoder give a ${fitting} output.`, fix);
  }
  const reach = { binary: 0, unit: 0, signed: 1, standardised: 2, real: 2 };
  if (prediction.tag === 'data' && prediction.range !== 'real' && !target.corrupted && reach[prediction.range] < reach[target.range]) {
    const found = `an output that is only ${rangeNames[prediction.range]}`;
    return problem(c, 'warning', found, `data that is ${rangeNames[target.range]}`, `Let the Decoder give a ${fitting} output.`, fix);
  }
  return [];
}

export const compare = (comparison: Comparison): readonly Diagnostic[] =>
  [shapes, corrupted, ranges, indices, outputs].flatMap((check) => check(comparison));
