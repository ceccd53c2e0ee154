/** Optimisers: PyTorch's own where it has them, else a class of `optimizers.py`. */
import type { OptimizerSettings, Player } from '../../document/types';
import type { OptimizerDefinition } from '../../optimizers/definition';
import { optimizerOf } from '../../optimizers/registry';
import { atom, level } from '../program/expression';
import { NamedTexts } from '../program/free-name';
import { Functions } from '../program/write-functions';
import { className, writeUpdate, type FormulaLanguage, type WrittenUpdate } from '../program/write-optimizer';
import { functionText } from './functions';
import { stepLines } from './lines';
import { python } from './ops';
import { pythonFile } from './helpers';
import { docstring, fit, number, quote, tuple } from './text';

const formulas: FormulaLanguage = {
  language: python,
  sqrt: (x) => atom(`math.sqrt(${x.text})`),
  min: (x, y) => atom(`min(${x.text}, ${y.text})`),
  product: (count, factor) => atom(`math.prod(${factor.text} for i in range(1, ${count.level === level.atom ? count.text : `(${count.text})`} + 1))`),
};

export interface Optimizers {
  /** What makes the one of a player for some weights, the list `weights` unless they are called otherwise. */
  readonly create: (player: Player, weights?: string) => string;
  /** `optimizers.py`: classes with the functions that they call; none where PyTorch has all. */
  readonly classes: readonly { readonly name: string; readonly text: string }[];
  readonly functions: readonly string[];
}

function method(name: string, { scalars, statements, states, result }: WrittenUpdate): string {
  const kept = new Set(states.map((state) => state.name));
  // Before a state that it reads has its next value.
  const early = result.text.includes('state[');
  const counts = scalars.some(({ expression }) => /\bcount\b/.test(expression.text));
  return [
    `    def ${name}(self, weight: Tensor, gradient: Tensor, state: State, rate: float) -> Tensor:`,
    ...docstring([`The next value of a weight${name === 'update' ? '' : ' of two axes or more, as a matrix with no fewer rows than columns'}.`], 8),
    ...(kept.size > 0 ? [`        for name in ${tuple([...kept].map(quote))}:`, '            state.setdefault(name, torch.zeros_like(weight))'] : []),
    ...(counts ? ['        count = state["count"]'] : []),
    ...scalars.map((scalar) => fit(`${scalar.name} = ${scalar.expression.text}`, 8)),
    ...stepLines(statements.map(({ name: local, expression, value }) => ({ name: local, expression, value, shape: [] })), 8),
    ...(early ? [fit(`updated = ${result.text}`, 8)] : []),
    ...states.map(({ name: state, next }) => fit(`state[${quote(state)}] = ${next.text}`, 8)),
    early ? '        return updated' : fit(`return ${result.text}`, 8),
  ].join('\n');
}

function classText(name: string, definition: OptimizerDefinition, settings: OptimizerSettings, functions: Functions): string {
  const names = { value: 'weight', gradient: 'gradient', rate: 'rate', count: 'count', rows: atom('len(weight)'), state: (state: string) => `state[${quote(state)}]` };
  const write = (begin: OptimizerDefinition['begin'], of: 'weights' | 'matrices') => writeUpdate(begin, of, settings, names, formulas, functions);
  const ofWeights = write(definition.begin, 'weights');
  const ofMatrices = definition.beginMatrices ? write(definition.beginMatrices, 'matrices') : null;
  return [
    `class ${name}(torch.optim.Optimizer):`,
    ...docstring([`${definition.help} (${definition.source}).`], 4),
    '',
    '    def __init__(self, weights: Iterable[nn.Parameter], lr: float) -> None:',
    '        super().__init__(weights, {"lr": lr})',
    '',
    '    @torch.no_grad()',
    '    def step(self, closure: None = None) -> None:',
    '        """One update of all weights that have a gradient."""',
    '        for group in self.param_groups:',
    '            for weight in group["params"]:',
    '                if weight.grad is None:',
    '                    continue',
    '                state = self.state[weight]',
    '                state["count"] = state.get("count", 0) + 1',
    ...(ofMatrices
      ? [
          '                if weight.dim() < 2:',
          '                    weight.copy_(self.update(weight, weight.grad, state, group["lr"]))',
          '                    continue',
          '                matrix, gradient = weight.flatten(1), weight.grad.flatten(1)',
          '                turns = matrix.shape[0] < matrix.shape[1]',
          '                if turns:',
          '                    matrix, gradient = matrix.T, gradient.T',
          '                matrix = self.update_matrix(matrix, gradient, state, group["lr"])',
          '                weight.copy_((matrix.T if turns else matrix).reshape(weight.shape))',
        ]
      : ['                weight.copy_(self.update(weight, weight.grad, state, group["lr"]))']),
    '',
    method('update', ofWeights),
    ...(ofMatrices ? ['', method('update_matrix', ofMatrices)] : []),
  ].join('\n');
}

export function optimizersOf(players: readonly Player[]): Optimizers {
  const functions = new Functions(python);
  const classes = new NamedTexts();
  const made = new Map<Player, string>();
  for (const player of players) {
    const definition: OptimizerDefinition = optimizerOf(player.optimizer.kind);
    const own = definition.words.pytorch?.(player.optimizer, number);
    if (own !== undefined) {
      made.set(player, own);
      continue;
    }
    // Settings are in the text, so that an optimiser of other settings is another class.
    const stem = className(definition);
    const name = classes.add(stem, classText(stem, definition, player.optimizer, functions));
    made.set(player, `${name}(weights, lr=${number(player.optimizer.learningRate)})`);
  }
  return { create: (player, weights = 'weights') => made.get(player)!.replace('(weights,', `(${weights},`), classes: [...classes.texts].map(([name, text]) => ({ name, text })), functions: functions.list.map((written) => functionText(written).join('\n')) };
}

const stateType = '#: What is kept beside a weight: how many updates there were, and tensors by name.\nState = dict[str, Any]';

export const optimizersFile = ({ functions, classes }: Optimizers): string => pythonFile('Optimisers that PyTorch lacks.', [stateType, ...functions, ...classes.map(({ text }) => text)]);
