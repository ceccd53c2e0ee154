/** Every preparation, in the order of the form. A new one is a file and a line here. */
import { asIs } from './as-is';
import { binary } from './binary';
import type { Preparation } from './definition';
import { log } from './log';
import { minMax } from './min-max';
import { robust } from './robust';
import { signed } from './signed';
import { standardised } from './standardised';
import { unit } from './unit';

export const preparations = { unit, signed, standardised, binary, 'as-is': asIs, 'min-max': minMax, robust, log } as const satisfies Record<string, Preparation>;

export type PreparationKind = keyof typeof preparations;
export const preparationKinds = Object.keys(preparations) as readonly PreparationKind[];
