/** Blocks of the palette as text: read, inserted, and taken from a file. */
import { saveBlock, type Block } from '@/components/canvas-state/blocks';
import { viewCentre } from '@/components/canvas-state/canvas-view';
import type { Fragment } from '@/graph-engine/document/fragment';
import { readFragment } from '@/graph-engine/document/read-fragment';
import { dispatch, getStudio, notify } from '@/components/studio-state';
import { chooseFiles } from '@/components/studio-state/choose-files';
import { selectNew } from './clipboard';
import { tellBlock } from './tell-block';

/** What the text holds, or null, which is told. */
function readBlock(name: string, text: string): Fragment | null {
  const read = readFragment(text);
  if (read?.ok) return read.fragment;
  const description = read ? read.problems.map(({ place, message }) => `${place}: ${message}`).join(' ') : 'It is no block of Hourglass. A block is saved from the palette, or is what was copied from the canvas, as text.';
  notify(`“${name}” cannot be read.`, { description, tone: 'bad' });
  return null;
}

/** With new ids, in the middle of what is seen. */
export function insertBlock({ name, text }: Block): void {
  const fragment = readBlock(name, text);
  const before = getStudio().document;
  if (fragment && dispatch('paste', { fragment, at: viewCentre() }).ok) selectNew(before);
}

/** Asks for a file; its block stands in the palette from then on. */
export const takeBlock = (): void =>
  chooseFiles({ accept: '.json' }, async ([file]) => {
    const text = await file.text();
    if (readBlock(file.name, text)) tellBlock(saveBlock(file.name.replace(/(\.block)?\.json$/, '') || 'Block', text));
  });
