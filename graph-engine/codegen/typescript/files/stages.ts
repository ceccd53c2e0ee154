/** `stages.ts`: the parts of a run, one after the other, and what happens between them. */
import type { PlayerId, WeightCopy } from '../../../document/types';
import { fit, list, quote } from '../text';
import type { StagePart } from '../../program/stages';
import type { LossesText, PlayerTerms } from '../losses';
import type { ModelText } from '../model';
import type { CodeNode, CodePlayer, Project } from '../project';
import { actsByMode } from '../stack';
import { Source } from '../../program/source';
import { validatesOf } from './data/dealing';
import { tellsSome } from './data/told';

export interface StagesFile {
  readonly source: Source;
  /** Some stage begins with copies. */
  readonly copies: boolean;
  /** Some stage counts some terms alone. */
  readonly counts: boolean;
  /** Some stage counts some nodes alone that learn without a loss. */
  readonly pulls: boolean;
  /** Early stopping may end one, or some: no loss tells of the others how good they are. */
  readonly stops: 'all' | 'some' | 'none';
  /** In some stage the loss changes its meaning until a step. */
  readonly settles: boolean;
  /** Some stage learns nothing but labels, where those of some items alone are told. */
  readonly labels: boolean;
  /** Nodes with weights that do not learn in some stage. */
  readonly frozen: ReadonlySet<string>;
  /** Players who learn in every stage. */
  readonly always: ReadonlySet<PlayerId>;
  /** Those whose losses a stage is judged by: of its last player. */
  readonly judged: readonly PlayerTerms[];
}

/** Whether a node has layers that run otherwise while they learn. */
export const isStack = ({ modules }: Project, { id }: CodeNode): boolean => actsByMode(modules.analysis, id);
/** Whether stacks that are frozen for a while run as at inference meanwhile. */
export const freezesStacks = (project: Project, parts: readonly StagePart[]): boolean => project.nodes.some((node) => parts.some(({ frozen }) => frozen.includes(node.id)) && isStack(project, node));

interface StageLine {
  readonly part: StagePart;
  readonly players: readonly PlayerTerms[];
  readonly terms: readonly string[] | null;
}

const copyText = ({ from, to, transposed }: WeightCopy): string => `{ from: ${quote(from)}, to: ${quote(to)}${transposed ? ', transposed: true' : ''} }`;

function termsOf({ modules }: Project, { counted }: StagePart, players: readonly PlayerTerms[]): string[] | null {
  if (!counted) return null;
  const isTold = (player: string): boolean => players.some((one) => one.player.id === player);
  return modules.terms.filter(({ node, player }) => counted.has(node) && isTold(player)).map(({ name }) => name);
}

const playerName = ({ names }: CodePlayer): string => quote(names.value);

