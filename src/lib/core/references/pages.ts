/** Page ranges as CSL has them: 12-15, 203-210, e1004. CSL styles draw the hyphen as an en dash. */
export function normalisePages(text: string): string {
  return text
    .replace(/^\s*(?:pp?|pages?|ss?|seiten?)\.?\s*(?=[\divxlc])/i, '')
    .replace(/\s*(?:[-‐‑‒–—−]|--+)+\s*/g, '-')
    .replace(/^[-,\s]+|[-,\s]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
