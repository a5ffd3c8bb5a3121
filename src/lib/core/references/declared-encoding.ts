/** What a file says about its own encoding. It is a hint: such lines survive when a file is saved in another encoding. */

const patterns = [
  // JabRef: "% Encoding: UTF-8", "%This file was created with JabRef … Encoding: Cp1252".
  /^\s*%[^\n]{0,80}\bencoding:\s*([\w-]+)/im,
  // BibDesk: "%% Saved with string encoding Unicode (UTF-8)".
  /^\s*%+\s*saved with string encoding[^\n(]*\(?\s*([\w -]+)\)?/im,
  /^\s*<\?xml[^>]{0,100}\bencoding=["']([\w-]+)["']/i,
  // Emacs: "-*- coding: latin-1 -*-".
  /-\*-[^\n]{0,80}\bcoding:\s*([\w-]+)/i,
];

/** Java's and other names for encodings that TextDecoder calls differently. */
const otherNames: Record<string, string> = {
  utf8: 'utf-8',
  cp1252: 'windows-1252',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  iso8859_1: 'windows-1252',
  iso8859_2: 'iso-8859-2',
  iso8859_15: 'iso-8859-15',
  macroman: 'macintosh',
  'mac os roman': 'macintosh',
  'western (mac os roman)': 'macintosh',
  'western (iso latin 1)': 'windows-1252',
  sjis: 'shift_jis',
  'us-ascii': 'utf-8',
  ascii: 'utf-8',
};

/** The encoding's name as TextDecoder has it, or undefined when none is named that it knows. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 2048));
  for (const pattern of patterns) {
    const name = pattern.exec(head)?.[1].trim().toLowerCase();
    if (!name) continue;
    try {
      return new TextDecoder(otherNames[name] ?? name).encoding;
    } catch {
      continue;
    }
  }
  return undefined;
}