/** Null where the document is trained as a whole. `learners`: those who have a turn in some step, in their order. */
export function stagesFile(project: Project, parts: readonly StagePart[], losses: LossesText, pulls: ModelText['pulls']): StagesFile | null {
  const { patience } = project.document.training;
  const lines = parts.map((part): StageLine => {
    const players = losses.players.filter(({ player }) => part.players.includes(player.id));
    return { part, players, terms: termsOf(project, part, players) };
  });
  if (lines.length === 0) return null;
  const watches = patience > 0 && validatesOf(project);
  const stopping = lines.filter(({ part }) => part.isJudged);
  const stops = !watches || stopping.length === 0 ? 'none' : stopping.length < lines.length ? 'some' : 'all';
  const settles = stops !== 'none' && stopping.some(({ part }) => part.settledAt > 0);
  const frozen = new Set(lines.flatMap(({ part }) => part.frozen));
  const [counts, copies, inSteps, turned] = [lines.some(({ terms }) => terms), lines.some(({ part }) => part.stage.copies.length > 0), lines.some(({ part, players }) => part.stage.steps > 0 && players.length > 0), lines.some(({ part }) => part.stage.copies.some(({ transposed }) => transposed))];

  const pulling = [...pulls.values()].flatMap((own) => own.map(({ node }) => node));
  const choosesPulls = pulling.length > 0 && lines.some(({ part }) => part.counted);

  const labels = tellsSome(project) && lines.some(({ part }) => part.labelsAlone);
  const source = new Source('src/stages.ts');
  source.add('/** The stages of a run, one after the other: who learns in each, and for how long. */');
  if (copies) source.add("import * as tf from '@tensorflow/tfjs';");
  if (counts) source.add("import type { Term } from './losses.ts';");
  if (copies) source.add("import type { NamedWeight } from './ops.ts';");
  if (copies) source.block(`/** A weight that starts as another is${turned ? ', or as its transpose' : ''}. */\ninterface Copy {\n  from: string;\n  to: string;${turned ? '\n  transposed?: true;' : ''}\n}`);
  source.block(`export interface Stage {\n  name: string;\n  /** Passes over the training items. */\n  epochs${inSteps ? '?' : ''}: number;`);
  if (inSteps) source.add('  /** Its length in steps, in place of epochs. */\n  steps?: number;');
  source.add('  /** Who learns: names of `Model.weights`. */\n  players: string[];');
  if (counts) source.add('  /** The terms that count; all where none is named. */\n  terms?: string[];');
  if (choosesPulls) source.add('  /** Nodes that count of those which learn without a loss; all where none is named. */\n  pulls?: string[];');
  if (frozen.size > 0) source.add('  /** Nodes that do not learn meanwhile, by what the names of their weights begin with. */\n  frozen?: string[];');
  if (labels) source.add('  /** Nothing but labels is learned, so that items without one are passed over. */\n  labels?: true;');
  if (copies) source.add('  /** Made once, when the stage begins. */\n  copies?: Copy[];');
  if (stops === 'some') source.add('  /** No held-out loss tells when to stop. */\n  judged?: false;');
  if (settles) source.add('  /** Before this step of the stage, a weight or a temperature still changes what the loss means. */\n  settledAt?: number;');
  source.add('}').block('export const stages: Stage[] = [');
  for (const { part, players, terms } of lines) {
    const { stage } = part;
    source.add('  {');
    source.add(`    name: ${quote(stage.name)},`);
    // Where nobody has something to learn, a stage is over when its copies are made.
    source.add(players.length === 0 ? '    epochs: 0,' : stage.steps > 0 ? `    steps: ${stage.steps},` : `    epochs: ${stage.epochs},`);
    source.add(fit(`players: ${list(players.map(({ player }) => playerName(player)))},`, 4));
    if (terms) source.add(fit(`terms: ${list(terms.map(quote))},`, 4));
    if (choosesPulls && part.counted) source.add(fit(`pulls: ${list(pulling.filter((node) => part.counted!.has(node)).map(quote))},`, 4));
    if (part.frozen.length > 0) source.add(fit(`frozen: ${list(part.frozen.map(quote))},`, 4));
    if (stage.copies.length > 0) source.add(`    copies: [\n${stage.copies.map((copy) => fit(`${copyText(copy)},`, 6)).join('\n')}\n    ],`);
    if (labels && part.labelsAlone) source.add('    labels: true,');
    if (stops === 'some' && !part.isJudged) source.add('    judged: false,');
    if (settles && part.settledAt > 0) source.add(`    settledAt: ${part.settledAt},`);
    source.add('  },');
  }
  source.add('];');
  source.block(`/** The stage of that name, as \`--stage\` asks for it. */
export function stageCalled(name: string): Stage {
  const found = stages.find((stage) => stage.name === name);
  if (found) return found;
  const names = stages.map((stage) => stage.name).join(', ');
  throw new Error(\`There is no stage “\${name}”; there are \${names}\`);
}`);
  source.block(`/** How many steps a stage takes; \`given\`: epochs in place of its own. */
export function stepsOf(stage: Stage, stepsPerEpoch: number, given?: number): number {
  if (given !== undefined && stage.players.length > 0) return given * stepsPerEpoch;
  return ${inSteps ? 'stage.steps ?? (stage.epochs ?? 0) * stepsPerEpoch' : 'stage.epochs * stepsPerEpoch'};
}`);
  if (counts) source.block(`/** The terms that count in a stage. */
export const counted = (stage: Stage, terms: Term[]): Term[] =>
  terms.filter(({ name }) => stage.terms?.includes(name) ?? true);`);
  if (choosesPulls) source.block(`/** Whether a node that learns without a loss counts in a stage. */
export const pulls = (stage: Stage, node: string): boolean => stage.pulls?.includes(node) ?? true;`);
  if (frozen.size > 0) source.block(`/** Whether the weight of that name stays as it is during a stage. */
export const isFrozen = (stage: Stage, name: string): boolean =>
  stage.frozen?.includes(name.slice(0, name.indexOf('/'))) ?? false;`);
  if (copies) source.block(copyWeights(turned));
  const taught = lines.filter(({ players }) => players.length > 0);
  const always = new Set(losses.players.filter((one) => taught.every(({ players }) => players.includes(one))).map(({ player }) => player.id));
  const last = taught.map(({ players }) => players.at(-1)!);
  return { source, copies, pulls: choosesPulls, counts, stops, settles, labels, frozen, always, judged: losses.players.filter((one) => last.includes(one)) };
}

const copyWeights = (turned: boolean): string => `/** Makes the copies that a stage begins with. */
export function copyWeights(weights: NamedWeight[], { copies = [] }: Stage): void {
  const named = new Map(weights);
${turned ? `  for (const { from, to, transposed } of copies) {
    tf.tidy(() => {
      const source = named.get(from)!;
      named.get(to)!.assign(transposed ? source.transpose() : source);
    });
  }` : '  for (const { from, to } of copies) tf.tidy(() => named.get(to)!.assign(named.get(from)!));'}
}`;
