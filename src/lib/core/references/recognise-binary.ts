/** Files that people mistake for their references. */

const signatures: [bytes: string, kind: string][] = [
  ['%PDF-', 'a PDF'],
  ['PK\x03\x04', 'a zip archive, a Word, Excel or LibreOffice document'],
  ['PK\x05\x06', 'an empty zip archive'],
  ['\xd0\xcf\x11\xe0', 'an old Word or Excel document'],
  ['\x1f\x8b', 'a gzip archive: unpack it first'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['SQLite format 3', 'a database, perhaps of Zotero or Mendeley itself'],
  ['{\\rtf', 'a rich text document'],
];

/** What a file is, in words, when it is no text; undefined when it may be text. */
export function recogniseBinary(bytes: Uint8Array): string | undefined {
  for (const [signature, kind] of signatures) {
    if ([...signature].every((character, index) => bytes[index] === character.charCodeAt(0))) return kind;
  }
  return looksBinary(bytes.subarray(0, 8192)) ? 'a program, a picture or an archive' : undefined;
}

/** Control characters other than tab, line ends and the old end-of-file mark. NULs may be UTF-16 and are not counted. */
function looksBinary(sample: Uint8Array): boolean {
  let controls = 0;
  let nuls = 0;
  for (const byte of sample) {
    if (byte === 0) nuls += 1;
    else if (
      byte < 32 &&
      byte !== 9 &&
      byte !== 10 &&
      byte !== 12 &&
      byte !== 13 &&
      byte !== 26 &&
      byte !== 27
    )
      controls += 1;
  }
  return controls > 8 && controls > (sample.length - nuls) / 10;
}
