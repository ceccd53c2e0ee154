/** Layouts that are computed in a worker; principal components come with the codes. */
import type { MapLayout } from './definition';
import { tsne } from './t-sne';
import { umap } from './umap';

export const layouts = { 't-sne': tsne, umap } satisfies Record<string, MapLayout>;
export type LayoutName = keyof typeof layouts;
