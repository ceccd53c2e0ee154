import type { Shape } from './shape';
import { printShape } from './shape';

/** What the numbers of a data tensor look like; decides which losses make sense. */
export type DataRange = 'binary' | 'unit' | 'signed' | 'standardised' | 'real';

/** Which numbers of a row belong to which column of a table: `width` of them from `at` on. */
export type Places = readonly { readonly name: string; readonly kind: 'number' | 'category'; readonly at: number; readonly width: number; readonly weight: number }[];

/** What a Dataset knows beside its data: a class of each item (its label, a group, a category that is embedded), or what of it was measured. */
export type Aside = 'label' | 'mask';

/** A sequence, [places, …], of which some items are shorter: a mask travels with it, [batch, places], 1 where a place holds something and 0 where it is padding. */
export interface MaybeMasked {
  readonly masked?: true;
}

/** What travels on a wire. Shapes are without the batch dimension. */
export type PortType =
  /** `corrupted` once Noise was applied; `source` is the Dataset whose items these are, and `aside` the one that knows them beside its items. */
  | ({
      readonly tag: 'data';
      readonly shape: Shape;
      readonly range: DataRange;
      readonly corrupted: boolean;
      readonly source: string | null;
      readonly places?: Places;
      readonly aside?: { readonly as: Aside; readonly of: string };
    } & MaybeMasked)
  | ({ readonly tag: 'features'; readonly shape: Shape } & MaybeMasked)
  | ({ readonly tag: 'code'; readonly shape: Shape } & MaybeMasked)
  /** Mean and log-variance of a diagonal Gaussian, each of `shape`. */
  | { readonly tag: 'distribution'; readonly shape: Shape }
  /** Integers in [0, classes). `source` is the Dataset whose tokens these are, `corrupted` once some of them were hidden. */
  | ({ readonly tag: 'indices'; readonly shape: Shape; readonly classes: number; readonly source?: string; readonly corrupted?: boolean } & MaybeMasked)
  /** Unbounded output of a Decoder before a sigmoid or softmax. */
  | ({ readonly tag: 'logits'; readonly shape: Shape; readonly corrupted?: boolean } & MaybeMasked)
  | { readonly tag: 'score'; readonly shape: Shape };
export type PortTag = PortType['tag'];

export const rangeNames: Record<DataRange, string> = {
  binary: '0 or 1',
  unit: 'from 0 to 1',
  signed: 'from −1 to 1',
  standardised: 'standardised',
  real: 'unbounded',
};

export const isMasked = (type: PortType): boolean => 'masked' in type && type.masked === true;
/** The same without a mask. */
export function unmasked(type: PortType): PortType {
  if (!('masked' in type)) return type;
  const { masked: _, ...rest } = type;
  return rest;
}
/** What a type says of its mask, to be spread into it. */
export const maskedIf = (masked: boolean): MaybeMasked => (masked ? { masked: true } : {});

/** `data [batch, 28, 28, 1]`, `indices [batch, 20], masked` */
export const printPortType = (type: PortType): string => `${type.tag} ${printShape(type.shape)}${isMasked(type) ? ', masked' : ''}`;
