import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { defaultChoices } from '../lenses/choices.ts';
import { computeCausalGraph } from '../lenses/causal-paths.ts';
import { indexEvidence } from '../lenses/evidence.ts';
import { Selection } from '../lenses/selection.ts';
import { layOutCauses } from './causal-layout.ts';

/** @param links "leadership>trust" leads to a factor, "trust:health" to an outcome; each is a study's claim. */
function layOut(...links: string[]) {
  const dataset = makeDataset(
    links.map((link, at) => {
      const [from, to] = link.split(/[>:]/);
      const facts = link.includes('>') ? { outcome: null, targetFactor: to } : { outcome: to };
      return [`s${at}`, from, facts];
    }),
  );
  const { nodes, arrows } = computeCausalGraph(new Selection(indexEvidence(dataset), defaultChoices, 0));
  return layOutCauses(nodes, arrows, Math.max(...arrows.map(({ weight }) => weight)));
}
const layersOf = (...links: string[]) =>
  Object.fromEntries(layOut(...links).nodes.map(({ node, layer }) => [node.concept.key, layer]));

describe('layers of the causal diagram', () => {
  it('stand from what is said to begin with to what comes of it', () => {
    expect(layersOf('leadership>trust', 'trust:health', 'goals:health')).toEqual({
      leadership: 0,
      goals: 0,
      trust: 1,
      health: 2,
    });
  });

  it('follow where more evidence points when two factors are said to lead to each other', () => {
    const both = ['leadership>trust', 'leadership>trust', 'trust>leadership', 'trust:health'];
    expect(layersOf(...both)).toMatchObject({ leadership: 0, trust: 1 });
    const { arrows } = layOut(...both);
    const back = arrows.find(({ arrow }) => arrow.to === 'factor:leadership')!;
    expect(back).toMatchObject({ leaves: 'left', arrives: 'right' });
  });

  it('never leave the left side empty where factors lead round in a circle', () => {
    const layers = layersOf('leadership>trust', 'trust>goals', 'goals>leadership', 'goals:health');
    expect(layers.health).toBe(2);
    expect([layers.leadership, layers.trust, layers.goals]).toContain(0);
  });

  it('put what the codebook calls a step in between there, though nothing leads to it', () => {
    expect(layersOf('synergy:health')).toEqual({ synergy: 1, health: 2 });
  });
});

it('gives every end of an arrow a place of its own on its side of a node', () => {
  const factors = ['leadership', 'trust', 'power', 'goals', 'synergy'];
  const anyLink = fc
    .tuple(fc.constantFrom(...factors), fc.constantFrom(...factors, 'health', 'services'))
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => `${from}${factors.includes(to) ? '>' : ':'}${to}`);
  fc.assert(
    fc.property(fc.array(anyLink, { minLength: 1, maxLength: 20 }), (links) => {
      const { nodes, arrows } = layOut(...links);
      for (const { node, top, height } of nodes) {
        for (const side of ['left', 'right']) {
          const places = arrows
            .flatMap(({ arrow, leaves, arrives, y1, y2 }) => [
              ...(arrow.from === node.key && leaves === side ? [y1] : []),
              ...(arrow.to === node.key && arrives === side ? [y2] : []),
            ])
            .sort((a, b) => a - b);
          for (const [at, y] of places.entries()) {
            expect(y).toBeGreaterThan(top - 0.001);
            expect(y).toBeLessThan(top + height + 0.001);
            if (at > 0) expect(y - places[at - 1]).toBeGreaterThanOrEqual(15.999);
          }
        }
      }
    }),
  );
});
