/** What a view is saved as: one line each, for its button, the menu and the palette of commands. */
import { ImageDown, Sheet, Shapes, type LucideIcon } from 'lucide-react';

export interface ViewFormat {
  readonly id: 'png' | 'svg' | 'csv';
  readonly title: string;
  readonly help: string;
  readonly icon: LucideIcon;
}
export const viewFormats: readonly ViewFormat[] = [
  { id: 'png', title: 'PNG', help: 'The picture, in pixels', icon: ImageDown },
  { id: 'svg', title: 'SVG', help: 'The picture, to scale and to edit', icon: Shapes },
  { id: 'csv', title: 'CSV', help: 'The numbers that it shows', icon: Sheet },
];
