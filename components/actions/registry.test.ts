/** Laws of the list of actions: ids and shortcuts are used once, every title says something. */
import { describe, expect, it } from 'vitest';
import { normalKeys } from './own-shortcuts';
import { actions } from './registry';

describe('actions', () => {
  it('have unique ids', () => {
    const ids = actions.map(({ id }) => id);
    expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([]);
  });

  it('share no shortcut, but where their conditions tell them apart', () => {
    const taken = new Map<string, string[]>();
    for (const { id, shortcuts = [], when, keysOnCanvas } of actions) {
      for (const shortcut of new Set(shortcuts.map(normalKeys))) taken.set(shortcut, [...(taken.get(shortcut) ?? []), when || keysOnCanvas ? `${id} when` : id]);
    }
    const clashes = [...taken].filter(([, ids]) => ids.length > 1 && ids.some((id) => !id.endsWith(' when')));
    expect(clashes).toEqual([]);
  });

  it('stand in a menu with a name', () => {
    for (const { id, title, group } of actions) {
      expect(id).toMatch(/^[a-z]+(\.[a-zA-Z0-9-]+)+$/);
      expect(typeof title === 'function' || title.trim().length > 1).toBe(true);
      expect(['file', 'edit', 'view', 'graph', 'train', 'help']).toContain(group);
    }
  });

  it('include the ones that every document needs', () => {
    const ids = new Set(actions.map(({ id }) => id));
    for (const id of ['edit.undo', 'edit.redo', 'file.new', 'file.open', 'file.download', 'file.gallery', 'view.commands', 'help.shortcuts']) expect(ids).toContain(id);
  });
});
