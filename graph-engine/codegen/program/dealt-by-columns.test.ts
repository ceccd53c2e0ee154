/** Pictures and recordings that are dealt out by a group: what their group is stands in no file of a project, which says so and deals them out at random. */
import { expect, it } from 'vitest';
import { analyseUncured } from '../../analysis/look';
import { graph } from '../../testing/build-document';
import { targets } from '../targets';

const document = graph()
  .node('dataset', { source: 'syllables', split: 'group', splitBy: 'speaker' })
  .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 4 }]] })
  .node('bottleneck', { kind: 'vector', size: 2 })
  .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 1920, activation: 'linear' }], ['reshape', { shape: [40, 48, 1] }]] })
  .node('loss', { kind: 'squared' })
  .wireAutoencoder()
  .done();
const textOf = async (target: 'typescript' | 'pytorch', path: string): Promise<string> => {
  const file = (await targets[target].load())(document, analyseUncured(document)).files.find((one) => one.path === path)!;
  return 'text' in file ? file.text : '';
};

it('TypeScript', async () => {
  expect(await textOf('typescript', 'README.md')).toContain('Items are dealt out at random; in the studio they were dealt out in another way (by group: speaker), which the files here do not allow.');
});
it('PyTorch', async () => {
  const data = await textOf('pytorch', 'data.py');
  expect(data).toContain('    # The studio deals items out by group, which is in no file here: at random.\n    Source(');
  expect(data).not.toContain('split=');
  expect(await textOf('pytorch', 'reading.py')).not.toContain('groups');
});
