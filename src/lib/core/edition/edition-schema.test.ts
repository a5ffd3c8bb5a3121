import { expect, it } from 'vitest';
import written from './edition.schema.json' with { type: 'json' };
import { editionJsonSchema } from './edition-schema.ts';

/** It is kept written out, so that pages that carry it need not carry what writes it. */
it('is written out in edition.schema.json as readers check it', () => {
  expect(written).toEqual(JSON.parse(JSON.stringify(editionJsonSchema())));
});
