import { describe, expect, it } from 'vitest';
import { andOthers, type CslDraft } from './csl.ts';
import { shortLabel } from './short-label.ts';

const weiss = { family: 'Weiss', given: 'E.' };
const ansell = { family: 'Ansell', given: 'C.' };
const gash = { family: 'Gash', given: 'A.' };
const issued = { 'date-parts': [[2008]] };

describe('shortLabel', () => {
  it.each<[Partial<CslDraft>, string]>([
    [{ author: [weiss], issued }, 'Weiss 2008'],
    [{ author: [ansell, gash], issued }, 'Ansell and Gash 2008'],
    [{ author: [weiss, ansell, gash], issued }, 'Weiss et al. 2008'],
    [{ author: [weiss, andOthers], issued }, 'Weiss et al. 2008'],
    [{ author: [{ literal: 'World Bank' }], issued }, 'World Bank 2008'],
    [{ author: [{ 'non-dropping-particle': 'van der', family: 'Berg' }], issued }, 'van der Berg 2008'],
    [{ editor: [gash], issued }, 'Gash 2008'],
    [{ author: [weiss] }, 'Weiss n.d.'],
    [{ author: [weiss], issued: { literal: 'in press' } }, 'Weiss in press'],
    [{ title: 'On <i>teams</i>: a study', issued }, 'On teams 2008'],
    [{}, 'Untitled n.d.'],
    [{ author: [{ family: '<script>x</script>' }], issued }, '<script>x</script> 2008'],
  ])('%j', (csl, label) => {
    expect(shortLabel({ type: 'article-journal', ...csl })).toBe(label);
  });
});
