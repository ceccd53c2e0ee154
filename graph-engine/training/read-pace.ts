/** When a step is read back. Reading stalls a GPU, so there it is done at most a few times a second, whatever a step takes. */
import type { Device } from '../runtime/device';

export class ReadPace {
  private next = 0;
  private steps = 1;

  constructor(private readonly device: Pick<Device, 'readEvery' | 'readMs'>) {}

  isRead(step: number): boolean {
    return this.device.readMs === undefined ? step % this.device.readEvery === 0 : step >= this.next;
  }
  /**
   * `step` was read, and a step took `stepMs` since the one before was. As many steps follow unread as fill the time, but no more than twice as many as
   * before: the GPU works through what it was given, and a pause has to wait for it.
   */
  wasRead(step: number, stepMs: number): void {
    const { readMs } = this.device;
    if (readMs === undefined) return;
    this.steps = Math.max(1, Math.min(this.steps * 2, Math.floor(readMs / Math.max(stepMs, 1e-3))));
    this.next = step + this.steps;
  }
}
