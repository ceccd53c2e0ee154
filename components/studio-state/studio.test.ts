/** The studio's own laws: opening is a step, undo crosses documents, refusals change nothing, selection follows. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import { getSelection, select } from './selection';
import { dispatch, goToHistory, markKept, openDocument, redo, setReadOnly, undo } from './studio';
import { getStudio } from './use-studio';

const add = (kind = 'encoder'): string => {
  const result = dispatch('addNode', { kind, position: { x: 0, y: 0 } }, { quiet: true });
  if (!result.ok) throw new Error(result.reason);
  return result.created[0]!;
};

describe('studio', () => {
  beforeEach(() => openDocument(createDocument({ name: 'One' }), 'New document'));

  it('analyses after every edit', () => {
    const id = add();
    expect(getStudio().document.nodes[id]?.kind).toBe('encoder');
    expect(getStudio().analysis.nodes[id]).toBeDefined();
    undo();
    expect(getStudio().analysis.nodes[id]).toBeUndefined();
  });

  it('takes back the opening of a document, and brings it again', () => {
    const node = add();
    openDocument(createDocument({ name: 'Two' }), 'Open the template Two');
    expect(getStudio().document.name).toBe('Two');
    expect(getStudio().history.map(({ label }) => label)).toContain('Open the template Two');
    undo();
    expect(getStudio().document.name).toBe('One');
    expect(getStudio().document.nodes[node]).toBeDefined();
    redo();
    expect(getStudio().document.name).toBe('Two');
  });

  it('jumps in the history, across documents too', () => {
    add();
    add();
    const here = getStudio().historyPosition;
    goToHistory(here - 2);
    expect(Object.keys(getStudio().document.nodes)).toHaveLength(0);
    goToHistory(here);
    expect(Object.keys(getStudio().document.nodes)).toHaveLength(2);
  });

  it('changes nothing when it refuses, and nothing at all while read-only', () => {
    const before = getStudio().document;
    expect(dispatch('renameNode', { node: 'nobody', name: 'x' }, { quiet: true })).toMatchObject({ ok: false });
    setReadOnly('Another tab has it.');
    expect(dispatch('addNode', { kind: 'encoder', position: { x: 0, y: 0 } }, { quiet: true })).toEqual({ ok: false, reason: 'Another tab has it.' });
    expect(getStudio().document).toBe(before);
  });

  it('deselects what is gone', () => {
    const [a, b] = [add(), add()];
    select({ nodes: [a, b] });
    dispatch('removeNodes', { nodes: [a] });
    expect(getSelection().nodes).toEqual([b]);
  });

  it('knows what the browser keeps', () => {
    add();
    expect(getStudio().kept).toBe(false);
    markKept(getStudio().document.id, getStudio().revision);
    expect(getStudio().kept).toBe(true);
    undo();
    expect(getStudio().kept).toBe(false);
  });

  it('has each document once: opened again it comes with its history, and what it has become elsewhere is a step of it', () => {
    const first = getStudio().document;
    const node = add();
    openDocument(createDocument({ name: 'Two' }), 'New document');
    const two = getStudio().document;
    // As the browser keeps it.
    openDocument({ ...first, name: 'One, from another tab' }, 'Open One');
    expect(getStudio().document).toMatchObject({ id: first.id, name: 'One, from another tab', nodes: {} });
    expect(getStudio().kept).toBe(false);
    markKept(first.id, getStudio().revision);
    expect(getStudio().kept).toBe(true);
    undo();
    expect(getStudio().document.nodes[node]).toBeDefined();
    undo();
    expect(getStudio().document.nodes[node]).toBeUndefined();
    undo();
    expect(getStudio().document.id).toBe(two.id);
    redo();
    redo();
    redo();
    expect(getStudio().document.name).toBe('One, from another tab');
    // Taken over while it is open: one step, and the document stays the same one.
    openDocument({ ...getStudio().document, name: 'Taken over' }, 'Take over from another tab');
    expect(getStudio().document).toMatchObject({ id: first.id, name: 'Taken over' });
    undo();
    expect(getStudio().document).toMatchObject({ id: first.id, name: 'One, from another tab' });
  });
});
