import type { Transport } from '@sveltejs/kit';
import { isDataset, packDataset, unpackDataset } from '#lib/core/coding/pack-dataset.ts';
import { noteArrival } from './arrived-datasets.ts';

/** Datasets travel from server to page as one short text; pages get them as they were. */
export const transport: Transport = {
  Dataset: {
    encode: (value) => isDataset(value) && packDataset(value),
    decode: (text: string) => noteArrival(unpackDataset(text)),
  },
};
