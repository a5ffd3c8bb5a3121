/** Page ranges as CSL has them: 12-15, 203-210, e1004. CSL styles draw the hyphen as an en dash. */
export function normalisePages(text: string): string {
  return (
    text
      // "pp. 12", "S. 12", but not the S12 of a supplement.
      .replace(/^\s*(?:(?:pp?|s|seiten?)\.\s*|(?:pp?|pages?|seiten?)\s+)(?=[\divxlc])/i, '')
      .replace(/\s*(?:[-‐‑‒–—−]|--+)+\s*/g, '-')
      // Web of Science writes "1137-+" when it does not know where an article ends.
      .replace(/^[-,\s]+|[-,\s+&]+$/g, '')
      .replace(/^(\w+)-\1$/, '$1')
      .replace(/\s+/g, ' ')
      .trim()
  );
}
