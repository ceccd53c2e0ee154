/** What a document can be exported as: the only list, which the command line, the code panel, the download and the docs follow. A new target is a folder and a line here. */
import { trainsByModules } from './program/refusals';
import type { ExportTarget } from './program/target';

export const targets = {
  typescript: {
    title: 'TypeScript',
    help: 'A project on TensorFlow.js: a class for each node, losses with their formulas, training, inference, and a check against the studio.',
    extension: '.ts',
    main: 'src/model.ts',
    checks: true,
    proof: 'npm install && npm run verify',
    runsInPage: { as: 'command', path: 'src/verify.ts' },
    next: (hasWeights) => `npm install && npm run ${hasWeights ? 'infer' : 'train'}`,
    refusals: trainsByModules('TypeScript'),
    load: async () => (await import('./typescript')).generateTypeScript,
  },
  pytorch: {
    title: 'PyTorch',
    help: 'A project in Python on PyTorch: a module for each node, losses with their formulas, training on one process or on many, and a check against the studio.',
    extension: '.py',
    main: 'model.py',
    checks: true,
    proof: 'python verify.py',
    refusals: trainsByModules('PyTorch'),
    next: (hasWeights) => `pip install -e . && python ${hasWeights ? 'verify.py' : 'train.py'}`,
    load: async () => (await import('./pytorch')).generatePyTorch,
  },
  onnx: {
    title: 'ONNX',
    help: 'The trained model as files that any runtime takes: encoder, decoder, the whole and a score of how unusual an item is, each with the preparation of the data.',
    extension: '.onnx',
    main: 'README.md',
    checks: true,
    proof: 'npm install && npm run verify',
    next: () => 'npm install && npm run verify',
    load: async () => (await import('./onnx')).generateOnnx,
    refusals: async (...given) => (await import('./onnx')).refusals(...given),
  },
  web: {
    title: 'Web module',
    help: 'The trained model as one ES module without dependencies, with its kernels in WebAssembly: to encode, decode, reconstruct and score in pages, workers and Node.',
    extension: '.js',
    main: 'model.js',
    checks: true,
    proof: 'npm run verify',
    runsInPage: { as: 'module', path: 'model.js' },
    next: () => 'npm run verify',
    load: async () => (await import('./web')).generateWeb,
    refusals: async (...given) => (await import('./web')).refusals(...given),
  },
} satisfies Record<string, ExportTarget>;

export type TargetName = keyof typeof targets;

export const targetOf = (name: string): ExportTarget | null => (Object.hasOwn(targets, name) ? targets[name as TargetName] : null);
