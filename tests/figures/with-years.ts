import type { Dataset } from '#lib/core/coding/dataset.ts';

/** The dataset with the years of its reports, which the names of its studies end with: "Weiss et al. 2002". */
export function withYears(dataset: Dataset): Dataset {
  return {
    ...dataset,
    references: dataset.studies.map(({ references: [id], label }) => ({
      id,
      citeKey: id,
      label,
      citation: label,
      year: Number(/(\d{4})\w?$/.exec(label)?.[1] ?? '') || null,
      url: null,
    })),
  };
}
