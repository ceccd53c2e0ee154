/** How a layer is called in PyTorch. */
import type { Shape } from '../../document/shape';

/** A layer in the words of a framework, exactly as its operations compute it. */
export interface Spelling {
  /** Expressions, run in order, such as `nn.Linear(784, 256)`; none where it changes nothing. */
  readonly modules: readonly string[];
  /** How images lie between them: [channels, height, width] first, as a framework may have it, or last, as here; `any` where it makes no difference. */
  readonly channels: 'first' | 'last' | 'any';
  /** For each of its weights the module and the name there, and where they lie otherwise the axes of ours in the order of theirs. */
  readonly weights?: Readonly<Record<string, { readonly module: number; readonly name: string; readonly axes?: readonly number[] }>>;
  /** Its class, a `Masked`, takes a mask beside its values where there is one. */
  readonly told?: boolean;
  /** A class of the project that an expression names, and its source. */
  readonly classes?: Readonly<Record<string, string>>;
}

/** `output` is what the layer infers; null where its operations say it as well. */
export type Spell<P> = (params: P, input: Shape, output: Shape) => Spelling | null;

/** Keeps the parameters typed inside and opaque outside. */
export const defineSpelling = <P>(spell: Spell<P>): Spell<never> => spell as Spell<never>;
