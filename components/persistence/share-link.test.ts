import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { readShareHash, shareHash } from './share-link';

describe('share links', () => {
  it('carry every template there and back', () => {
    for (const template of Object.values(templates)) {
      const document = template.create();
      const opened = readShareHash(shareHash(document));
      expect(opened?.ok && opened.document).toEqual(document);
    }
  });
  it('are told from other hashes', () => {
    expect(readShareHash('')).toBeNull();
    expect(readShareHash('#section')).toBeNull();
  });
  it('refuse what is cut off, foreign or too large, with a message', () => {
    const hash = shareHash(templates.vae.create());
    const refused = ['#document=', '#document=%%%', hash.slice(0, hash.length / 2), `#document=${btoa('no deflate at all')}`];
    const bomb = btoa(String.fromCharCode(...deflateSync(strToU8(' '.repeat(40 * 1024 * 1024)), { level: 1 })));
    for (const text of [...refused, `#document=${bomb}`]) {
      const opened = readShareHash(text);
      expect(opened).toMatchObject({ ok: false });
      expect(opened?.ok === false && opened.problems[0]?.message.length).toBeGreaterThan(5);
    }
  });
});
