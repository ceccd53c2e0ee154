/** What computes: chosen once for a wish, and left for the next one when it can compute no more. */
import type { BackendChoice, Fallback } from '../runtime/backends/choose';
import type { BackendName } from '../runtime/backends/definition';
import { currentDevice, type Device } from '../runtime/device';

/** `without`: what was lost, and is not to be tried again. */
export type ChooseBackend = (preferred: BackendName | 'auto', without: readonly BackendName[]) => Promise<BackendChoice>;

/** An error may be told of before the loss that it comes from. */
const SOON_MS = 500;

export class Computing {
  private readonly lost: Fallback[] = [];
  private chosen: { readonly preferred: BackendName | 'auto'; readonly choice: Promise<BackendChoice> } | null = null;

  constructor(
    private readonly chooseBackend: ChooseBackend,
    private readonly onLost: (device: Device, lost: Fallback) => void,
  ) {}

  choose(preferred: BackendName | 'auto'): Promise<BackendChoice> {
    if (this.chosen?.preferred !== preferred) this.chosen = { preferred, choice: this.chooseAnew(preferred) };
    return this.chosen.choice;
  }
  /** The next choice is made anew. */
  forget(): void {
    this.chosen = null;
  }
  private async chooseAnew(preferred: BackendName | 'auto'): Promise<BackendChoice> {
    const choice = await this.chooseBackend(preferred, this.lost.map(({ backend }) => backend));
    const device = currentDevice();
    void device.lost?.then((reason) => {
      if (this.lost.some(({ backend }) => backend === choice.backend)) return;
      const lost = { backend: choice.backend, reason };
      this.lost.push(lost);
      this.forget();
      this.onLost(device, lost);
    });
    return { backend: choice.backend, fallbacks: [...this.lost, ...choice.fallbacks] };
  }
}

/** Whether an error comes from the loss of the device. */
export async function isLost(device: Device): Promise<boolean> {
  if (!device.lost) return false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), SOON_MS);
  });
  const found = await Promise.race([device.lost.then(() => true), late]);
  clearTimeout(timer);
  return found;
}
