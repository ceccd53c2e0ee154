/** Parts of drawings that the user saved for the palette: as the text that a copy is, kept in the browser. */
import { useStore } from 'zustand';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { keptAs } from '@/components/studio-state/settings-storage';

export interface Block {
  readonly name: string;
  /** As `printFragment` writes it. */
  readonly text: string;
}
export interface Blocks {
  readonly blocks: readonly Block[];
}

const isBlock = (value: unknown): value is Block =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string' && 'text' in value && typeof value.text === 'string';

/** What is kept may be damaged, or of another version; the text of a block is read when it is inserted. */
export function soundBlocks(kept: unknown): Blocks {
  const blocks = typeof kept === 'object' && kept !== null && 'blocks' in kept ? kept.blocks : [];
  return { blocks: Array.isArray(blocks) ? blocks.filter(isBlock).map(({ name, text }) => ({ name, text })) : [] };
}

const blocksStore = createStore<Blocks>()(
  persist((): Blocks => ({ blocks: [] }), {
    ...keptAs<Blocks>('hourglass-blocks'),
    merge: soundBlocks,
  }),
);

export const useBlocks = (): readonly Block[] => useStore(blocksStore, ({ blocks }) => blocks);
export const getBlocks = (): readonly Block[] => blocksStore.getState().blocks;
/** Under a name that no other has. */
export function saveBlock(wished: string, text: string): string {
  const taken = new Set(getBlocks().map(({ name }) => name));
  let name = wished;
  for (let number = 2; taken.has(name); number++) name = `${wished} ${number}`;
  blocksStore.setState({ blocks: [...getBlocks(), { name, text }] });
  return name;
}
export function removeBlock(name: string): void {
  blocksStore.setState({ blocks: getBlocks().filter((block) => block.name !== name) });
}
