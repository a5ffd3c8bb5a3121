/** The styles plugin-csl brings along. */
export type CitationStyle = 'apa' | 'vancouver' | 'harvard1';
export const citationStyles: { id: CitationStyle; label: string }[] = [
  { id: 'apa', label: 'APA' },
  { id: 'harvard1', label: 'Harvard' },
  { id: 'vancouver', label: 'Vancouver' },
];
