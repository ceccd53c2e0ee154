/** `ops.ts`, `codes.ts`, `layers.ts`: functions and classes, each only where something uses it. */
import { opsOrder } from '../../../nodes/typescript/ops';
import type { Helper } from '../../../nodes/typescript/emit';
import type { Project } from '../project';
import { Source } from '../../program/source';

/** Takes what the text of a layer or of a class calls, which has no hand in the project itself. */
export function useCalled(project: Project): void {
  const texts = [...project.customLayers.values(), ...project.nodes.flatMap(({ code: { member } }) => [member?.model ?? '', member?.codes ?? ''])];
  for (const helper of opsOrder) if (texts.some((text) => text.includes(`ops.${helper.name}(`))) project.use(helper);
}

const ofFile = (project: Project, file: Helper['file']): Helper[] => [...project.helpers].filter((helper) => helper.file === file);

export function opsFile(project: Project): Source {
  const helpers = ofFile(project, 'ops').sort((a, b) => opsOrder.indexOf(a) - opsOrder.indexOf(b));
  const source = new Source('src/ops.ts').add('/** Tensor functions that the model is made of. */').add("import * as tf from '@tensorflow/tfjs';");
  // Those that are not in the list are of one kind only, and build on the others.
  const [own, shared] = [helpers.filter((helper) => !opsOrder.includes(helper)), helpers.filter((helper) => opsOrder.includes(helper))];
  if (shared.some(({ source: text }) => text.includes('streamSeed('))) source.add("import { streamSeed } from './random.ts';");
  for (const { source: text } of [...shared, ...own]) source.block(text);
  return source;
}

export function codesFile(project: Project): Source | null {
  const classes = project.nodes.filter(({ code }) => code.member?.codes);
  if (classes.length === 0) return null;
  const source = new Source('src/codes.ts').add('/** What makes the code. */').add("import * as tf from '@tensorflow/tfjs';").add("import * as ops from './ops.ts';");
  for (const { id, code } of classes) source.block(code.member!.codes!, id);
  for (const { source: text } of ofFile(project, 'codes')) source.block(text);
  return source;
}

export function layersFile(project: Project): Source | null {
  if (project.customLayers.size === 0) return null;
  const source = new Source('src/layers.ts').add('/** Layers that tf.layers does not have. */').add("import * as tf from '@tensorflow/tfjs';");
  if ([...project.customLayers.values()].some((text) => /\bops\./.test(text))) source.add("import * as ops from './ops.ts';");
  for (const text of project.customLayers.values()) source.block(text.trimEnd());
  return source;
}
