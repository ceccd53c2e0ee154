/** What goes to the worker of layouts and comes from it. It is ended to cancel. */
import type { LayoutInput } from './definition';
import type { LayoutName } from './registry';

export interface LayoutRequest {
  readonly layout: LayoutName;
  readonly input: LayoutInput;
}
/** What is told of a layout. */
export type LayoutTold = { readonly kind: 'points'; /** From 0 to 1. */ readonly share: number; readonly points: Float32Array } | { readonly kind: 'failed'; readonly message: string };
/** The first word is that the script has loaded. */
export type LayoutAnswer = { readonly kind: 'ready' } | LayoutTold;
