import { describe, expect, it } from 'vitest';
import { doiUrl, linkOf, safeUrl } from './safe-url.ts';

describe('safeUrl', () => {
  it.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    [' http://example.org ', 'http://example.org/'],
    ['HTTPS://EXAMPLE.org', 'https://example.org/'],
    ['https://example.org/"><script>', 'https://example.org/%22%3E%3Cscript%3E'],
  ])('links %s', (value, href) => {
    expect(safeUrl(value)).toBe(href);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://example.org',
    'mailto:a@example.org',
    '//example.org',
    'example.org',
    'https://',
    'https://doi.org@evil.example',
    'words',
    '',
    undefined,
  ])('does not link %s', (value) => {
    expect(safeUrl(value)).toBeUndefined();
  });
});

describe('doiUrl', () => {
  it.each([
    ['10.1000/abc', 'https://doi.org/10.1000/abc'],
    ['https://doi.org/10.1000/a b', 'https://doi.org/10.1000/a'],
    ['10.1002/(SICI)17:15<1661::AID>3.0', 'https://doi.org/10.1002/(SICI)17%3A15%3C1661%3A%3AAID%3E3.0'],
    ['10.1000/a#b?c', 'https://doi.org/10.1000/a%23b%3Fc'],
    ['10.1000/\ud800', 'https://doi.org/10.1000/%EF%BF%BD'],
  ])('links %s', (value, href) => {
    expect(doiUrl(value)).toBe(href);
  });

  it.each(['javascript:alert(1)', 'DOI 1', '', undefined])('does not link %s', (value) => {
    expect(doiUrl(value)).toBeUndefined();
  });
});

describe('linkOf', () => {
  it('prefers the DOI', () => {
    expect(linkOf({ DOI: '10.1000/abc', URL: 'https://example.org' })).toBe('https://doi.org/10.1000/abc');
    expect(linkOf({ DOI: 'none', URL: 'https://example.org' })).toBe('https://example.org/');
    expect(linkOf({ URL: 'javascript:x' })).toBeUndefined();
  });
});
