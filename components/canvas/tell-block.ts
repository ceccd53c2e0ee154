/** Says where a block is now; a palette that shows icons alone has no blocks, and is opened from there. */
import { notify } from '@/components/studio-state';
import { getUi, togglePanel } from '@/components/studio-state/ui-store';

export function tellBlock(name: string): void {
  const action = { label: 'Show palette', run: () => void (getUi().panels.palette || togglePanel('palette')) };
  notify(`“${name}” is in the palette.`, getUi().panels.palette ? {} : { action });
}
