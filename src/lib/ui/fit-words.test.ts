import { describe, expect, it } from 'vitest';
import { fitWords } from './fit-words.ts';

describe('fitWords', () => {
  it('asks for every word, at any place', () => {
    expect(fitWords('Import references', 'ref imp')).toBeGreaterThan(0);
    expect(fitWords('Import references', 'ref exp')).toBe(0);
  });

  it('puts a beginning before a word, and a word before the middle of one', () => {
    const texts = ['A weigh room', 'Weigh', 'Outweigh'];
    const ranked = [...texts].sort((a, b) => fitWords(b, 'weigh') - fitWords(a, 'weigh'));
    expect(ranked).toEqual(['Weigh', 'A weigh room', 'Outweigh']);
  });

  it('does not mind accents and case', () => {
    expect(fitWords('Übersicht', 'ubers')).toBe(fitWords('ubersicht', 'ÜBERS'));
    expect(fitWords('Übersicht', 'ubers')).toBeGreaterThan(0);
  });
});
