/** Projects of random sound documents with odd names, of a seed that SEED sets, as COUNT how many: their losses and, by autograd, their derivatives are ours. */
import { mkdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { analyse } from '../../analysis/analyse';
import { Random } from '../../random/random';
import { writeFiles } from '../../testing/export-project';
import { gradientScript, lossesAndGradients } from '../../testing/export-python';
import { python, pythonFolder, runPython } from '../../testing/python';
import { randomDocument } from '../../testing/random-documents';
import { readSafetensors } from '../../runtime/safetensors';
import { hostileNames } from '../program/hostile-names';
import { generatePyTorch } from '.';

const COUNT = Number(process.env['COUNT'] ?? 8);
const SEED = Number(process.env['SEED'] ?? 1);
const names = [...hostileNames, 'x', 'items', 'values', 'model', 'Loss', 'kl', 'code2', 'Code', '数据', 'Größe', 'lambda', 'None', 'torch', 'functions', 'nn', 'step', 'self', 'Term', 'follow'];
const folder = pythonFolder();
afterAll(() => folder.remove());

describe.skipIf(!python)(`random documents in PyTorch (SEED=${SEED})`, () => {
  const random = new Random(SEED);
  it.for(Array.from({ length: COUNT }, (_, i) => i))('%i: has our losses and derivatives', async (i, { skip }) => {
    const document = randomDocument(random, names);
    const told = `SEED=${SEED}, document ${i}: ${Object.values(document.nodes).map(({ kind }) => kind).join(' ')}`;
    const project = `${folder.path}/p${i}`;
    mkdirSync(project);
    writeFiles(project, generatePyTorch(document, analyse(document)).files);
    const wanted = await lossesAndGradients(document);
    const read = readSafetensors(wanted);
    if ('problem' in read) throw new Error(read.problem);
    skip([...read.tensors.values()].some(({ data }) => !data.every(Number.isFinite)), 'fixed weights lead beyond what 32 bits hold');
    folder.write(`p${i}/gradients.safetensors`, wanted);
    folder.write(`p${i}/compare.py`, gradientScript('all'));
    let { output } = await runPython(project, 'compare.py');
    if (output.includes('differs by')) {
      // What autograd only rounds in single precision agrees in double precision.
      folder.write(`p${i}/compare.py`, gradientScript('all', 'double'));
      ({ output } = await runPython(project, 'compare.py'));
    }
    expect(output, told).toBe('compared\n');
  });
});
