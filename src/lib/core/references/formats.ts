/** Reading and writing files of references: the formats, and what pages, workers and scripts call. */
export {
  formatById,
  formats,
  isFormatId,
  writeReferences,
  type FormatId,
  type ReferenceFormat,
} from './registry.ts';
export {
  parseReferenceFiles,
  parseReferenceFilesInSteps,
  parseReferences,
  parseReferencesInSteps,
  type ParsedText,
  type ParsedTexts,
  type ParseOptions,
  type SourceText,
} from './parse.ts';
export type { ParseProgress, ParseSteps } from './parse-steps.ts';
