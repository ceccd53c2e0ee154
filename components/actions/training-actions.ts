/** Everything that runs the model, and the tabs of the training drawer. */
import { ChartSpline, Pause, Play, RotateCcw, Square, StepForward, Weight } from 'lucide-react';
import { pause, startOver, step, stop, toggle } from '@/components/training/controller';
import { getTraining, isBusy, runWord, stepsTaken, takenBy } from '@/components/training/use-training';
import { openDialog, setPanel, setUi } from '@/components/studio-state/ui-store';
import { viewFormats } from '@/components/views/save/formats';
import { viewTabs } from '@/components/views/view-tabs';
import { defineActions, type ActionDefinition } from './definition';

const showTab = (id: string): void => {
  setPanel('drawer', true);
  setUi({ drawerTab: id, phoneTab: 'look' });
};

export const trainingActions: readonly ActionDefinition[] = [
  ...defineActions(
    {
      id: 'train.run',
      title: () => runWord(getTraining()),
      group: 'train',
      shortcuts: ['$mod+Enter'],
      inTextFields: true,
      icon: Play,
      help: 'Trains the model that is drawn, or pauses it.',
      keywords: 'start run fit learn resume go on continue',
      run: async () => void (await toggle()),
    },
    {
      id: 'train.pause',
      title: 'Pause',
      group: 'train',
      icon: Pause,
      when: () => isBusy(getTraining()),
      keyOnly: true,
      run: async () => void (await pause()),
    },
    { id: 'train.step', title: 'One step', group: 'train', shortcuts: ['$mod+Shift+Enter'], inTextFields: true, icon: StepForward, help: 'Takes a single training step.', run: step },
    { id: 'train.stop', title: 'Stop', group: 'train', shortcuts: ['$mod+.'], inTextFields: true, icon: Square, when: () => isBusy(getTraining()) || getTraining().run === 'paused', run: async () => void (await stop()) },
    { id: 'train.restart', title: 'Start over', group: 'train', icon: RotateCcw, help: 'Trains again from the first step, with new weights.', keywords: 'reset restart', when: () => stepsTaken(getTraining()) > 0 || takenBy(getTraining()) !== null, run: startOver },
    { id: 'train.weights', title: 'Load weights…', group: 'train', icon: Weight, edits: true, help: 'Of a safetensors file, a run, an exported project or a shared file.', keywords: 'import open pytorch safetensors checkpoint pretrained', run: async () => (await import('@/components/exchange/receive')).chooseWeights() },
    {
      // Older than its place: a shortcut of the user's own is kept under it.
      id: 'view.runs',
      title: 'Runs…',
      group: 'train',
      shortcuts: ['$mod+Alt+KeyR'],
      icon: ChartSpline,
      help: 'Every training that this browser keeps: compare, open, go on, branch.',
      keywords: 'history experiments compare curves checkpoints weights trainings',
      run: () => openDialog('runs'),
    },
  ),
  ...viewFormats.map(
    ({ id, title, help, icon }): ActionDefinition => ({
      id: `train.save-view.${id}`,
      title: `Save this view as ${title}`,
      group: 'train',
      section: 2,
      icon,
      help: `${help}: of the view that is open in the drawer, whose own button saves it too.`,
      keywords: 'export download picture image chart figure data',
      run: async () => (await import('@/components/views/save/save-view')).saveView(id),
    }),
  ),
  ...viewTabs.map(
    ({ id, title, icon, when }): ActionDefinition => ({
      id: `train.show.${id}`,
      title: `Show ${title.toLowerCase()}`,
      group: 'train',
      section: 1,
      icon,
      keywords: 'view look drawer tab',
      ...(when && { when: ({ document, analysis }) => when(document, analysis) }),
      run: () => showTab(id),
    }),
  ),
];
