/** The sheet of shortcuts, and what this is. */
import { Compass, GraduationCap, Info, Keyboard } from 'lucide-react';
import { lessonOf, showLesson, unfoldLesson } from '@/components/studio-state/lesson-store';
import { goToStep } from '@/components/studio-state/tour-store';
import { openDialog } from '@/components/studio-state/ui-store';
import { defineActions } from './definition';

export const helpActions = defineActions(
  { id: 'help.tour', title: 'Take the tour', help: 'Six steps on the graph that is open.', group: 'help', icon: Compass, keywords: 'introduction welcome first', run: () => goToStep(0) },
  {
    id: 'help.lesson',
    title: 'Lesson of this template',
    help: 'What to do and to see with it, step by step.',
    group: 'help',
    icon: GraduationCap,
    when: ({ document }) => lessonOf(document.id) !== null,
    run({ document, ui }) {
      showLesson(document.id, true);
      // Beside the graph where there is room, else over it.
      if (!ui.panels.inspector || ui.phone) unfoldLesson(document.id);
    },
  },
  { id: 'help.shortcuts', title: 'Keyboard shortcuts', group: 'help', shortcuts: ['Shift+?', 'F1'], icon: Keyboard, run: () => openDialog('shortcuts') },
  { id: 'help.about', title: 'About Hourglass', group: 'help', section: 1, icon: Info, run: () => openDialog('about') },
);
