/**
 * Every message a user can get about a document: where, what was expected, what was found, what to do.
 * `{name}` is replaced by the argument of that name.
 */
export const catalogue = {
  'wire.incompatible': { text: '{to} takes {expected}, and {from} gives {found}.', cure: 'Connect {expected} instead.' },
  'wire.port': { text: 'A wire leads to the port "{port}", which {node} does not have.', cure: 'Delete the wire, or draw it to another port.' },
  'wire.extra': { text: '"{port}" of {node} takes one wire, and has several.', cure: 'Delete all wires to it but one.' },
  'input.missing': { text: '{node} has nothing at its input "{port}".', cure: 'Draw a wire to it from an output of {expected}.' },
  'graph.cycle': { text: '{node} depends on its own output.', cure: 'Remove one wire of the loop {path}.' },
  'node.unused': { text: 'Nothing that is trained uses {node}.', cure: 'Wire it to a Loss, or delete it.' },
  'column.unwired': { text: '{columns} of {node} {is} embedded, and no wire takes it, so that nothing is learned from it.', cure: 'Wire it to an Embedding, and put its vector beside the row in a Concat; or prepare it as one-hot.' },
  'node.unknown': { text: 'This version does not know the node kind "{kind}".', cure: 'Delete the node, or open the file in a newer version.' },
  'layer.unknown': { text: 'This version does not know the layer kind "{kind}".', cure: 'Delete the layer, or open the file in a newer version.' },
  'layer.input': { text: '{layer} takes {expected}, and gets {found}.', cure: '{cure}' },
  'param.invalid': { text: '{field} must be {expected}, and is {found}.', cure: 'Set {field} to {expected}.' },
  'reference.missing': { text: '{node} refers to a node that is not there.', cure: 'Choose another {field}.' },
  'mirror.impossible': { text: '{node} cannot mirror {target}: {reason}.', cure: 'Give {node} a stack of its own.' },
  'share.mismatch': { text: '{node} cannot share the weights of {target}: {reason}.', cure: 'Make the two stacks equal, or share no weights.' },
  'loss.shape': { text: '{node} compares {found} with a target of {expected}.', cure: 'Make the last layer give {expected}.' },
  'loss.corrupted': {
    text: '{node} compares the output with the corrupted input, so the network is trained to copy the noise.',
    cure: 'Wire the clean data to its target.',
  },
  'loss.range': {
    text: '{node} uses {loss} on data that is {range}; it needs values from 0 to 1.',
    cure: 'Use the squared error, or scale the data to 0…1.',
  },
  'label.none': { text: '{node} needs a label at "{port}", and gets {found}.', cure: '{cure}' },
  'loss.activation': { text: '{node}: {found} does not fit {expected}.', cure: '{cure}' },
  'output.reach': {
    text: 'The {output} output of {node} can only lie {found} instead of {expected}, because the {layer} at its end has the activation {activation}.',
    cure: 'Make that layer linear.',
  },
  'player.same': {
    text: '{node} judges what {player} makes, and belongs to {player} itself, so that it would be fooled by its own hand.',
    cure: 'Give it to another player.',
  },
  'player.idle': {
    text: '{node} belongs to {player}, whose terms nobody has drawn, so that it stays as it starts.',
    cure: 'Give {player} a Loss, or {node} to another player.',
  },
  'export.unsaid': { text: '{target} cannot say {what}: a project would train in another way.', cure: '{cure}' },
  'loss.none': { text: 'There is no Loss, so nothing can be trained.', cure: 'Add a Loss, and wire the reconstruction and the data to it.' },
  'loss.balance': {
    text: '{node} takes the mean over the {elements} elements of an item, and {term} of {other} is summed: beside this mean it counts {factor} times as much.',
    cure: 'Sum per item, or set {field} of {other} to {value}.',
  },
  'loss.faint': {
    text: '{node} sums over the {elements} elements of an item, and {term} of {other} has a weight of {weight}, which suits a mean over them: beside the sum it hardly counts.',
    cure: 'Set {field} of {other} to {value}, or take the mean per element.',
  },
  'norm.batch': {
    text: '{layer} in {node} gets one value of each channel in a batch of {size}. It brings that to 0 whatever it is, so that nothing before it learns.',
    cure: 'Use batches of at least 2 items, or LayerNorm, which needs no batch.',
  },
  'norm.steps': {
    text: 'A run has {steps} steps, from which {layer} in {node} takes the statistics that evaluation uses.',
    cure: 'Train for more steps before you judge the model.',
  },
  'norm.accumulate': {
    text: '{layer} in {node} takes its statistics from each batch of {size} items by itself, and not from the {items} of an update.',
    cure: 'Use larger batches if so few say too little, or LayerNorm, which needs no batch.',
  },
  'batches.few': {
    text: 'An update is to go by {wanted} batches of {size} items, and {items} are there to train on: it goes by {found}.',
    cure: 'Use fewer or smaller batches, or give it more data.',
  },
  'weights.frozen': { text: 'Every node with weights is frozen, so there is nothing to train.', cure: 'Thaw a node that should learn.' },
  'data.none': { text: 'There is no Dataset.', cure: 'Add a Dataset and wire it to an Encoder.' },
  'data.constant': { text: 'Every value of {file} is {value}: there is nothing to learn from.', cure: 'Look at how the file was written, and choose another.' },
  'data.file': { text: '{node} reads a file, and none is loaded.', cure: 'Drop the file on the node, or choose another source.' },
  'data.limits': {
    text: '{file} holds {type} from {low} to {high} in its training items: {low} is taken for black and {high} for white, and {node} makes that {range}.',
    cure: 'Choose another scaling, or other ends, if the numbers mean something else.',
  },
  'data.outside': {
    text: '{count} of the {all} values of {file} lie outside what {node} promises, {range}: prepared like the training items, they go from {low} to {high}.',
    cure: 'They are computed with as they are, and a cross-entropy with them can fall below zero. Train on items that span the whole range, or standardise.',
  },
  'data.unsigned': {
    text: '{file} says that it holds {type}, from {low} to {high}, and they look like unsigned ones with the wrong sign: what is brightest would count as darkest.',
    cure: 'Read them as unsigned, if the program that wrote the file meant that.',
  },
  'finite.broken': { text: '{when} a value was not finite: {dataset} itself holds one.', cure: 'Take the item out of the file, or replace what is missing in it.' },
  'finite.data': {
    text: '{when} a value was not finite, first in {where}. The numbers that {dataset} gives go from {low} to {high}.',
    cure: 'Set the Scaling of {dataset} to Standardised, or to another one that makes them small.',
  },
  'finite.outliers': {
    text: '{when} a value was not finite, first in {where}. The numbers that {dataset} gives go from {low} to {high}, though they are standardised.',
    cure: 'Look for outliers among its items, or for elements that hardly vary.',
  },
  'finite.weights': { text: '{when} a value was not finite: the weights hold one, in {parameter}.', cure: 'Start over, or take weights that are sound.' },
  'finite.start': {
    text: '{when} a value was not finite, first in {where}. The numbers of the data are small, from {low} to {high}, so it comes from the start values, which layers make larger one after the other.',
    cure: 'Put a BatchNorm or a LayerNorm before {node}, or use fewer layers.',
  },
  'finite.step': { text: '{when} a value was not finite, first in {where}.', cure: 'Lower {rate}, or clip the gradient.' },
  'finite.stepOnLarge': {
    text: '{when} a value was not finite, first in {where}. The numbers that {dataset} gives go from {low} to {high}.',
    cure: 'Set the Scaling of {dataset} to Standardised; or lower the learning rate, or clip the gradient.',
  },
  'finite.unlike': {
    text: '{when} a value was not finite, first in {where}. The numbers that {dataset} gives go from {low} to {high}.',
    cure: 'Give it items like those that it was trained on, or train it with the Scaling Standardised.',
  },
  'finite.trained': { text: '{when} a value was not finite, first in {where}.', cure: 'Train again with a lower learning rate, or clip the gradient.' },
  'shape.mismatch': { text: '{node} needs inputs of equal shape, and gets {a} and {b}.', cure: '{cure}' },
  'code.size': { text: '{node} has a code of {found}, no smaller than its input of {expected}: it can learn to copy.', cure: 'Make the code smaller, or add Noise.' },
  'penalty.derivative': {
    text: '{layer} has no second derivative, which the gradient penalty of {node} needs.',
    cure: 'Use a stride or an average pool instead.',
  },
  'too.large': { text: '{node} would hold {found} parameters; the limit is {expected}.', cure: 'Use fewer units or a smaller input.' },
} as const satisfies Record<string, { text: string; cure: string }>;

export type DiagnosticCode = keyof typeof catalogue;

type Placeholders<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;
export type DiagnosticArgs<C extends DiagnosticCode> = {
  readonly [K in Placeholders<(typeof catalogue)[C]['text']> | Placeholders<(typeof catalogue)[C]['cure']>]: string;
};
