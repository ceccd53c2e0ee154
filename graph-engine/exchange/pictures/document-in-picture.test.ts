import { expect, it, test } from 'vitest';
import { catalogue } from '../../catalogue';
import { png } from '../../data/formats/png';
import { openBytes } from '../../document/open';
import { saveDocument } from '../../document/save';
import { templates } from '@/templates/registry';
import { documentAsMetadata, documentInPicture, NoDocument, withDocumentInPng } from './document-in-picture';
import { writePng } from './write-png';

const document = templates.vae.create();
const text = saveDocument({ ...document, name: 'Käse “β” 会計' });
const plain = writePng({ width: 2, height: 2, depth: 8, channels: 1, samples: Uint8Array.of(0, 80, 160, 255) });
const svg = (inside: string): Uint8Array => new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg">${inside}<rect/></svg>`);

it('comes back out of a PNG and of an SVG, and the picture stays one', async () => {
  const picture = withDocumentInPng(plain, text);
  for (const bytes of [picture, svg(documentAsMetadata(text))]) {
    const opened = openBytes(documentInPicture(bytes), catalogue);
    expect(opened.ok && opened.document.name).toBe('Käse “β” 会計');
    expect(opened.ok && opened.document.nodes).toEqual(document.nodes);
  }
  const [found] = (await png.read({ name: 'a.png', bytes: picture })) as [Awaited<ReturnType<typeof png.read>>[number]];
  expect([...found!.pixels]).toEqual([0, 80, 160, 255]);
});
test('what holds none, is cut off or was changed is refused with the reason', () => {
  const picture = withDocumentInPng(plain, text);
  const changed = picture.slice();
  changed[picture.length - 60]! ^= 1;
  const refusals: readonly (readonly [Uint8Array, RegExp])[] = [
    [plain, /holds no document/],
    [picture.subarray(0, picture.length - 40), /cut off/],
    [changed, /checksum/],
    [svg(''), /holds no document/],
    [svg(documentAsMetadata(text).replace('document">', 'document">*')), /no base64/],
    [new Uint8Array(0), /holds no document/],
  ];
  for (const [bytes, reason] of refusals) expect(() => documentInPicture(bytes)).toThrow(reason);
  expect(() => documentInPicture(plain)).toThrow(NoDocument);
});
test('every beginning of a picture is refused, or read, and never breaks anything', () => {
  const picture = withDocumentInPng(plain, text);
  for (let length = 0; length < picture.length; length += 37) {
    try {
      documentInPicture(picture.subarray(0, length));
    } catch (error) {
      expect(error).toBeInstanceOf(NoDocument);
    }
  }
});
test('what it holds is checked as any document is: a script in it is text, and a foreign value is refused', () => {
  const hostile = svg(`<script>globalThis.hacked = true</script>${documentAsMetadata('{"format":"hourglass","version":1,"__proto__":{"a":1}}')}`);
  expect(openBytes(documentInPicture(hostile), catalogue).ok).toBe(false);
  expect('hacked' in globalThis).toBe(false);
});
