/** Text as LaTeX that means exactly this text. Letters of all scripts stay: BibLaTeX and every reader here take UTF-8. */
const replacements: Record<string, string> = {
  '\\': '\\textbackslash{}',
  // Not \{ and \}: BibTeX counts braces whether they are escaped or not.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  $: '\\$',
  '&': '\\&',
  '%': '\\%',
  '#': '\\#',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '`': '\\textasciigrave{}',
};

export function escapeLatex(text: string): string {
  return text
    .replace(/[\\{}$&%#_~^`]/g, (character) => replacements[character])
    .replace(/-(?=-)|'(?=')/g, '$&{}');
}
