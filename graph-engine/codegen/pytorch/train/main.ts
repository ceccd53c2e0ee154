/** A whole run of `train.py`, and its options. */
import { quote } from '../text';
import type { Needs } from './needs';

export function trainText(needs: Needs, startsFromData: string | null): string {
  const { staged, accumulates, minSteps, scheduled, oneSource, labelFiles } = needs;
  const length = staged
    ? `    stages = [one for one in STAGES if options.stage in (None, one.name)]
    steps = sum(stage.length(each, options.epochs) for stage in stages)`
    : minSteps > 0
      ? '    steps = max(EPOCHS * each, MIN_STEPS) if options.epochs is None else options.epochs * each'
      : '    steps = options.epochs * each';
  const going = staged
    ? `    while run.stage < len(stages) and (options.steps is None or run.step < options.steps):
        stage = stages[run.stage]
        length = stage.length(each, options.epochs)
        if state is None and run.step == run.start:
            begin_stage(model, stage)
        trainer = Trainer(model, ${scheduled ? 'length, ' : ''}device, options.amp, stage)
        if state is not None:
            trainer.restore(state.pop("trainer"))
            state = None
        if rank == 0:
            print(f"stage {stage.name}", flush=True)
        learn(run, trainer, data, size, min(end, run.start + length), options, stage)
        run = Run(step=run.step, start=run.step, stage=run.stage + 1, log=run.log)`
    : `    learn(run, trainer, data, size, end, options)`;
  const resume = staged
    ? `    run = Run()
    state = None
    if options.resume:
        state = torch.load(options.checkpoint, map_location="cpu")
        run = Run(**state["run"])`
    : `    trainer = Trainer(model, ${scheduled ? 'steps, ' : ''}device, options.amp)
    run = Run()
    if options.resume:
        state = torch.load(options.checkpoint, map_location="cpu")
        run = Run(**state["run"])
        trainer.restore(state["trainer"])`;
  return `def train(options: argparse.Namespace, device: str) -> None:
    """A whole run."""
    rank, count = processes()
    torch.manual_seed(SEED)
    known = read_safetensors(options.weights) if options.weights else {}
    data = load_data(SOURCES, HELD_OUT, SEED, known, options.data${labelFiles ? ', options.labels' : ''})
    trained_on = ${oneSource ? 'len(data.training[0])' : 'min(len(rows) for rows in data.training)'}
    if trained_on < max(2, count):
        raise SystemExit(f"Training needs more items than the {trained_on} that there are")
    size = min(options.batch, trained_on)
    # Every process takes as many items, and at least one.
    size = max(count, size - size % count)
    each = trained_on // size
${accumulates ? '    each //= min(ACCUMULATE, each)\n' : ''}${length}
    end = min(steps, options.steps or steps)
    model = Model()
    if options.weights:
        load(model, options.weights)
    else:
        start(model)
${startsFromData ? `        start_from_data(model${startsFromData.includes('def start_from_data(model: Model, data') ? ', data' : ''})\n` : ''}    model.to(device)
${resume}
${going}
    if rank == 0:
        save(model, options.out, data.named(SOURCES))
        print(f"{run.step} steps; the weights are in {options.out}")
        if options.metrics:
            Path(options.metrics).write_text("".join(f"{json.dumps(row)}\\n" for row in run.log))`;
}

/** Files instead of those of the project, in `train.py` and `infer.py`. */
export const dataOption = (oneSource: boolean): string => `    parser.add_argument("--data", nargs=${oneSource ? '1' : '"+"'}, help="a file${oneSource ? '' : ' for each Dataset'}, instead of ${oneSource ? 'the one in ' : ''}data/")
`;
export const labelsOption = '    parser.add_argument("--labels", nargs="+", help="the labels of --data")\n';

/** Options, and the processes that there are. */
export function mainText({ staged, minSteps, oneSource, labelFiles }: Needs, hasWeights: boolean): string {
  const epochs = staged
    ? '    parser.add_argument("--epochs", type=int, help="of each stage, instead of its length")'
    : minSteps > 0
      ? `    parser.add_argument(
        "--epochs", type=int, help="passes over the items, instead of EPOCHS and MIN_STEPS"
    )`
      : '    parser.add_argument("--epochs", type=int, default=EPOCHS, help="passes over the items")';
  return `def main() -> None:
    """Reads the options, joins the other processes where there are some, and trains."""
    parser = argparse.ArgumentParser(description="Train the model.")
${dataOption(oneSource)}${labelFiles ? labelsOption : ''}${epochs}
${staged ? '    parser.add_argument("--stage", choices=[one.name for one in STAGES], help="trains it alone")\n' : ''}    parser.add_argument("--steps", type=int, help="ends the run early")
    parser.add_argument("--batch", type=int, default=BATCH, help="items of a step")
    parser.add_argument("--device", help="cuda, cpu, ...; by default a GPU if there is one")
    parser.add_argument("--amp", action="store_true", help="computes in bfloat16 where it can")
    parser.add_argument("--weights", help="weights to go on from, instead of random ones")
    parser.add_argument("--checkpoint", default=str(FOLDER / "checkpoint.pt"))
    parser.add_argument("--resume", action="store_true", help="goes on from the checkpoint")
    parser.add_argument("--out", default=str(FOLDER / ${quote(hasWeights ? 'trained.safetensors' : 'weights.safetensors')}))
    parser.add_argument("--metrics", help="writes the figures of each epoch as lines of JSON")
    options = parser.parse_args()
    device = options.device or ("cuda" if torch.cuda.is_available() else "cpu")
    with contextlib.ExitStack() as stack:
        if int(os.environ.get("WORLD_SIZE", "1")) > 1:
            dist.init_process_group("nccl" if device.startswith("cuda") else "gloo")
            stack.callback(dist.destroy_process_group)
            if device == "cuda":
                device = f"cuda:{os.environ['LOCAL_RANK']}"
                torch.cuda.set_device(device)
        train(options, device)


if __name__ == "__main__":
    main()
`;
}
