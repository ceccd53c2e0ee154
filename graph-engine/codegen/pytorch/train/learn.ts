/** The function of `train.py` that takes steps, looks at held-out items, keeps the best weights and writes checkpoints. */
import { fit, signature } from '../text';
import { asksStep } from './objective';
import type { Needs } from './needs';

/** In each step every player makes as many updates as it has, each on a batch of its own. */
export const batchesText = ({ accumulates }: Needs): string => `def ${accumulates ? 'updates' : 'batches'}(data: Data, size: int, offset: int) -> Iterator[${accumulates ? 'list[dict[str, Tensor]]' : 'dict[str, Tensor]'}]:
    """${accumulates ? 'The batches of updates without end from update' : 'Batches without end from batch'} \`offset\` on, epoch after epoch."""
    each = len(data.batches(size, SEED, 0))
${accumulates ? '    count = min(ACCUMULATE, each)\n    each //= count\n' : ''}    epoch, skip = divmod(offset, each)
    while True:
        yield from islice(${accumulates ? 'groups(data.batches(size, SEED, epoch), count)' : 'data.batches(size, SEED, epoch)'}, skip, None)
        epoch, skip = epoch + 1, 0`;

export function learnText(needs: Needs): string {
  const { alone, staged, pulls, accumulates, averages, tells, updates, holdsOut, stops, settled, minSteps, oneSource } = needs;
  const main = staged ? 'stage.players[-1]' : 'MAIN';
  const step = `run.step${staged ? ' - run.start' : ''}`;
  const given = ['run: Run', 'trainer: Trainer', 'data: Data', 'size: int', 'end: int', 'options: argparse.Namespace', ...(staged ? ['stage: Stage'] : [])];
  const asked = !alone || asksStep(needs);
  const held = [...['trainer.model', 'data', ...(asked ? [step] : []), 'size', 'trainer.device'], ...(staged ? ['stage'] : [])].join(', ');
  const evaluated = averages
    ? `            with trainer.averaged():
${fit(`row["held out"] = evaluate(${held})`, 16)}
`
    : `${fit(`row["held out"] = evaluate(${held})`, 12)}
`;
  const judged = [...(settled > 0 && !staged ? ['run.step >= SETTLED'] : []), ...(staged ? [`${step} >= stage.settled`, 'stage.judged'] : [])];
  const best = `        due = run.step == end or run.step - run.checked >= CHECK_STEPS or not run.checked
        if ${['due', 'holds_out', ...judged].join(' and ')}:
            run.checked, run.since = run.step, run.since + 1
            if row["held out"] < run.best:
                run.best, run.since = row["held out"], 0
${averages ? `                judged = {**trainer.model.state_dict(), **trainer.averages}
                run.weights = {name: x.clone() for name, x in judged.items()}` : '                run.weights = {name: x.clone() for name, x in trainer.model.state_dict().items()}'}
`;
  const enough = minSteps > 0 ? `        enough = options.epochs is not None or run.step >= MIN_STEPS
        if run.since >= PATIENCE and enough:
            break
` : `        if run.since >= PATIENCE:
            break
`;
  const ofAverages = 'trainer.model.load_state_dict(trainer.averages, strict=False)';
  const after = stops
    ? `    if run.weights is not None:
        trainer.model.load_state_dict(run.weights)
${averages ? `    else:\n        ${ofAverages}\n` : ''}`
    : averages ? `    ${ofAverages}\n` : '';
  return `${signature('learn', given, 'None', 0).join('\n')}
    """Steps until \`end\`${stops ? ', or until the held-out loss falls no more; then the best weights' : ''}."""
    rank, _ = processes()
    each = len(data.batches(size, SEED, 0))
${accumulates ? '    count = min(ACCUMULATE, each)\n    each //= count\n' : ''}${holdsOut ? `    holds_out = ${oneSource ? 'len(data.validation[0])' : 'min(len(rows) for rows in data.validation)'} > 0\n` : ''}${pulls && holdsOut ? `    # Who has no loss cannot be judged by one.
    holds_out = holds_out and ${main} in trainer.falling
` : ''}${tells ? `    data.alone = ${staged ? 'stage.labels' : 'True'}
` : ''}${updates ? aheadText(accumulates) : ''}    while run.step < end:
        began = time.perf_counter()
        ${alone ? 'trainer.model.train()' : 'trainer.begin()'}
${updates ? stepsAhead(needs, step) : steps(needs, step)}        row = {"step": run.step, **figures(told)}
${holdsOut ? `        if holds_out:
${evaluated}` : ''}        run.log.append(row)
        if rank == 0:
            seconds, told_of = time.perf_counter() - began, line(row${alone ? '' : `, ${main}`})
            print(f"step {run.step}/{end}  {told_of}  {seconds:.1f} s", flush=True)
${stops ? `${best}        if rank == 0:
` : ''}            part = Path(f"{options.checkpoint}.part")
            torch.save({"trainer": trainer.state(), "run": vars(run)}, part)
            os.replace(part, options.checkpoint)
${stops ? enough : ''}${after}`;
}

/** The steps of an epoch, or the rest of one, each of which has one batch or one group of them. */
function steps(needs: Needs, step: string): string {
  const { alone, accumulates, averages } = needs;
  const [one, all] = accumulates ? ['group', 'groups(data.batches(size, SEED, epoch), count)'] : ['batch', 'data.batches(size, SEED, epoch)'];
  const asked = !alone || asksStep(needs) || averages;
  const update = alone
    ? `            told = trainer.update(${one}${asked ? `, ${step}` : ''})
`
    : `            for name in trainer.names:
                told.update(trainer.update(name, ${one}, ${step}))
`;
  const loop = `        for ${one} in islice(${all}, done, done + end - run.step):`;
  return `        epoch, done = divmod(run.step, each)
${alone ? '' : '        told: dict[str, Tensor] = {}\n'}${loop.length <= 100 ? loop : `        rest = islice(${all}, done, done + end - run.step)
        for ${one} in rest:`}
${update}            run.step += 1
`;
}

const aheadText = (accumulates: boolean): string => `    feeds = {name: ${accumulates ? 'updates' : 'batches'}(data, size, run.step) for name in trainer.names}
    ahead = {
        name: [next(feeds[name]) for _ in range(PLAYERS[name].updates)] for name in trainer.names
    }
`;
/** The steps of an epoch where some make several updates in each. */
const stepsAhead = ({ accumulates }: Needs, step: string): string => `        first = run.step
        told: dict[str, Tensor] = {}
        while run.step < end and (run.step == first or run.step % each != 0):
            for name in trainer.names:
                # Each update has ${accumulates ? 'batches' : 'a batch'} of its own: ${accumulates ? 'those of this step, of the next, ...' : "this step's, the next one's, ..."}
                for ${accumulates ? 'group' : 'batch'} in list(ahead[name]):
                    told.update(trainer.update(name, ${accumulates ? 'group' : 'batch'}, ${step}))
                ahead[name] = [*ahead[name][1:], next(feeds[name])]
            run.step += 1
`;
