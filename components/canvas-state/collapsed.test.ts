import { describe, expect, it } from 'vitest';
import { graph } from '@/graph-engine/testing/build-document';
import { drawnAt, handleOf, heldBy, holdersOf, portOf, portsOfGroup } from './collapsed';
import { flowEdges, flowNodes } from './flow-model';

const document = graph()
  .node('dataset')
  .node('encoder')
  .node('bottleneck')
  .node('decoder')
  .node('loss')
  .wireAutoencoder()
  .note({ id: 'note' })
  .frame({ id: 'group', title: 'Middle', holds: ['encoder', 'bottleneck', 'note', 'gone'], ports: [{ node: 'bottleneck', port: 'sample', side: 'output' }, { node: 'gone', port: 'in', side: 'input' }] })
  .done();
const none = { nodes: [], frames: [], notes: [], wires: [], layer: null };

describe('a collapsed frame', () => {
  it('holds what is still there, and hides it', () => {
    expect(heldBy(document, document.frames['group'])).toEqual(['encoder', 'bottleneck', 'note']);
    expect(holdersOf(document).get('encoder')).toBe('group');
    const drawn = flowNodes(document, none, []);
    expect(drawn.map(({ id, type }) => [id, type])).toEqual([['group', 'group'], ['dataset', 'card'], ['decoder', 'card'], ['loss', 'card']]);
  });
  it('shows the ports where wires cross its border, and those that were chosen', () => {
    expect(portsOfGroup(document, 'group')).toEqual([
      { node: 'encoder', port: 'in', side: 'input' },
      { node: 'bottleneck', port: 'code', side: 'output' },
      { node: 'bottleneck', port: 'sample', side: 'output' },
    ]);
  });
  it('is where the wires end that lead into it, and keeps those within it', () => {
    const edges = flowEdges(document, none, []);
    expect(edges.map(({ source, sourceHandle, target, targetHandle }) => [source, sourceHandle, target, targetHandle])).toEqual([
      ['dataset', 'data', 'group', 'encoder/in'],
      ['group', 'bottleneck/code', 'decoder', 'in'],
      ['decoder', 'out', 'loss', 'prediction'],
      ['dataset', 'data', 'loss', 'target'],
    ]);
  });
  it('has handles that stand for the ports of its nodes', () => {
    const port = { node: 'encoder', port: 'in' };
    expect(portOf('group', handleOf(port))).toEqual(port);
    expect(portOf('decoder', 'in')).toEqual({ node: 'decoder', port: 'in' });
    expect(drawnAt(document, port)).toEqual({ node: 'group', port: 'encoder/in' });
    expect(drawnAt(document, { node: 'decoder', port: 'in' })).toEqual({ node: 'decoder', port: 'in' });
  });
  it('holds no frame, and not itself, whatever a file says', () => {
    const { frames } = graph().frame({ id: 'a', holds: ['a', 'b', 'note'] }).frame({ id: 'b', holds: ['a'] }).done();
    expect([...holdersOf({ frames })]).toEqual([['note', 'a']]);
  });
});
