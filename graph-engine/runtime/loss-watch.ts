/** Whether a device can still compute. What waits for its numbers is told when it cannot, because a lost device may never answer. */
import { DeviceLostError } from './device';

export class LossWatch {
  readonly lost: Promise<string>;
  private reason: string | null = null;
  private tell!: (reason: string) => void;
  private readonly waiting = new Set<(error: Error) => void>();

  /** `look` says why the device is lost, for one that answers with zeros; null while it is not. */
  constructor(private readonly look: () => string | null = () => null) {
    this.lost = new Promise((resolve) => (this.tell = resolve));
  }

  /** `reason`: a sentence for the user. */
  report(reason: string): void {
    if (this.reason !== null) return;
    this.reason = reason;
    this.tell(reason);
    for (const reject of this.waiting) reject(new DeviceLostError(reason));
    this.waiting.clear();
  }
  /** The result of `work`, or a DeviceLostError. */
  guard<T>(work: Promise<T>): Promise<T> {
    if (this.reason !== null) {
      work.catch(() => undefined);
      return Promise.reject(new DeviceLostError(this.reason));
    }
    return new Promise((resolve, reject) => {
      const settle = (end: () => void): void => {
        this.waiting.delete(reject);
        const found = this.reason === null ? this.look() : null;
        if (found !== null) this.report(found);
        if (this.reason === null) end();
        else reject(new DeviceLostError(this.reason));
      };
      this.waiting.add(reject);
      work.then(
        (value) => settle(() => resolve(value)),
        (error: Error) => settle(() => reject(error)),
      );
    });
  }
}
