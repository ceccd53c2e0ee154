/** Stages in `train.py`: who learns in each, which terms count, what is frozen, and what starts as a copy of what. */
import type { Modules } from '../../program/modules';
import { stageParts } from '../../program/stages';
import type { ModelText } from '../model';
import { tellsSome } from '../data';
import { fit, quote, snake, tuple } from '../text';

export interface StagesText {
  /** The class `Stage`, and the stages in their order. */
  readonly declarations: string;
  /** What happens when a stage begins. */
  readonly beginning: string;
  /** The held-out loss may end some of them. */
  readonly stops: boolean;
}

/** Null where the document is trained as a whole. */
export function stagesText(modules: Modules, model: ModelText): StagesText | null {
  const parts = stageParts(modules.document, modules.analysis);
  if (parts.length === 0) return null;
  const pathOf = (name: string): { path: string; turned: boolean } => {
    const place = model.places.find((one) => one.name === name)!;
    return { path: place.path, turned: place.axes?.join() === '1,0' };
  };
  const moduleName = (id: string): string => quote(snake(modules.part(id).names.value));
  const list = (field: string, values: readonly string[] | null, always = false): string[] => (values && (always || values.length > 0) ? [`${field}=${values.length > 0 ? tuple(values) : '()'}`] : []);
  const tells = modules.parts.some((part) => part.isDataset && tellsSome(part));
  const { patience, validationSplit } = modules.document.training;
  const stops = patience > 0 && validationSplit > 0 && parts.some(({ isJudged }) => isJudged);
  const lines = parts.flatMap(({ stage, players, counted, frozen, labelsAlone, isJudged, settledAt }) => {
    const terms = counted && modules.terms.filter(({ node, player }) => counted.has(node) && players.includes(player)).map(({ name }) => quote(name));
    const copies = stage.copies.map(({ from, to, transposed }) => {
      const [source, target] = [pathOf(from), pathOf(to)];
      // In the file a Dense has its kernel the other way round.
      return `(${quote(source.path)}, ${quote(target.path)}, ${transposed !== (source.turned !== target.turned) ? 'True' : 'False'})`;
    });
    const fields = [
      quote(stage.name),
      // Where nobody has something to learn, a stage is over when its copies are made.
      players.length === 0 ? 'epochs=0' : stage.steps > 0 ? `steps=${stage.steps}` : `epochs=${stage.epochs}`,
      ...list('players', players.map(quote)),
      ...list('terms', terms, true),
      ...(model.pulls.length > 0 ? list('pulls', counted && model.pulls.filter((id) => counted.has(id)).map(moduleName), true) : []),
      ...list('frozen', frozen.map(moduleName)),
      ...list('copies', copies),
      ...(tells && labelsAlone ? ['labels=True'] : []),
      ...(!stops || isJudged || players.length === 0 ? [] : ['judged=False']),
      ...(stops && settledAt > 0 ? [`settled=${settledAt}`] : []),
    ];
    return fit(`Stage(${fields.join(', ')}),`, 4);
  });
  return { declarations: declarations(lines, { pulls: model.pulls.length > 0, tells, stops }), beginning: beginning(model.normalises), stops };
}

const declarations = (lines: readonly string[], { pulls, tells, stops }: { readonly pulls: boolean; readonly tells: boolean; readonly stops: boolean }): string => `

class Stage(NamedTuple):
    """A part of a run: who learns what, and for how long."""

    name: str
    epochs: int = 0
    #: Its length in steps, in place of epochs; 0 is off.
    steps: int = 0
    #: Who learns, in the order of their turns.
    players: tuple[str, ...] = ()
    #: The terms that count; None: all.
    terms: tuple[str, ...] | None = None
${pulls ? `    #: The modules that count whose gradients are of no loss; None: all.
    pulls: tuple[str, ...] | None = None
` : ''}    #: Modules that do not learn meanwhile.
    frozen: tuple[str, ...] = ()
    #: Weights that start as copies of others, transposed or not, when the stage begins.
    copies: tuple[tuple[str, str, bool], ...] = ()
${tells ? `    #: Nothing but labels is learned, so that items without one are passed over.
    labels: bool = False
` : ''}${stops ? `    #: Whether a held-out loss tells when it is enough.
    judged: bool = True
    #: The step before which that loss still changes its meaning.
    settled: int = 0
` : ''}
    def counted(self, terms: dict[str, Term]) -> dict[str, Term]:
        """The terms that count."""
        if self.terms is None:
            return terms
        return {name: term for name, term in terms.items() if name in self.terms}

    def length(self, each: int, epochs: int | None) -> int:
        """Its steps, of which \`each\` are an epoch; \`epochs\` in place of its own length."""
        if epochs is not None and self.players:
            return epochs * each
        return self.steps or self.epochs * each


STAGES = [
${lines.join('\n')}
]
`;
const beginning = (normalises: boolean): string => `@torch.no_grad()
def begin_stage(model: Model, stage: Stage) -> None:
    """Makes the copies of a stage${normalises ? ', whose moving statistics start anew' : ''}."""
    tensors = tensors_of(model)
    for source, target, transposed in stage.copies:
        tensors[target].copy_(tensors[source].T if transposed else tensors[source])
${normalises ? `    for module in model.modules():
        if isinstance(module, BatchNorm):
            module.steps.zero_()
` : ''}

`;
