/** The sheet of shortcuts, and what this is. */
import { Info, Keyboard } from 'lucide-react';
import { openDialog } from '@/components/studio-state/ui-store';
import { defineActions } from './definition';

export const helpActions = defineActions(
  { id: 'help.shortcuts', title: 'Keyboard shortcuts', group: 'help', shortcuts: ['Shift+?', 'F1'], icon: Keyboard, run: () => openDialog('shortcuts') },
  { id: 'help.about', title: 'About Hourglass', group: 'help', section: 1, icon: Info, run: () => openDialog('about') },
);
