/** Theme, panels and the command palette. */
import { Code2, Command, MessageSquare, Moon, PanelBottom, PanelLeft, PanelRight, Presentation, Sun, SunMoon } from 'lucide-react';
import { isDark, openDialog, setUi, togglePanel, type PanelName, type Theme } from '@/components/studio-state/ui-store';
import { leavePresentation, present } from '@/components/studio-state/presenting';
import { noticeStore } from '@/components/studio-state/messages';
import { defineActions, type ActionDefinition } from './definition';

const panel = (name: PanelName, title: string, shortcut: string, icon: ActionDefinition['icon']): ActionDefinition => ({
  id: `view.panel.${name}`,
  title,
  group: 'view',
  section: 1,
  shortcuts: [shortcut],
  icon,
  keywords: 'panel show hide toggle',
  checked: ({ ui }) => ui.panels[name],
  run: () => togglePanel(name),
});

const theme = (value: Theme, title: string, icon: ActionDefinition['icon']): ActionDefinition => ({
  id: `view.theme.${value}`,
  title,
  group: 'view',
  section: 2,
  icon,
  keywords: 'theme colour color dark light',
  checked: ({ ui }) => ui.theme === value,
  run: () => setUi({ theme: value }),
});

export const viewActions = defineActions(
  {
    id: 'view.commands',
    title: 'Command palette…',
    group: 'view',
    shortcuts: ['$mod+k', '$mod+Shift+p'],
    inTextFields: true,
    icon: Command,
    run: () => openDialog('commands'),
  },
  {
    id: 'view.present',
    title: 'Present',
    group: 'view',
    shortcuts: ['f'],
    keysOnCanvas: true,
    icon: Presentation,
    help: 'The graph or one view over the whole screen, in large type: arrows go on and back, Escape leaves.',
    keywords: 'presentation full screen slides projector talk lecture beamer',
    checked: ({ ui }) => ui.presenting,
    run: ({ ui }) => (ui.presenting ? leavePresentation() : present()),
  },
  {
    id: 'view.message',
    title: 'Go to the message',
    group: 'view',
    shortcuts: ['F8'],
    inTextFields: true,
    icon: MessageSquare,
    help: 'Puts the keyboard on the message that is shown: Enter does what it offers, Escape closes it and goes back.',
    keywords: 'notification toast notice alert',
    when: () => noticeStore.getState().notices.length > 0,
    run: () => document.querySelector<HTMLElement>('[data-notice] button')?.focus(),
  },
  panel('palette', 'Palette', '$mod+Alt+Digit1', PanelLeft),
  panel('inspector', 'Inspector', '$mod+Alt+Digit2', PanelRight),
  panel('drawer', 'Drawer', '$mod+Alt+Digit3', PanelBottom),
  panel('code', 'Code', '$mod+Alt+Digit4', Code2),
  theme('system', 'Theme of the system', SunMoon),
  theme('light', 'Light theme', Sun),
  theme('dark', 'Dark theme', Moon),
  {
    id: 'view.theme.toggle',
    title: 'Toggle light and dark',
    group: 'view',
    section: 2,
    shortcuts: ['$mod+Alt+KeyT'],
    icon: SunMoon,
    run: ({ ui }) => setUi({ theme: isDark(ui) ? 'light' : 'dark' }),
  },
);
