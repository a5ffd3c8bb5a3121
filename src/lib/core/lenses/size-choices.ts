/** What a reader chooses about sizes, beside what is chosen for all lenses; kept in the address of a page as that is. */
import { defaultSizeOptions, type SizeOptions } from './size-effects.ts';
import { defaultMethodShare, isMethodShare } from './source-bound.ts';

export interface SizeChoices extends SizeOptions {
  /** The part of a measure's variance that is taken to come from its source, where the same people gave both. */
  methodShare: number;
}

export const defaultSizeChoices: SizeChoices = { ...defaultSizeOptions, methodShare: defaultMethodShare };

/** Parameters of an address that hold them. */
export const sizeParameterNames = ['size-beta', 'size-rho', 'size-n', 'size-method'] as const;

const iccPattern = /^icc-(0?\.\d{1,3}|0|1)$/;

/** Reads them from an address. What it does not understand is as if it were not there. */
export function readSizeChoices(parameters: URLSearchParams): SizeChoices {
  const methodShare = parameters.get('size-method');
  return {
    betas: parameters.get('size-beta') === 'in',
    corrected: parameters.get('size-rho') === 'in',
    clustering: readClustering(parameters.get('size-n')),
    methodShare:
      methodShare !== null && isMethodShare(Number(methodShare)) ? Number(methodShare) : defaultMethodShare,
  };
}

function readClustering(text: string | null): SizeOptions['clustering'] {
  if (text === 'partnerships') return 'partnerships';
  const [, icc] = iccPattern.exec(text ?? '') ?? [];
  return icc === undefined ? 'reported' : { icc: Number(icc) };
}

/** Writes them into parameters of an address; what stands at its default is taken out. */
export function writeSizeChoices(
  { betas, corrected, clustering, methodShare }: SizeChoices,
  parameters = new URLSearchParams(),
): URLSearchParams {
  const written: Record<(typeof sizeParameterNames)[number], string | null> = {
    'size-beta': betas ? 'in' : null,
    'size-rho': corrected ? 'in' : null,
    'size-n':
      clustering === 'reported'
        ? null
        : clustering === 'partnerships'
          ? clustering
          : `icc-${Number(clustering.icc.toFixed(3))}`,
    'size-method': methodShare === defaultMethodShare ? null : String(methodShare),
  };
  for (const name of sizeParameterNames) {
    if (written[name] === null) parameters.delete(name);
    else parameters.set(name, written[name]);
  }
  return parameters;
}
