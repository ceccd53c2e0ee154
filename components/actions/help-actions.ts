/** The sheet of shortcuts, and what this is. */
import { Compass, GraduationCap, Info, Keyboard } from 'lucide-react';
import { getStudio } from '@/components/studio-state';
import { lessonOf, showLesson } from '@/components/studio-state/lesson-store';
import { goToStep } from '@/components/studio-state/tour-store';
import { openDialog, setPanel } from '@/components/studio-state/ui-store';
import { defineActions } from './definition';

export const helpActions = defineActions(
  { id: 'help.tour', title: 'Take the tour', help: 'Six steps on the graph that is open.', group: 'help', icon: Compass, keywords: 'introduction welcome first', run: () => goToStep(0) },
  {
    id: 'help.lesson',
    title: 'Lesson of this template',
    help: 'What to do and to see with it, step by step.',
    group: 'help',
    icon: GraduationCap,
    // A phone shows one room at a time, and the lesson stands beside the graph.
    when: ({ document, ui }) => !ui.phone && lessonOf(document.id) !== null,
    run() {
      setPanel('inspector', true);
      showLesson(getStudio().document.id, true);
    },
  },
  { id: 'help.shortcuts', title: 'Keyboard shortcuts', group: 'help', shortcuts: ['Shift+?', 'F1'], icon: Keyboard, run: () => openDialog('shortcuts') },
  { id: 'help.about', title: 'About Hourglass', group: 'help', section: 1, icon: Info, run: () => openDialog('about') },
);
