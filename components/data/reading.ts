/** How a Dataset reads its file: in which order the sides lie, and which column is the class. Each is one step that can be undone. */
import type { DataNote } from '@/datasets/definition';
import { layouts, shapeAs, type Layout } from '@/datasets/layout';
import { notify } from '@/components/studio-state/messages';
import { batch, dispatch } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';
import { sourceOf } from './data-source';
import { entryOf } from './data-store';
import { openDataDialog } from './data-dialog-store';

export function readLayout(node: string, layout: Layout, shape: readonly number[]): void {
  const edits = Object.entries({ layout, shape: [...shape] }).map(([field, value]) => ({ name: 'setParam', args: { nodes: [node], field, value } }) as const);
  batch(`Read as ${layouts[layout].title.toLowerCase()}`, edits);
}
export const readColumn = (node: string, column: number): void => void dispatch('setParam', { nodes: [node], field: 'labelColumn', value: column });

/** The layouts with the shape that the items would get. */
export const layoutsOf = (shape: readonly number[], now: Layout): readonly { readonly id: Layout; readonly title: string; readonly shape: readonly number[] }[] =>
  (Object.keys(layouts) as Layout[]).map((id) => ({ id, title: layouts[id].title, shape: shapeAs(shape, now, id) }));

function actionOf(node: string, { turn, column }: DataNote): { readonly label: string; readonly run: () => void } | undefined {
  if (turn) return { label: 'Turn', run: () => readLayout(node, turn.layout, turn.shape) };
  return column ? { label: 'Choose', run: () => openDataDialog(node) } : undefined;
}

/** Says what the reader noticed about the files that a node has just got. */
export function tellNotes(node: string): void {
  const source = sourceOf(getStudio().document, node);
  const entry = source && entryOf(source.key);
  if (entry?.status !== 'ready') return;
  for (const note of entry.table.notes ?? []) {
    const action = actionOf(node, note);
    notify('Please look at the data', { description: note.text, ...(action && { action }) });
  }
}
