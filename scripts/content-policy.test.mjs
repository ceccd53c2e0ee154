import { expect, it } from 'vitest';
import { datasetList } from '@/graph-engine/data/sources/registry';
import { remoteFiles } from '@/graph-engine/data/sources/remote-files';
import { contentPolicy, dataHosts } from './lib/content-policy.mjs';

it('lets data come from the hosts of the data sets, and from no others', () => {
  const addresses = datasetList.flatMap(({ download }) => (download ? remoteFiles(download) : [])).flatMap(({ url, mirrors = [] }) => [url, ...mirrors]);
  expect(dataHosts.toSorted()).toEqual([...new Set(addresses.map((address) => new URL(address).origin))].toSorted());
  expect(contentPolicy()).toContain(`connect-src 'self' ${dataHosts.join(' ')};`);
});

it('lets no text be run as a script in the served studio', () => {
  expect(contentPolicy({ nonce: 'abc' })).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'nonce-abc';/);
  expect(contentPolicy()).not.toMatch(/script-src[^;]*'unsafe-/);
});
