/** Addresses and DOIs are not typeset as LaTeX: only what programs escape in them needs undoing. */
export function verbatim(value: string | undefined): string | undefined {
  if (!value?.trim()) return undefined;
  return value
    .replace(/\\(?:url|nolinkurl|href)\s*\{([^{}]*)\}(?:\{[^{}]*\})?/g, '$1')
    .replace(/\{\\textless\}|\\textless(?:\{\}|\s)?|\$<\$|\{<\}/g, '<')
    .replace(/\{\\textgreater\}|\\textgreater(?:\{\}|\s)?|\$>\$|\{>\}/g, '>')
    .replace(/\{?\\(?:textunderscore|_)(?:\{\})?\s?\}?/g, '_')
    .replace(/\{?\\(?:textasciitilde|~|sim)(?:\{\})?\}?/g, '~')
    .replace(/\\([%&#$~^{}-])/g, '$1')
    .replace(/[{}]/g, '')
    .trim();
}

/** The first web address in a text: howpublished = {Available at \url{…}}. */
export function addressIn(value: string | undefined): string | undefined {
  const found = /https?:\/\/[^\s{}"<>|]+/.exec(value ?? '')?.[0];
  return found ? verbatim(found.replace(/[.,;)]+$/, '')) : undefined;
}
