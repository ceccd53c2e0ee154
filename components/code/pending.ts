/** Stands in until the generator is there. */
import type { Analysis } from '@/graph-engine/analysis/types';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { Project } from './project';
export function generateTypeScript(document: HourglassDocument, _analysis: Analysis): Project {
  const nodes = Object.values(document.nodes);
  const lines = nodes.map((node) => `export const ${node.id.replace(/\W/g, '_')} = '${node.kind}'; // a node`);
  return { files: [{ path: 'src/model.ts', text: `import * as tf from '@tensorflow/tfjs';\n${lines.join('\n')}\n` }, { path: 'package.json', text: '{\n  "name": "x"\n}\n' }], marks: Object.fromEntries(nodes.map((node, i) => [node.id, [{ path: 'src/model.ts', fromLine: i + 2, toLine: i + 2 }]])) };
}
