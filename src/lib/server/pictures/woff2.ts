/**
 * Our fonts lie here as WOFF2, and what draws pictures reads OpenType: this turns the one into the other (W3C WOFF File Format
 * 2.0, sections 4 and 5). Glyphs come out in the plainest encoding, for nobody is sent them.
 */
import { brotliDecompressSync } from 'node:zlib';

/** Tags by their number in the directory (section 4.1). */
const knownTags = (
  'cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE ' +
  'GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar ' +
  'mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill'
)
  .split(' ')
  .map((tag) => tag.replace('_', ' '));

class Reader {
  readonly #data: Buffer;
  at: number;

  constructor(data: Buffer, at = 0) {
    this.#data = data;
    this.at = at;
  }
  byte(): number {
    return this.#data.readUInt8(this.at++);
  }
  word(): number {
    this.at += 2;
    return this.#data.readUInt16BE(this.at - 2);
  }
  signed(): number {
    this.at += 2;
    return this.#data.readInt16BE(this.at - 2);
  }
  long(): number {
    this.at += 4;
    return this.#data.readUInt32BE(this.at - 4);
  }
  take(length: number): Buffer {
    this.at += length;
    return this.#data.subarray(this.at - length, this.at);
  }
  /** UIntBase128. */
  base128(): number {
    let value = 0;
    for (let read = 0; read < 5; read++) {
      const byte = this.byte();
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
    throw new RangeError('woff2: a length has more than five bytes');
  }
  /** 255UInt16. */
  short(): number {
    const code = this.byte();
    if (code === 253) return this.word();
    if (code === 254) return this.byte() + 506;
    return code === 255 ? this.byte() + 253 : code;
  }
}

/**
 * @param file A font as WOFF2; collections are not read.
 * @throws RangeError where it is none.
 */
export function openTypeOf(file: Buffer): Buffer {
  const reader = new Reader(file);
  if (reader.take(4).toString('latin1') !== 'wOF2') throw new RangeError('woff2: not a WOFF2 font');
  const flavour = reader.take(4);
  reader.at += 4;
  const count = reader.word();
  reader.at += 6;
  const compressed = reader.long();
  reader.at = 48;
  const entries = Array.from({ length: count }, () => {
    const flags = reader.byte();
    const tag = (flags & 63) === 63 ? reader.take(4).toString('latin1') : knownTags[flags & 63];
    const version = flags >> 6;
    const original = reader.base128();
    const isTransformed = tag === 'glyf' || tag === 'loca' ? version !== 3 : version !== 0;
    return { tag, isTransformed, length: isTransformed ? reader.base128() : original };
  });
  const data = brotliDecompressSync(file.subarray(reader.at, reader.at + compressed));
  const tables = new Map<string, Buffer>();
  let at = 0;
  for (const { tag, length } of entries) tables.set(tag, data.subarray(at, (at += length)));
  const isTransformed = (tag: string) => entries.some((one) => one.tag === tag && one.isTransformed);
  if (isTransformed('glyf')) {
    const { glyf, loca, lefts } = rebuildGlyphs(tables.get('glyf')!);
    tables.set('glyf', glyf).set('loca', loca);
    const head = Buffer.from(tables.get('head')!);
    head.writeInt16BE(1, 50);
    tables.set('head', head);
    if (isTransformed('hmtx')) {
      const metrics = tables.get('hhea')!.readUInt16BE(34);
      tables.set('hmtx', rebuildMetrics(tables.get('hmtx')!, metrics, lefts));
    }
  }
  return join(flavour, tables);
}

/** Section 5.1: seven streams, from which each glyph takes its part. */
function rebuildGlyphs(table: Buffer): { glyf: Buffer; loca: Buffer; lefts: number[] } {
  const header = new Reader(table, 4);
  const glyphs = header.word();
  header.at += 2;
  const sizes = Array.from({ length: 7 }, () => header.long());
  let start = header.at;
  const streams = sizes.map((size) => new Reader(table, (start += size) - size));
  const [contours, points, flags, coordinates, composites, boxes, instructions] = streams;
  const bitmap = boxes.take(((glyphs + 31) >> 5) << 2);
  const parts: Buffer[] = [];
  const loca = Buffer.alloc(4 * (glyphs + 1));
  const lefts: number[] = [];
  let length = 0;
  for (let glyph = 0; glyph < glyphs; glyph++) {
    const number = contours.signed();
    const hasBox = (bitmap[glyph >> 3] & (0x80 >> (glyph & 7))) !== 0;
    let part: Buffer = Buffer.alloc(0);
    if (number > 0) {
      const ends: number[] = [];
      for (let i = 0, last = -1; i < number; i++) ends.push((last += points.short()));
      const outline = readPoints(ends[number - 1] + 1, flags, coordinates);
      const code = instructions.take(coordinates.short());
      part = writeSimple(ends, outline, code, hasBox ? boxes.take(8) : null);
    } else if (number < 0) {
      part = copyComposite(composites, coordinates, instructions, boxes.take(8));
    }
    lefts.push(part.length > 0 ? part.readInt16BE(2) : 0);
    loca.writeUInt32BE(length, 4 * glyph);
    const padded = Buffer.alloc((part.length + 3) & ~3);
    part.copy(padded);
    parts.push(padded);
    length += padded.length;
  }
  loca.writeUInt32BE(length, 4 * glyphs);
  return { glyf: Buffer.concat(parts), loca, lefts };
}

interface Point {
  dx: number;
  dy: number;
  isOn: boolean;
}

/** Section 5.2: the flag of a point tells how many bytes its steps take, and what they mean. */
function readPoints(count: number, flags: Reader, data: Reader): Point[] {
  return Array.from({ length: count }, () => {
    const flag = flags.byte();
    const isOn = flag < 128;
    const code = flag & 127;
    const sign = (bit: number, value: number) => (bit & 1 ? value : -value);
    if (code < 10) return { isOn, dx: 0, dy: sign(code, ((code & 14) << 7) + data.byte()) };
    if (code < 20) return { isOn, dx: sign(code, (((code - 10) & 14) << 7) + data.byte()), dy: 0 };
    if (code < 84) {
      const rest = code - 20;
      const byte = data.byte();
      return {
        isOn,
        dx: sign(code, 1 + (rest & 0x30) + (byte >> 4)),
        dy: sign(code >> 1, 1 + ((rest & 0x0c) << 2) + (byte & 15)),
      };
    }
    if (code < 120) {
      const rest = code - 84;
      const dx = sign(code, 1 + (Math.floor(rest / 12) << 8) + data.byte());
      return { isOn, dx, dy: sign(code >> 1, 1 + (((rest % 12) >> 2) << 8) + data.byte()) };
    }
    if (code < 124) {
      const [first, second, third] = [data.byte(), data.byte(), data.byte()];
      return {
        isOn,
        dx: sign(code, (first << 4) + (second >> 4)),
        dy: sign(code >> 1, ((second & 15) << 8) + third),
      };
    }
    const dx = sign(code, data.word());
    return { isOn, dx, dy: sign(code >> 1, data.word()) };
  });
}

/** A simple glyph whose steps are all whole words: longer than it need be, and right. */
function writeSimple(ends: number[], points: Point[], code: Buffer, box: Buffer | null): Buffer {
  const part = Buffer.alloc(10 + 2 * ends.length + 2 + code.length + 5 * points.length);
  part.writeInt16BE(ends.length, 0);
  if (box) box.copy(part, 2);
  else writeBox(part, points);
  let at = 10;
  for (const end of ends) at = part.writeUInt16BE(end, at);
  at = part.writeUInt16BE(code.length, at);
  at += code.copy(part, at);
  for (const { isOn } of points) at = part.writeUInt8(isOn ? 1 : 0, at);
  for (const { dx } of points) at = part.writeInt16BE(dx, at);
  for (const { dy } of points) at = part.writeInt16BE(dy, at);
  return part;
}

function writeBox(part: Buffer, points: Point[]): void {
  let [x, y, left, low, right, high] = [0, 0, Infinity, Infinity, -Infinity, -Infinity];
  for (const { dx, dy } of points) {
    x += dx;
    y += dy;
    [left, low, right, high] = [Math.min(left, x), Math.min(low, y), Math.max(right, x), Math.max(high, y)];
  }
  [left, low, right, high].forEach((edge, i) => part.writeInt16BE(edge, 2 + 2 * i));
}

/** A glyph made of others: copied as it is, save its instructions. */
function copyComposite(composites: Reader, coordinates: Reader, instructions: Reader, box: Buffer): Buffer {
  const start = composites.at;
  let hasCode = false;
  for (let more = true; more;) {
    const flag = composites.word();
    composites.at += 2 + (flag & 1 ? 4 : 2) + (flag & 8 ? 2 : flag & 0x40 ? 4 : flag & 0x80 ? 8 : 0);
    hasCode ||= (flag & 0x100) !== 0;
    more = (flag & 0x20) !== 0;
  }
  const length = composites.at - start;
  composites.at = start;
  const head = Buffer.alloc(10);
  head.writeInt16BE(-1, 0);
  box.copy(head, 2);
  const parts = [head, composites.take(length)];
  if (hasCode) {
    const code = instructions.take(coordinates.short());
    const size = Buffer.alloc(2);
    size.writeUInt16BE(code.length);
    parts.push(size, code);
  }
  return Buffer.concat(parts);
}

/** Section 5.4: side bearings that are left out are the left edges of the glyphs. */
function rebuildMetrics(table: Buffer, metrics: number, lefts: number[]): Buffer {
  const reader = new Reader(table);
  const flags = reader.byte();
  const advances = Array.from({ length: metrics }, () => reader.word());
  const own = Array.from({ length: metrics }, (_, i) => (flags & 1 ? lefts[i] : reader.signed()));
  const rest = lefts.slice(metrics).map((left) => (flags & 2 ? left : reader.signed()));
  const out = Buffer.alloc(4 * metrics + 2 * rest.length);
  let at = 0;
  advances.forEach((advance, i) => (at = out.writeInt16BE(own[i], out.writeUInt16BE(advance, at))));
  for (const left of rest) at = out.writeInt16BE(left, at);
  return out;
}

/** An OpenType file of these tables. Checksums are left empty: those who draw do not ask for them. */
function join(flavour: Buffer, tables: ReadonlyMap<string, Buffer>): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const head = Buffer.alloc(12 + 16 * sorted.length);
  flavour.copy(head);
  head.writeUInt16BE(sorted.length, 4);
  let offset = head.length;
  const parts = [head];
  sorted.forEach(([tag, table], i) => {
    const at = 12 + 16 * i;
    head.write(tag, at, 'latin1');
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(table.length, at + 12);
    const padded = Buffer.alloc((table.length + 3) & ~3);
    table.copy(padded);
    parts.push(padded);
    offset += padded.length;
  });
  return Buffer.concat(parts);
}
