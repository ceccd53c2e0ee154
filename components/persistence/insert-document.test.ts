import { expect, it } from 'vitest';
import { createDocument } from '@/graph-engine/document/create';
import { diagnostic } from '@/graph-engine/diagnostics/print';
import { noticeStore } from '@/components/studio-state/messages';
import { openDocument } from '@/components/studio-state/studio';
import { getStudio } from '@/components/studio-state/use-studio';
import { vae } from '@/templates/vae';
import { insertDocument } from './insert-document';

it('says in one message that it is inserted and what it holds that nobody here knows, each kind once', () => {
  openDocument(createDocument(), 'New document');
  const document = vae.create();
  const unknown = (kind: string) => diagnostic('node.unknown', { node: 'n' }, { kind }, { severity: 'warning' });
  expect(insertDocument({ document, warnings: [unknown('quantum'), unknown('quantum'), unknown('oracle')] })).toBe(true);
  expect(Object.keys(getStudio().document.nodes)).toHaveLength(Object.keys(document.nodes).length);
  const cure = 'Delete the node, or open the file in a newer version.';
  expect(noticeStore.getState().notices).toEqual([
    { id: expect.any(Number), text: `Inserted ${document.name}.`, description: `This version does not know the node kind "quantum". ${cure} This version does not know the node kind "oracle". ${cure}` },
  ]);
});
