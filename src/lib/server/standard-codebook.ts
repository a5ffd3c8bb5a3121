import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Codebook } from '#lib/core/codebook/codebook.ts';
import { sampleFolder } from './load-sample.ts';
import { readCodebookText } from './usecases/import-folder.ts';

/** The codebook that a new review starts with, unless it brings its own: factors and outcomes of partnership working. */
export function readStandardCodebook(): Codebook {
  const { codebook, issues } = readCodebookText(readFileSync(join(sampleFolder, 'codebook.json'), 'utf8'));
  if (!codebook) throw new Error(`The standard codebook can't be read: ${issues[0]?.message}`);
  return codebook;
}
