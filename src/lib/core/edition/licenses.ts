/**
 * Licences that an edition may be published under, by their SPDX identifiers (https://spdx.org/licenses/), which Open Definition
 * and Frictionless use too. All of them can be given for data; what is not in the list is not stated.
 */
export const licenses = [
  {
    key: 'CC-BY-4.0',
    label: 'CC BY 4.0',
    title: 'Creative Commons Attribution 4.0 International',
    url: 'https://creativecommons.org/licenses/by/4.0/',
  },
  {
    key: 'CC0-1.0',
    label: 'CC0 1.0',
    title: 'Creative Commons Zero 1.0 Universal',
    url: 'https://creativecommons.org/publicdomain/zero/1.0/',
  },
  {
    key: 'CC-BY-SA-4.0',
    label: 'CC BY-SA 4.0',
    title: 'Creative Commons Attribution-ShareAlike 4.0 International',
    url: 'https://creativecommons.org/licenses/by-sa/4.0/',
  },
  {
    key: 'CC-BY-NC-4.0',
    label: 'CC BY-NC 4.0',
    title: 'Creative Commons Attribution-NonCommercial 4.0 International',
    url: 'https://creativecommons.org/licenses/by-nc/4.0/',
  },
] as const;

export type License = (typeof licenses)[number];
export type LicenseKey = License['key'];
export const licenseKeys = licenses.map(({ key }) => key) as [LicenseKey, ...LicenseKey[]];

/** Undefined where there is none of this key. */
export function findLicense(key: string | null | undefined): License | undefined {
  return licenses.find((license) => license.key === key);
}

/** What an edition is licensed under, in a sentence or two; texts that it quotes are not its publishers' to license. */
export function licenseSentence(key: string | null | undefined): string {
  const license = findLicense(key);
  return license
    ? `Licensed under ${license.title} (${license.label}). Quotations remain their authors’.`
    : noLicense;
}

export const noLicense =
  'No licence was stated. Facts are free to use; for anything else ask whoever published the edition.';
