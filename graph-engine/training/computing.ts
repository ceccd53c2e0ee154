/** What computes: chosen once for a wish, kept while other models use something else, and left when it can compute no more. */
import type { BackendChoice, Fallback } from '../runtime/backends/choose';
import type { BackendName } from '../runtime/backends/definition';
import { backends } from '../runtime/backends/index';
import type { Rival } from '../runtime/backends/rivals';
import type { Tried } from '../runtime/backends/try-backend';
import { currentDevice, type Device } from '../runtime/device';

/** `without`: what was lost, and is not to be tried again. `first`: what `auto` tries before the others. */
export type ChooseBackend = (preferred: BackendName | 'auto', without: readonly BackendName[], first?: BackendName) => Promise<BackendChoice>;
export interface Chosen extends BackendChoice {
  readonly device: Device;
}

/** An error may be told of before the loss that it comes from. */
const SOON_MS = 500;

const isTfjs = (name: BackendName): boolean => 'tfjs' in backends[name];

export class Computing {
  readonly lost: Fallback[] = [];
  /** By the wish. */
  private readonly choices = new Map<string, BackendChoice>();
  /** What works here, set up. */
  private readonly devices = new Map<BackendName, Device>();
  private readonly watched = new WeakSet<Device>();
  /** The one of tfjs that was set up last: the others have lost their place to it. */
  private tfjs: BackendName | null = null;
  /** Nothing is set up while something else is. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly chooseBackend: ChooseBackend,
    private readonly onLost: (device: Device, lost: Fallback) => void,
  ) {}

  /** `first`: what is to be tried first where `auto` is asked for. */
  async choose(preferred: BackendName | 'auto', first?: BackendName): Promise<Chosen> {
    return this.known(preferred, first) ?? this.inTurn(async () => this.known(preferred, first) ?? this.chooseAnew(preferred, first));
  }
  /** Tries a rival while the device in use stays in use. */
  prepare({ name, tfjs, prepare }: Rival): Promise<Tried> {
    return this.inTurn(async () => {
      const known = this.ready(name);
      if (known) return { device: known };
      if (tfjs) this.tfjs = null;
      const tried = await prepare();
      if ('device' in tried) this.hold(name, tried.device);
      return tried;
    });
  }
  /** The next choice is made anew. */
  forget(): void {
    this.choices.clear();
    this.devices.clear();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.queue.then(work);
    this.queue = result.catch(() => undefined);
    return result;
  }
  private ready(name: BackendName): Device | undefined {
    return isTfjs(name) && this.tfjs !== name ? undefined : this.devices.get(name);
  }
  /** What is chosen for this wish and set up; null where it has to be chosen yet. */
  known(preferred: BackendName | 'auto', first?: BackendName): Chosen | null {
    const choice = this.choices.get(wishOf(preferred, first));
    const wanted = choice?.backend ?? (preferred === 'auto' ? first : preferred);
    const device = wanted && this.ready(wanted);
    return wanted && device ? { backend: wanted, fallbacks: [...this.lost, ...(choice?.fallbacks ?? [])], device } : null;
  }
  private async chooseAnew(preferred: BackendName | 'auto', first: BackendName | undefined): Promise<Chosen> {
    this.tfjs = null;
    const choice = await this.chooseBackend(preferred, this.lost.map(({ backend }) => backend), first);
    const device = currentDevice();
    this.choices.set(wishOf(preferred, first), choice);
    this.hold(choice.backend, device);
    return { backend: choice.backend, fallbacks: [...this.lost, ...choice.fallbacks], device };
  }
  private hold(backend: BackendName, device: Device): void {
    this.devices.set(backend, device);
    if (isTfjs(backend)) this.tfjs = backend;
    if (this.watched.has(device)) return;
    this.watched.add(device);
    void device.lost?.then((reason) => {
      const known = this.lost.find((lost) => lost.backend === backend);
      const lost = known ?? { backend, reason };
      if (!known) this.lost.push(lost);
      this.devices.delete(backend);
      this.choices.clear();
      this.onLost(device, lost);
    });
  }
}

const wishOf = (preferred: BackendName | 'auto', first: BackendName | undefined): string => (preferred === 'auto' ? `auto ${first ?? ''}` : preferred);

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
