/** What can be wrong between a Loss and its inputs, with the cures. */
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic, Fix } from '../diagnostics/types';
import { rangeNames, type DataRange, type PortType } from '../document/port-type';
import { printShape, sameShape } from '../document/shape';
import type { GraphNode, WireId } from '../document/types';
import { placesOf } from './by-column';
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
  readonly targetWire: WireId | undefined;
}
/** Where the predictor lets its output be chosen. */
function setOutput(predictor: WireSource | undefined, value: string, label: string): Fix[] {
  const field = predictor?.fields['output'];
  if (!predictor || field?.type !== 'choice' || !field.options.some((option) => option.value === value)) return [];
  return [fixes.setParam(`${label} of ${predictor.node.name}`, predictor.node.id, 'output', value)];
}

function shapes({ node, prediction, target, predictor }: Comparison): Diagnostic[] {
  const classes = target.tag === 'indices';
  const expected = classes ? [...target.shape, target.classes] : target.shape;
  if (sameShape(prediction.shape, expected)) return [];
  const args = { node: node.name, found: printShape(prediction.shape), expected: printShape(expected) };
  return [diagnostic('loss.shape', { node: node.id, port: 'prediction' }, args, { fixes: predictor?.cures(expected) ?? [] })];
}

function corrupted({ node, target, targetWire }: Comparison): Diagnostic[] {
  if ((target.tag !== 'data' && target.tag !== 'indices') || !target.corrupted) return [];
  const fix = target.source && targetWire ? [fixes.reconnect('Compare with the clean data', targetWire, { from: { node: target.source, port: 'data' } })] : [];
  return [diagnostic('loss.corrupted', { node: node.id, port: 'target' }, { node: node.name }, { severity: 'warning', fixes: fix })];
}

/** Logits, from a Decoder that gives them or from one that is put between. */
function takeLogits({ node, prediction, predictor }: Comparison): Fix[] {
  const own = setOutput(predictor, 'logits', 'Take the logits');
  if (own.length > 0) return own;
  const others: Fix[] = [];
  if (predictor && ['features', 'code'].includes(prediction.tag)) {
    const { position } = predictor.node;
    const between = { x: (position.x + node.position.x) / 2, y: (position.y + node.position.y) / 2 };
    others.push(fixes.insertOnWire('Put a Decoder with logits between', predictor.wire, { kind: 'decoder', params: { output: 'logits' }, position: between }));
  }
  return [...others, fixes.setParam('Use the squared error', node.id, 'kind', 'squared')];
}

/** The output of a Decoder that goes with data of a range. */
const fittingOutput: Record<DataRange, string> = { binary: 'sigmoid', unit: 'sigmoid', signed: 'tanh', standardised: 'linear', real: 'linear' };

function ranges({ node, kind, target, predictor }: Comparison): Diagnostic[] {
  if (!kind.targets || target.tag !== 'data' || target.corrupted || kind.targets.includes(target.range)) return [];
  const squared = 'Use the squared error';
  const cures = [fixes.several(squared, [fixes.setParam(squared, node.id, 'kind', 'squared'), ...setOutput(predictor, fittingOutput[target.range], squared)])];
  if (target.source) cures.push(fixes.setParam('Scale the data to 0…1', target.source, 'scaling', 'unit'));
  const args = { node: node.name, loss: kind.label.toLowerCase(), range: rangeNames[target.range] };
  return [diagnostic('loss.range', { node: node.id, port: 'target' }, args, { fixes: cures })];
}

function indices({ node, kind, target, predictor }: Comparison): Diagnostic[] {
  if (target.tag !== 'indices' || kind.indices) return [];
  const args = { node: node.name, found: 'a target of class indices', expected: kind.label.toLowerCase(), cure: 'Use the categorical cross-entropy.' };
  const label = 'Use the categorical cross-entropy';
  const fix = fixes.several(label, [fixes.setParam(label, node.id, 'kind', 'categorical-cross-entropy'), ...setOutput(predictor, 'logits', label)]);
  return [diagnostic('loss.activation', { node: node.id, port: 'target' }, args, { fixes: [fix] })];
}

const problem = (c: Comparison, severity: 'error' | 'warning', found: string, expected: string, cure: string, cures: readonly Fix[]): Diagnostic[] => [
  diagnostic('loss.activation', { node: c.node.id, port: 'prediction' }, { node: c.node.name, found, expected, cure }, { severity, fixes: cures }),
];

function outputs(c: Comparison): Diagnostic[] {
  const { kind, prediction, target, predictor } = c;
  const loss = kind.label.toLowerCase();
  if (kind.logits === 'required' && prediction.tag !== 'logits') {
    return problem(c, 'error', `an output of ${prediction.tag}`, `${loss}, which takes logits`, 'Let the Decoder give logits.', takeLogits(c));
  }
  if (kind.logits === 'allowed' && prediction.tag !== 'logits' && (prediction.tag !== 'data' || (prediction.range !== 'unit' && prediction.range !== 'binary'))) {
    const found = prediction.tag === 'data' ? `an output that is ${rangeNames[prediction.range]}` : `an output of ${prediction.tag}`;
    return problem(c, 'error', found, loss, 'Let the Decoder give logits.', takeLogits(c));
  }
  if (target.tag !== 'data') return [];
  const fitting = fittingOutput[target.range];
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

/** A mask says of every value whether it counts. */
export function maskProblems(node: GraphNode, target: PortType, mask: PortType | null): readonly Diagnostic[] {
  if (!mask || sameShape(mask.shape, target.shape)) return [];
  return [diagnostic('loss.activation', { node: node.id, port: 'mask' }, { node: node.name, found: `a mask of ${printShape(mask.shape)}`, expected: `one of ${printShape(target.shape)}, as the target is`, cure: 'Take the mask of the same Dataset, or none.' })];
}

/** An error by column needs to know the columns. */
function columns({ node, kind, target }: Comparison): Diagnostic[] {
  if (!kind.byColumn || placesOf(target)) return [];
  const label = 'Use the squared error';
  const args = { node: node.name, found: 'a target that is no row of a table', expected: `${kind.label.toLowerCase()}, which compares columns`, cure: 'Use the squared error.' };
  return [diagnostic('loss.activation', { node: node.id, port: 'target' }, args, { fixes: [fixes.setParam(label, node.id, 'kind', 'squared')] })];
}

export const compare = (comparison: Comparison): readonly Diagnostic[] =>
  [shapes, columns, corrupted, ranges, indices, outputs].flatMap((check) => check(comparison));
