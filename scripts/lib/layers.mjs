/**
 * The layers: for each folder, the folders whose values it may import (its own is always allowed). Type imports are free
 * within `graph-engine` and `templates`, because they leave nothing behind at run time. The longest prefix wins.
 */
const foundation = ['graph-engine/random', 'graph-engine/diagnostics', 'graph-engine/document', 'graph-engine/functions', 'graph-engine/optimizers'];
const kinds = [...foundation, 'graph-engine/data', 'graph-engine/layers', 'graph-engine/nodes'];
const program = [...kinds, 'graph-engine/catalogue', 'graph-engine/analysis', 'graph-engine/program'];
const training = [
  ...program,
  'graph-engine/runtime',
  'graph-engine/runtime/safetensors',
  'graph-engine/codegen',
  'graph-engine/inspect',
  'graph-engine/training',
];

/** The page and the command line. */
const ends = [...training, 'graph-engine/exchange'];
/** Kernels by themselves, which an exported module calls too: what they take, and how they are compiled for it. */
const kernels = ['graph-engine/runtime/wasm/assembly', 'graph-engine/runtime/wasm/built/inference'];

export const layers = {
  'graph-engine/random': [],
  // Names for pieces of mathematics that nodes, layers and the builder write.
  'graph-engine/functions': [],
  // What documents name and programs write.
  'graph-engine/optimizers': ['graph-engine/functions'],
  'graph-engine/diagnostics': [],
  'graph-engine/document': ['graph-engine/random', 'graph-engine/diagnostics', 'graph-engine/optimizers'],
  'graph-engine/data': foundation,
  'graph-engine/layers': foundation,
  'graph-engine/nodes': kinds,
  'graph-engine/catalogue': kinds,
  'graph-engine/analysis': [...kinds, 'graph-engine/catalogue'],
  'graph-engine/program': program,
  // Figures from plain numbers, such as the start of a codebook by k-means.
  'graph-engine/runtime': [...program, 'graph-engine/inspect', 'graph-engine/runtime/safetensors', 'graph-engine/runtime/wasm/assembly'],
  'graph-engine/runtime/wasm/assembly': [],
  'graph-engine/runtime/wasm/built/inference': [],
  // A format of weights, which targets read too.
  'graph-engine/runtime/safetensors': [],
  // What the runtime asks of its surroundings, in Node; a page has its own.
  'graph-engine/runtime/node': ['graph-engine/runtime'],
  'graph-engine/runtime/wasm/testing': ['graph-engine/runtime', 'graph-engine/runtime/node', 'graph-engine/runtime/wasm/assembly'],
  'graph-engine/codegen': [...program, 'graph-engine/inspect', 'graph-engine/runtime/safetensors', ...kernels],
  'graph-engine/inspect': program,
  'graph-engine/training': training,
  // Drawings, weights and runs as files that come in and go out.
  'graph-engine/exchange': training,
  'graph-engine/testing': [...training, 'graph-engine/testing/build-document', 'templates'],
  'graph-engine/golden': [...training, 'templates'],
  // Writes a document in a few lines; the rest of the folder is for tests.
  'graph-engine/testing/build-document': foundation,
  templates: [...program, 'graph-engine/testing/build-document'],
  // The page reaches the runtime through training alone, so that tfjs stays in the worker; a file named *.worker.ts is that worker.
  // The figures on the cards of the gallery are those that the bench saved.
  components: [...ends.filter((folder) => folder !== 'graph-engine/runtime'), 'templates', 'bench/results'],
  app: ['components'],
  cli: ['graph-engine/runtime/node', ...ends, 'templates'],
  // The specs know the product from outside, as a user does; fixtures may put the engine alone, or what is measured, into a page.
  e2e: [...ends, 'graph-engine/testing', 'graph-engine/testing/build-document', 'templates', 'bench'],
  // What benches saved: data alone.
  'bench/results': [],
  bench: [...kernels, 'graph-engine/runtime/node', ...ends, 'graph-engine/testing', 'graph-engine/testing/build-document', 'templates', 'components', 'cli', 'e2e'],
};

/** Packages that only some folders may import by value; `types` says whether type imports are free. */
export const packages = [
  {
    name: /^@tensorflow\//,
    only: ['graph-engine/runtime', 'graph-engine/testing', 'bench'],
    types: true,
    why: 'every executor stands behind graph-engine/runtime',
  },
  {
    name: /^(react|react-dom|next|@xyflow\/.*|radix-ui|zustand|sonner|cmdk|lucide-react|uplot|monaco-editor|@dnd-kit\/.*|tinykeys)(\/|$)/,
    only: ['components', 'app', 'bench'],
    types: false,
    why: 'the engine knows no user interface',
  },
  {
    name: /^node:/,
    only: ['cli', 'e2e', 'bench', 'graph-engine/testing', 'graph-engine/runtime/node'],
    types: true,
    why: 'this folder also runs in a browser (a file named *.node.ts may, when only Node loads it)',
  },
];

/** Folders outside the table: they hold no TypeScript of the product (the kernels are AssemblyScript). */
export const ignored = ['graph-engine/runtime/wasm/assembly', 'node_modules', 'scripts', 'public', 'docs', 'runs', 'test-results', 'playwright-report'];
