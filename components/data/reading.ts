/** How a Dataset reads its file: in which order the sides lie, to which the networks are fitted, and which column is the class. Each is one step that can be undone. */
import type { DataNote } from '@/graph-engine/data/table';
import { layouts, shapeAs, type Layout } from '@/graph-engine/data/formats/layout';
import { notify } from '@/components/studio-state/messages';
import { dispatch } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';
import { sourceOf } from './data-source';
import { entryOf } from './data-store';
import { openDataDialog } from './data-dialog-store';
import { withFitted, dispatchFitted } from './with-fitted';

export function readLayout(node: string, layout: Layout, shape: readonly number[]): void {
  const edits = Object.entries({ layout, shape: [...shape] }).map(([field, value]) => ({ name: 'setParam', args: { nodes: [node], field, value } }) as const);
  const label = `Read as ${layouts[layout].title.toLowerCase()}`;
  const found = withFitted(edits, getStudio().document, node);
  if (typeof found === 'string') return notify('The items cannot be turned', { tone: 'bad', description: found });
  const result = dispatchFitted(found, label);
  if (result.ok && found.fitted.length > 0) notify(`Items of ${shape.join(' × ')}`, { tone: 'good', description: `The networks were fitted to them: ${found.fitted.join('; ')}.` });
}
export const readColumn = (node: string, column: number): void => void dispatch('setParam', { nodes: [node], field: 'labelColumn', value: column });

/** The layouts with the shape that the items would get. */
export const layoutsOf = (shape: readonly number[], now: Layout): readonly { readonly id: Layout; readonly title: string; readonly shape: readonly number[] }[] =>
  (Object.keys(layouts) as Layout[]).map((id) => ({ id, title: layouts[id].title, shape: shapeAs(shape, now, id) }));

/** What is done about the first of them that has a cure; else they are looked at. */
export function actionOf(node: string, notes: readonly DataNote[]): { readonly label: string; readonly run: () => void } {
  const turn = notes.find((note) => note.turn)?.turn;
  return turn ? { label: 'Turn', run: () => readLayout(node, turn.layout, turn.shape) } : { label: 'Look', run: () => openDataDialog(node) };
}

/** What the reader noticed about the files of a node; nothing before they are there. */
export function notesOf(node: string): readonly DataNote[] {
  const source = sourceOf(getStudio().document, node);
  const entry = source && entryOf(source.key);
  return entry?.status === 'ready' ? (entry.table.notes ?? []) : [];
}
