import { describe, expect, it } from 'vitest';
import { BrokenPackageError, packageLimits, readZip } from './unzip.ts';
import { writeZip } from './zip.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const files = [
  { path: 'README.txt', bytes: bytesOf('Read me.') },
  { path: 'data/claims.csv', bytes: bytesOf('a,b\n'.repeat(500)) },
  { path: 'empty.txt', bytes: new Uint8Array() },
];

describe('a zip', () => {
  const zip = writeZip(files, '2026-03-29T01:30:00.000Z');

  it('comes back as it was', () => {
    const back = readZip(zip).map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]);
    expect(back).toEqual(files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
  });

  it('has the same bytes each time, and another day other ones', () => {
    expect(writeZip(files, '2026-03-29T23:59:00.000Z')).toEqual(zip);
    expect(writeZip(files, '2026-03-30T00:00:00.000Z')).not.toEqual(zip);
  });

  it('is refused when it is cut short, at any length', () => {
    for (let length = 0; length < zip.length; length++) {
      expect(() => readZip(zip.subarray(0, length))).toThrow(BrokenPackageError);
    }
  });

  it('is refused or reads the same when a byte was changed, whichever', () => {
    const whole = JSON.stringify(readZip(zip).map(({ path, bytes }) => [path, [...bytes]]));
    let refused = 0;
    for (let at = 0; at < zip.length; at++) {
      const changed = zip.slice();
      changed[at] ^= 0x41;
      try {
        const read = readZip(changed);
        const names = read.map(({ path }) => path);
        // A changed name is caught by the list of contents; a changed content never gets this far.
        const same = read.map(({ bytes }, place) => [files[place]?.path, [...bytes]]);
        if (names.every((name, place) => name === files[place]?.path))
          expect(JSON.stringify(same)).toBe(whole);
      } catch (error) {
        expect(error).toBeInstanceOf(BrokenPackageError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(zip.length / 3);
  });

  it('is refused where its names lead elsewhere', () => {
    for (const path of [
      '../up.txt',
      '/etc/passwd',
      'a/../../b',
      'C:\\x',
      'a\\b',
      'data//x',
      'x\u0000y',
      'data/',
      '.hidden',
      'a/b/c/d/e',
    ]) {
      expect(() => readZip(writeZip([{ path, bytes: bytesOf('x') }], '2026-01-01')), path).toThrow(
        /no[ne]+ belongs/,
      );
    }
  });

  it('is refused when it is larger than it may be, packed, unpacked or in number', () => {
    const bomb = writeZip([{ path: 'zeros', bytes: new Uint8Array(3_000_000) }], '2026-01-01');
    expect(bomb.length).toBeLessThan(10_000);
    const limits = { ...packageLimits, unpacked: 1_000_000 };
    expect(() => readZip(bomb, limits)).toThrow(/larger than a data package may be/);
    expect(() => readZip(bomb, { ...packageLimits, packed: 100 })).toThrow(/larger than a data package/);
    expect(() => readZip(zip, { ...packageLimits, files: 2 })).toThrow(/holds 3 files/);
  });

  it('is refused when it says less than it holds', () => {
    const bomb = writeZip([{ path: 'zeros', bytes: new Uint8Array(3_000_000) }], '2026-01-01');
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    const directory = view.getUint32(bomb.length - 22 + 16, true);
    view.setUint32(directory + 24, 1000, true);
    expect(() => readZip(bomb)).toThrow(/larger than the zip says/);
  });

  it('is told from other files', () => {
    expect(() => readZip(bytesOf('@article{a, title = {A}}'))).toThrow('The file is no zip.');
    expect(() => readZip(new Uint8Array())).toThrow('The file is no zip.');
  });
});

it('refuses two files in one place', () => {
  expect(() => writeZip([files[0], files[0]], '2026-01-01')).toThrow(RangeError);
});
