import { describe, expect, test } from 'vitest';
import { foreignText, foreignValue } from './foreign';

describe('a value that is no document is named as what it is', () => {
  test.each([
    ['a ComfyUI workflow', { last_node_id: 9, last_link_id: 9, nodes: [{ id: 1, type: 'KSampler', inputs: [] }], links: [], version: 0.4 }],
    ['a ComfyUI workflow', { 3: { class_type: 'KSampler', inputs: { seed: 1 } }, 4: { class_type: 'VAEDecode', inputs: {} } }],
    ['an n8n workflow', { name: 'x', nodes: [{ parameters: {}, type: 'n8n-nodes-base.start', position: [0, 0] }], connections: {} }],
    ['a React Flow graph', { nodes: [{ id: '1', position: { x: 0, y: 0 }, data: {} }], edges: [{ id: 'e', source: '1', target: '2' }], viewport: { x: 0, y: 0, zoom: 1 } }],
    ['a Langflow or Flowise flow', { name: 'x', data: { nodes: [], edges: [] } }],
    ['a Node-RED flow', [{ id: 'a', type: 'inject', z: 'tab', wires: [['b']] }]],
    ['an Excalidraw drawing', { type: 'excalidraw/clipboard', elements: [] }],
    ['a tldraw drawing', { tldrawFileFormatVersion: 1, records: [] }],
    ['a Keras model', { class_name: 'Sequential', config: {} }],
    ['a TensorFlow.js model', { modelTopology: {}, weightsManifest: [] }],
    ['a Jupyter notebook', { nbformat: 4, cells: [] }],
    ['a graph of another program', { nodes: [], edges: [] }],
    ['a graph of another program', { nodes: { a: {} }, links: {} }],
    ['a file of the format the text “netron”', { format: 'netron' }],
    ['a list of 3', [1, 2, 3]],
    ['an empty object', {}],
  ])('%s', (name, value) => expect(foreignValue(value)).toBe(name));
});

describe('a text that is no JSON is named as what it is', () => {
  test.each([
    ['a draw.io diagram', '<mxfile host="app"></mxfile>'],
    ['an SVG picture', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['an HTML page', '<!DOCTYPE html><html></html>'],
    ['an XML text', '<nodes><node/></nodes>'],
    ['a Graphviz graph', 'digraph G {\n a -> b\n}'],
    ['a Mermaid diagram', '%% a flow\nflowchart LR\n  a --> b'],
    ['Python code', 'import torch.nn as nn\n\nclass Encoder(nn.Module):\n'],
    ['Python code', 'from torch import nn\n'],
    ['JavaScript code', "import { Model } from './model';\n"],
    ['an address of the web', 'https://example.org/graph.json'],
    ['plain text, “Hello there”', '  Hello there'],
    ['plain text, “a line…”', 'a line\nand another'],
    [`plain text, “${'x'.repeat(40)}…”`, 'x'.repeat(200)],
  ])('%s', (name, source) => expect(foreignText(source)).toBe(name));
});
