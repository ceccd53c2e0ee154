/** The files around the code: package.json, tsconfig.json, .gitignore. */
import { checkedTaps } from '../../program/modules';
import { slug } from '../../program/names';
import type { Project } from '../project';

/** Exact versions, those that the project was tested with. */
export const versions = {
  '@tensorflow/tfjs': '4.22.0',
  '@tensorflow/tfjs-backend-wasm': '4.22.0',
  '@types/node': '22.20.5',
  tsx: '4.23.15',
  typescript: '7.0.2',
} as const;

const chosen = (...names: readonly (keyof typeof versions)[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, versions[name]]));

/** `onWasm`: the project computes on WebAssembly, whose backend is a package of its own. */
export const packageOf = (project: Project, onWasm: boolean) => ({
  name: slug(project.document.name, 'autoencoder'),
  version: '1.0.0',
  private: true,
  type: 'module',
  engines: { node: '>=20' },
  scripts: { train: 'tsx src/train.ts', infer: 'tsx src/infer.ts', ...(checkedTaps(project.modules).length > 0 && { verify: 'tsx src/verify.ts' }), typecheck: 'tsc --noEmit' },
  // tfjs as a whole: its derivatives and the methods of a tensor are in no smaller package that Node can load.
  dependencies: chosen('@tensorflow/tfjs', ...(onWasm ? (['@tensorflow/tfjs-backend-wasm'] as const) : [])),
  devDependencies: chosen('@types/node', 'tsx', 'typescript'),
});
export type ProjectPackage = ReturnType<typeof packageOf>;

export const packageJson = (content: ProjectPackage): string => `${JSON.stringify(content, null, 2)}\n`;

export const tsconfig = (): string =>
  `{
  "compilerOptions": {
    "target": "ES2023",
    "lib": ["ES2023"],
    "module": "nodenext",
    "types": ["node"],
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "exactOptionalPropertyTypes": true,
    "verbatimModuleSyntax": true,
    "erasableSyntaxOnly": true,
    "allowImportingTsExtensions": true,
    "noUnusedLocals": true,
    "noUnusedParameters": true,
    "noImplicitOverride": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["src"]
}
`;

export const gitignore = 'node_modules/\noutputs.json\n';
