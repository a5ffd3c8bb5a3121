/** Page ranges as CSL has them: 12-15, 203-210, e1004. CSL styles draw the hyphen as an en dash. */
export function normalisePages(text: string): string {
  const pages = text.replace(/\s+/g, ' ').trim();
  return (
    pages
      // "pp. 12", "S. 12", but not the S12 of a supplement.
      .replace(/^(?:(?:pp?|s|seiten?)\. ?|(?:pp?|pages?|seiten?) )(?=[\divxlc])/i, '')
      .replace(/ ?[-‐‑‒–—−]+(?: ?[-‐‑‒–—−]+)* ?/g, '-')
      // Web of Science writes "1137-+" when it does not know where an article ends.
      .replace(/^[-, ]+|[-,+& ]+$/g, '')
      .replace(/^(\w+)-\1$/, '$1')
  );
}
