/** What is known of the open model's step on each backend: remembered from before, or measured while the model rests. */
import type { BackendChoice } from '../../runtime/backends/choose';
import type { BackendName } from '../../runtime/backends/definition';
import type { Rival } from '../../runtime/backends/rivals';
import type { HourglassDocument } from '../../document/types';
import type { Clock } from '../clock';
import type { Computing } from '../computing';
import type { OpenModel } from '../open-model';
import { fitInTurns } from '../fit-in-turns';
import { fastestOf } from './fastest';
import { measurePaces, type Contestant } from './measure-paces';
import { workFingerprint, type PaceStorage } from './pace-storage';
import type { Pace } from './types';

export interface MeasureOptions {
  /** What may compute in place of what does. `without`: what was lost. */
  rivals(inUse: BackendChoice, without: readonly BackendName[]): readonly Rival[];
  readonly storage: PaceStorage;
  /** Tells this machine from others. */
  machine(): Promise<string>;
}
export interface MeasuringHooks {
  readonly clock: Clock;
  readonly computing: Computing;
  /** A fault of ours. */
  readonly fault: (error: unknown) => void;
  /** Resolves when nothing else is being done. */
  idle(): Promise<void>;
  /** See `fitInTurns`. */
  onFitting(share: number | null): void;
  tell(model: OpenModel, paces: readonly Pace[], measuring: boolean): void;
  /** Puts the model on another backend, unless the signal says that something else comes first. */
  move(model: OpenModel, backend: BackendName, signal: AbortSignal): Promise<void>;
}

/** A measurement of one model, under way or waiting for its turn. */
interface Going {
  readonly model: OpenModel;
  readonly contestants: readonly Contestant[];
  readonly key: string;
  /** Known before it. */
  readonly before: readonly Pace[];
  readonly abort: AbortController;
  /** What was told last. */
  told: readonly Pace[];
}

export class Measuring {
  private key = '';
  private known: readonly Pace[] = [];
  private going: Going | null = null;
  private work: Promise<void> = Promise.resolve();

  /** Without `options`, nothing is remembered and nothing measured. */
  constructor(
    private readonly options: MeasureOptions | null,
    private readonly hooks: MeasuringHooks,
  ) {}

  /** What is remembered of the document's model on this machine; from now on that model is meant. */
  async recall(document: HourglassDocument): Promise<readonly Pace[]> {
    if (!this.options) return [];
    const key = `${await this.options.machine()} ${workFingerprint(document)}`;
    const found = (await this.options.storage.load(key)) ?? [];
    [this.key, this.known] = [key, found.filter(({ backend }) => !this.isLost(backend))];
    return this.known;
  }
  /** Measures what is not known, as soon as nothing else is being done. `asked`: even where there is nothing to choose from. */
  begin(model: OpenModel, asked: boolean): void {
    if (!this.options || this.going) return;
    const { chosen } = model;
    const refused = chosen.fallbacks.map(({ backend, reason }): Pace => ({ backend, ms: null, reason }));
    this.known = [...this.known, ...refused.filter(({ backend }) => !this.isKnown(backend))];
    const rivals = this.options.rivals(chosen, this.hooks.computing.lost.map(({ backend }) => backend)).filter(({ name }) => !this.isKnown(name));
    const measured = this.known.some(({ backend, ms }) => backend === chosen.backend && ms !== null);
    if (rivals.length === 0 && !(asked && !measured)) return;
    const inUse: Contestant = { name: chosen.backend, prepare: async () => ({ device: chosen.device }) };
    const others = rivals.map((rival): Contestant => ({ name: rival.name, prepare: () => this.hooks.computing.prepare(rival) }));
    const going: Going = { model, contestants: [inUse, ...others], key: this.key, before: this.known, abort: new AbortController(), told: this.known };
    this.going = going;
    this.work = this.work.then(() => this.measure(going)).catch(this.hooks.fault);
  }
  /** What comes now is more urgent; what was measured so far is told, and not remembered. */
  stop(): void {
    const { going } = this;
    this.going = null;
    going?.abort.abort();
    if (going) this.hooks.tell(going.model, going.told, false);
  }
  /** Resolves when nothing is being measured; compiling that was begun is waited for. */
  ended(): Promise<void> {
    return this.work;
  }

  private isKnown(backend: BackendName): boolean {
    return this.known.some((pace) => pace.backend === backend);
  }
  private isLost(backend: BackendName): boolean {
    return this.hooks.computing.lost.some((lost) => lost.backend === backend);
  }
  private async measure(going: Going): Promise<void> {
    const { clock, idle, onFitting, tell } = this.hooks;
    const { model, contestants, key, before, abort: { signal } } = going;
    const stopped = (): boolean => signal.aborted;
    const onPace = (measured: readonly Pace[]): void => {
      if (stopped()) return;
      going.told = [...without(before, measured), ...measured];
      tell(model, going.told, true);
    };
    // The answer goes out first, and what is asked next.
    await clock.breathe();
    await idle();
    onPace([]);
    // The one in use is measured again beside the others: the machine may be busier than it was.
    const fitted = !stopped() && (await fitInTurns(model.session.data, { clock, stopped, onFitting }));
    const measured = !fitted ? null : await measurePaces(model.session, contestants, { clock, stopped, onPace });
    if (measured === null) return;
    const known = [...without(before, measured.paces), ...measured.paces];
    if (this.going === going) this.known = known;
    if (!measured.rough) await this.options!.storage.save(key, known.filter(({ backend }) => !this.isLost(backend)));
    const reason = await this.goToFastest(model, known, signal);
    if (this.going !== going) return;
    this.going = null;
    tell(model, reason === null ? known : known.map((pace) => (pace.backend === fastestOf(known) ? { ...pace, reason } : pace)), false);
  }
  /** Gives why it could not go there, or null. */
  private async goToFastest(model: OpenModel, known: readonly Pace[], signal: AbortSignal): Promise<string | null> {
    const fastest = fastestOf(known);
    if (model.request.backend !== 'auto' || fastest === undefined || fastest === model.chosen.backend || signal.aborted) return null;
    try {
      await this.hooks.move(model, fastest, signal);
      return null;
    } catch (error) {
      return `It could not take the model over: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}

const without = (paces: readonly Pace[], newer: readonly Pace[]): readonly Pace[] => paces.filter(({ backend }) => !newer.some((pace) => pace.backend === backend));
