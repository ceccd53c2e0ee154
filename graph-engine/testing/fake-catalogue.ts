/** Few kinds with every sort of port and field, so that tests of the document need none of the real ones. */
import { kindCatalogue, type LayerKind, type NodeKindSource } from '../document/catalogue';
import type { Params } from '../document/types';

const help = '';
const plain = { stack: false };
const stack = { stack: true };
const sources = [
  { value: 'digits', label: 'Digits' },
  { value: 'sprites', label: 'Sprites' },
];

export const fakeNodes = {
  dataset: {
    title: 'Dataset',
    traits: plain,
    fields: {
      source: { type: 'choice', label: 'Source', help, default: 'digits', options: sources },
      count: { type: 'integer', label: 'Count', help, default: 0, min: 0, max: 100_000 },
    },
    inputs: () => [],
    outputs: () => [{ id: 'data', label: 'Data', gives: ['data'] }],
  },
  noise: {
    title: 'Noise',
    traits: plain,
    fields: { amount: { type: 'number', label: 'Amount', help, default: 0.3, min: 0, max: 1 } },
    inputs: () => [{ id: 'in', label: 'Input', accepts: ['data'] }],
    outputs: () => [{ id: 'out', label: 'Output', gives: ['data'] }],
  },
  encoder: {
    title: 'Encoder',
    traits: stack,
    fields: { remark: { type: 'text', label: 'Remark', help, default: '', maxLength: 50 } },
    inputs: () => [{ id: 'in', label: 'Input', accepts: ['data', 'features'] }],
    outputs: () => [{ id: 'out', label: 'Output', gives: ['features'] }],
  },
  concat: {
    title: 'Concat',
    traits: plain,
    fields: { inputs: { type: 'integer', label: 'Inputs', help, default: 2, min: 1, max: 8 } },
    inputs: (params: Params) => Array.from({ length: Number(params['inputs']) }, (_, i) => ({ id: `in${i + 1}`, label: `Input ${i + 1}`, accepts: ['features'] as const })),
    outputs: () => [{ id: 'out', label: 'Output', gives: ['features'] }],
  },
  sum: {
    title: 'Sum',
    traits: plain,
    fields: { scaled: { type: 'boolean', label: 'Scaled', help, default: false } },
    inputs: () => [{ id: 'in', label: 'Inputs', accepts: ['features'], many: true }],
    outputs: () => [{ id: 'out', label: 'Output', gives: ['features'] }],
  },
  decoder: {
    title: 'Decoder',
    traits: stack,
    fields: {
      mirrors: { type: 'node', label: 'Mirrors', help, default: null, kinds: ['encoder'] },
      shape: { type: 'shape', label: 'Shape', help, default: [28, 28, 1] },
    },
    inputs: () => [{ id: 'in', label: 'Code', accepts: ['features', 'code'] }],
    outputs: () => [{ id: 'out', label: 'Output', gives: ['data', 'logits'] }],
  },
  judge: {
    title: 'Judge',
    traits: { stack: false, opponent: 'Critic' },
    fields: {},
    inputs: () => [{ id: 'fake', label: 'Fake', accepts: ['features'] }],
    outputs: () => [],
  },
  loss: {
    title: 'Loss',
    traits: plain,
    fields: { weight: { type: 'number', label: 'Weight', help, default: 1, min: 0, max: 1000 } },
    inputs: () => [
      { id: 'prediction', label: 'Prediction', accepts: ['data', 'logits'] },
      { id: 'target', label: 'Target', accepts: ['data'] },
    ],
    outputs: () => [],
  },
} as const satisfies Record<string, NodeKindSource>;

export const fakeLayers = {
  dense: {
    title: 'Dense',
    fields: {
      units: { type: 'integer', label: 'Units', help, default: 128, min: 1, max: 65_536 },
      activation: {
        type: 'choice',
        label: 'Activation',
        help,
        default: 'relu',
        options: [
          { value: 'linear', label: 'Linear' },
          { value: 'relu', label: 'ReLU' },
        ],
      },
    },
  },
  flatten: { title: 'Flatten', fields: {} },
  reshape: { title: 'Reshape', fields: { shape: { type: 'shape', label: 'Shape', help, default: [28, 28, 1] } } },
} as const satisfies Record<string, LayerKind>;

export const fakeCatalogue = kindCatalogue(fakeNodes, fakeLayers);
