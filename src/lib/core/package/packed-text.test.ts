import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packText, unpackText } from './packed-text.ts';

it('is read back as it was, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(unpackText(packText(text))).toBe(text);
    }),
  );
});

it('is shorter for texts that repeat themselves, and has no sign that ends an element', () => {
  const text = JSON.stringify(
    Array.from({ length: 20_000 }, (_, at) => ({ key: `C${at}`, factor: 'leadership' })),
  );
  const packed = packText(text);
  expect(packed.length).toBeLessThan(text.length / 4);
  expect(packed).toMatch(/^[A-Za-z0-9+/]+=*$/);
  expect(packText(text)).toBe(packed);
});

it('is refused where a sign was changed', () => {
  const packed = packText('The same words, and the same words again.');
  expect(() => unpackText(packed.slice(0, 10))).toThrow();
  expect(() => unpackText('no base64!')).toThrow();
});
