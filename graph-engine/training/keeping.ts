/** Writes checkpoints of the open model, as long as this end may, and tells what came of each. */
import { CheckpointError, SupersededError, type Checkpoint, type CheckpointStorage } from './checkpoints';
import { checkpointOf, type OpenModel } from './open-model';
import type { TrainingEvent } from './protocol';
import type { Snapshot } from './session';

export class Keeping {
  /** This end may write. */
  isOn = false;

  constructor(
    private readonly checkpoints: CheckpointStorage,
    private readonly event: (event: TrainingEvent) => void,
  ) {}

  /** A model that has taken no step is not kept: it would take the place of a trained one. */
  async keep(open: OpenModel, snapshot: Snapshot): Promise<void> {
    if (open.last) open.last = snapshot;
    if (snapshot.step > 0) await this.write(open, checkpointOf(open, snapshot));
  }
  async keepGiven(open: OpenModel, given: Checkpoint, goesOn: boolean): Promise<void> {
    await this.write(open, given);
    if (!goesOn && open.keptStep > 0) open.keptStep = 0;
  }
  private async write(open: OpenModel, checkpoint: Checkpoint): Promise<void> {
    const { document, writer } = open.request;
    const { step } = checkpoint.snapshot;
    if (!this.isOn) return;
    try {
      await this.checkpoints.save(document.id, checkpoint, writer ?? null);
    } catch (error) {
      if (error instanceof SupersededError) {
        this.isOn = false;
        return this.event({ kind: 'superseded' });
      }
      if (!(error instanceof CheckpointError)) throw error;
      open.keptStep = -1;
      return this.event({ kind: 'not-kept', step, reason: error.message });
    }
    open.keptStep = step;
    this.event({ kind: 'checkpoint', step });
  }
}
