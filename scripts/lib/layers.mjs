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
const ends = [...training, 'graph-engine/layout', 'graph-engine/exchange'];
/** Kernels by themselves, which an exported module calls too: what they take, and how they are compiled for it. */
const kernels = ['graph-engine/runtime/wasm/assembly', 'graph-engine/runtime/wasm/built/inference'];

/**
 * The floors of `components/`, from the ground up. A folder may import, by value and by type, from the floors below its own; not
 * from its neighbours on the same floor. A new folder takes the lowest floor that is above all it needs: add its name there, or add a floor.
 */
const floors = [
  ['ui'], // Buttons, dialogs, words and colours.
  ['studio-state'], // The open document, its analysis, what is selected, messages.
  ['storage', 'pictures', 'diagnostics', 'canvas-state'], // The browser's store; values drawn as pictures; messages of the checks; the canvas without its drawing.
  ['data', 'fields'], // Fields: forms of what a node or a layer can be set to.
  ['training'], // The worker, its runs, and what views ask of it.
  ['persistence'], // Documents kept in the browser, and whose they are.
  ['views', 'versions'], // The model in pictures; earlier states of a document.
  ['node', 'code'],
  ['exchange'], // Files that come in and go out.
  ['canvas', 'runs'], // The nodes; every training that the browser keeps.
  ['gallery', 'inspector', 'lesson', 'present', 'tour'],
  ['actions'], // Whatever a menu or a key can do.
  ['studio'], // Puts the rooms together.
].map((floor) => floor.map((folder) => `components/${folder}`));

/** The page reaches the runtime through training alone, so that tfjs stays in the worker; a file named *.worker.ts is that worker. */
const belowComponents = [...ends.filter((folder) => folder !== 'graph-engine/runtime'), 'templates', 'bench/results'];
const components = floors.flat();
const rowsOfComponents = Object.fromEntries(floors.flatMap((floor, at) => floor.map((folder) => [folder, [...floors.slice(0, at).flat(), ...belowComponents]])));

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
  // Places of nodes for the screen, from what their kinds show.
  'graph-engine/layout': kinds,
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
  templates: [...program, 'graph-engine/layout', 'graph-engine/testing/build-document'],
  ...rowsOfComponents,
  app: components,
  cli: ['graph-engine/runtime/node', ...ends, 'templates'],
  // The specs know the product from outside, as a user does; fixtures may put the engine alone, or what is measured, into a page.
  e2e: [...ends, 'graph-engine/testing', 'graph-engine/testing/build-document', 'templates', 'bench'],
  // What benches saved: data alone. The cards of the gallery show it.
  'bench/results': [],
  bench: [...kernels, 'graph-engine/runtime/node', ...ends, 'graph-engine/testing', 'graph-engine/testing/build-document', 'templates', ...components, 'cli', 'e2e'],
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
    name: /^(react|react-dom|next|@xyflow\/.*|radix-ui|zustand|cmdk|lucide-react|uplot|monaco-editor|@dnd-kit\/.*|tinykeys)(\/|$)/,
    only: [...components, 'app', 'bench'],
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
