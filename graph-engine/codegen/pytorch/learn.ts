/** The function of `train.py` that takes steps, looks at held-out items, keeps the best weights and writes checkpoints. */
import type { Manner } from './trainer-options';

export interface LearnOptions extends Manner {
  /** An update may take several batches. */
  readonly accumulates: boolean;
  /** The model is judged and saved as an average of its weights. */
  readonly averages: boolean;
  /** A Dataset tells the labels of some items alone. */
  readonly tells: boolean;
  /** How many steps an epoch has, where several batches make one. */
  readonly divided: string;
}

export function learnText({ staged, pulls, accumulates, averages, tells, divided }: LearnOptions): string {
  const when = (text: string, otherwise = ''): string => (staged ? text : otherwise);
  return `def learn(
    run: Run,
    trainer: Trainer,
    data: Data,
    size: int,
    end: int,
    options: argparse.Namespace,
${when('    stage: Stage,\n')}) -> None:
    """Steps until \`end\`, or until the held-out loss falls no more; then the best weights."""
    rank, _ = processes()
    each = min(len(rows) for rows in data.training) // size
${divided}    holds_out = min(len(rows) for rows in data.validation) > 0
${pulls ? `    # Who has no loss cannot be judged by one.
    holds_out = holds_out and ${when('stage.players[-1]', 'MAIN')} in trainer.falling
` : ''}${tells ? `    data.alone = ${when('stage.labels', 'True')}
` : ''}    feeds = {name: batches(data, size, run.step) for name in trainer.names}
    ahead = {
        name: [next(feeds[name]) for _ in range(PLAYERS[name].updates)] for name in trainer.names
    }
    while run.step < end:
        began, first = time.perf_counter(), run.step
        trainer.begin()
        told: dict[str, Tensor] = {}
        while run.step < end and (run.step == first or run.step % each != 0):
            for name in trainer.names:
                # Each update has ${accumulates ? 'batches' : 'a batch'} of its own: ${accumulates ? 'those of this step, of the next, ...' : "this step's, the next one's, ..."}
                for ${accumulates ? 'group' : 'batch'} in list(ahead[name]):
                    told.update(trainer.update(name, ${accumulates ? 'group' : 'batch'}, run.step${when(' - run.start')}))
                ahead[name] = [*ahead[name][1:], next(feeds[name])]
            run.step += 1
        row = {"step": run.step, **figures(told)}
        if holds_out:
${averages ? '            with trainer.averaged():\n    ' : ''}            row["held out"] = evaluate(
${averages ? '    ' : ''}                trainer.model, data, run.step${when(' - run.start')}, size, trainer.device${when(', stage')}
${averages ? '    ' : ''}            )
        run.log.append(row)
        if rank == 0:
            seconds, told_of = time.perf_counter() - began, line(row, ${when('stage.players[-1]', 'MAIN')})
            print(f"step {run.step}/{end}  {told_of}  {seconds:.1f} s", flush=True)
        due = run.step == end or run.step - run.checked >= CHECK_STEPS or not run.checked
        settled = run.step${when(' - run.start >= stage.settled', ' >= SETTLED')}
        if PATIENCE > 0 and holds_out and due and settled${when(' and stage.judged')}:
            run.checked, run.since = run.step, run.since + 1
            if row["held out"] < run.best:
                run.best, run.since = row["held out"], 0
${averages ? `                judged = {**trainer.model.state_dict(), **trainer.averages}
                run.weights = {name: x.clone() for name, x in judged.items()}` : '                run.weights = {name: x.clone() for name, x in trainer.model.state_dict().items()}'}
        if rank == 0:
            part = Path(f"{options.checkpoint}.part")
            torch.save({"trainer": trainer.state(), "run": vars(run)}, part)
            os.replace(part, options.checkpoint)
${when('', '        enough = options.epochs is not None or run.step >= MIN_STEPS\n')}        if PATIENCE > 0 and run.since >= PATIENCE${when('', ' and enough')}:
            break
    if run.weights is not None:
        trainer.model.load_state_dict(run.weights)
${averages ? '    else:\n        trainer.model.load_state_dict(trainer.averages, strict=False)\n' : ''}`;
}
