import {
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#db/open.ts';
import { lockDataFolder } from '#lib/server/data-folder.ts';
import { readDataPackage } from '#lib/core/package/read-data-package.ts';
import { readZip } from '#lib/core/package/unzip.ts';
import { readExpected } from '../sample/sample-dataset.ts';
import { makeFolder, makeRunner } from './run.ts';

const library = '@article{new2021, author = {New, Nora}, title = {A new one}, year = 2021}\n';

describe('review weigh', () => {
  it('prints the sample’s Ladder and lenses as the contract names them', async () => {
    const run = makeRunner();
    const { code, json } = await run('review', 'weigh', 'sample', '--json');
    expect(code).toBe(0);
    const expected = readExpected();
    const { focal, ladder, lenses, verdict } = json();
    expect(focal).toBe('leadership');
    for (const [at, wanted] of expected.ladder.entries()) {
      const { rung, studies, claims, failed, not_stated, k, shares, intervals, band } = ladder[at];
      expect({ rung, studies, claims, failed, not_stated, k }).toEqual({
        rung: wanted.rung,
        studies: wanted.studies,
        claims: wanted.claims,
        failed: wanted.failed,
        not_stated: wanted.not_stated,
        k: wanted.k,
      });
      expect(shares.leadership).toBeCloseTo(wanted.shares.leadership, 6);
      expect(band[0]).toBeCloseTo(wanted.band[0], 6);
      expect(intervals.leadership).toHaveLength(2);
    }
    const said = lenses.said.find(({ factor }: { factor: string }) => factor === 'leadership');
    expect(said).toEqual({
      factor: 'leadership',
      share: expect.closeTo(0.336857, 6),
      ci_lb: expect.any(Number),
      ci_ub: expect.any(Number),
      band_lb: expect.closeTo(0.016789, 6),
      band_ub: expect.closeTo(0.086081, 6),
      k: 49,
      n: 91,
    });
    expect(verdict).toMatch(
      /^Leadership is the factor named most often: 34 % of what is said, in 49 of 91 studies/,
    );
  });

  it('takes the view of an address, and says what is not identified', async () => {
    const run = makeRunner();
    const inside = (
      await run('review', 'weigh', 'sample', '--json', '--view', 'setting=inter_organisational')
    ).json();
    expect(inside.ladder[0].studies).toBeLessThan(91);
    const none = await run(
      'review',
      'weigh',
      'sample',
      '--json',
      '--view',
      'stage=ending',
      '--lens',
      'supported',
    );
    expect(none.code).toBe(1);
    expect(none.json().lenses).toEqual({
      supported: { identified: false, reason: 'No claim passes the filters.' },
    });
    expect(none.json().ladder[0].shares.leadership).toBeNull();
  });

  it('prints what people judged, and null where nobody did', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    const judged = ['grade', 'leadership', 'process', 'low', '0', '0', '0', '0', '0'].join(',');
    writeFileSync(
      join(folder, 'certainty.csv'),
      `judgement_id,approach,factor,outcome,start,risk_of_bias,inconsistency,indirectness,imprecision,publication_bias\nJ001,${judged}\n`,
    );
    expect((await run('review', 'import', 'sample', 'certainty.csv', '--json')).json()).toMatchObject({
      tables: { certainty: 1 },
      issues: [],
    });
    const { lenses } = (await run('review', 'weigh', 'sample', '--json', '--lens', 'certain')).json();
    const [leadership] = lenses.certain;
    expect(leadership).toMatchObject({ factor: 'leadership', levels: ['low'], k: 49, n: 91 });
    expect(leadership.outcomes.slice(0, 2)).toEqual([
      { outcome: 'process', level: 'low', k: 22 },
      { outcome: 'effectiveness', level: null, k: 10 },
    ]);
    for (const to of ['folder', 'json']) {
      await run('review', 'export', 'sample', '--to', to, '--out', `judged-${to}`);
      await run('review', 'create', '--from', `judged-${to}`, '--name', `judged-${to}`);
      const copy = (await run('review', 'weigh', `judged-${to}`, '--json', '--lens', 'certain')).json();
      expect(copy.lenses.certain, to).toEqual(lenses.certain);
    }
  });

  it('gives the same digits each time', async () => {
    const run = makeRunner();
    const first = await run('review', 'weigh', 'sample', '--json');
    expect((await run('review', 'weigh', 'sample', '--json')).out).toBe(first.out);
  });
});

describe('review export and create', () => {
  it.each(['folder', 'json'])('carries a review over as %s without loss', async (to) => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    const out = to === 'folder' ? 'copy' : 'copy.json';
    expect((await run('review', 'export', 'sample', '--to', to, '--out', out)).code).toBe(0);
    const made = await run('review', 'create', '--from', out, '--name', 'copy', '--json');
    expect(made.json()).toMatchObject({
      review: 'copy',
      counts: { references: 91, studies: 91, claims: 232, estimates: 12, comparisons: 16 },
    });
    const weighed = (review: string) => run('review', 'weigh', review, '--json').then(({ out }) => out);
    expect(await weighed('copy')).toBe(await weighed('sample'));
    const again = join(folder, 'again.json');
    await run('review', 'export', 'copy', '--to', 'json', '--out', again);
    const before = await run('review', 'export', 'sample', '--to', 'json');
    expect(JSON.parse(readFileSync(again, 'utf8'))).toEqual(before.json());
  });

  it.each(['folder', 'json'])(
    'carries what is kept out of editions as %s, and no package names it',
    async (to) => {
      const folder = makeFolder();
      const run = makeRunner(folder);
      const at = '2026-11-01T10:00:00.000Z';
      const rows = [`claim,C129,Ada Lee,${at}`, `study,cramm2012disease,,${at}`];
      writeFileSync(
        join(folder, 'withheld.csv'),
        `kind,key,withheld_by,withheld_at\n${rows.join('\n')}\nstudy,nobody2001\n`,
      );
      const marked = await run('review', 'import', 'sample', 'withheld.csv', '--json');
      expect(marked.code).toBe(1);
      expect(marked.json()).toMatchObject({ tables: { withheld: 2 } });
      expect(marked.json().issues.map(({ code }: { code: string }) => code)).toEqual(
        expect.arrayContaining(['unknown-study', 'withheld-now']),
      );

      const out = to === 'folder' ? 'copy' : 'copy.json';
      await run('review', 'export', 'sample', '--to', to, '--out', out);
      if (to === 'folder')
        expect(
          readFileSync(join(folder, out, 'withheld.csv'), 'utf8')
            .trim()
            .split('\n'),
        ).toEqual([
          'kind,key,withheld_by,withheld_at',
          `study,cramm2012disease,,${at}`,
          `claim,C129,Ada Lee,${at}`,
        ]);
      const made = await run('review', 'create', '--from', out, '--name', 'copy', '--json');
      expect(made.json()).toMatchObject({ counts: { studies: 91, claims: 232, withheld: 2 } });
      const exported = async (review: string) =>
        (await run('review', 'export', review, '--to', 'json')).json();
      const [before, after] = [await exported('sample'), await exported('copy')];
      expect(after.withheld).toEqual(before.withheld);

      expect(
        (await run('review', 'publish', 'copy', '--out', 'copy.html', '--package', 'copy.zip')).code,
      ).toBe(0);
      const package_ = readDataPackage(readFileSync(join(folder, 'copy.zip')));
      expect(package_.edition!.dataset.studies).toHaveLength(90);
      const files = readZip(readFileSync(join(folder, 'copy.zip')));
      expect(files.map(({ path }) => path)).not.toContain('data/withheld.csv');
      for (const { path, bytes } of files)
        expect(new TextDecoder().decode(bytes), path).not.toMatch(/cramm2012disease|\bC129\b|Ada Lee/);
    },
  );

  it('guards text that a spreadsheet would run, and takes the guard off again', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    const claims =
      'claim_id,citekey,factor,outcome,finding\nX900,weiss2002making,trust,process,"=HYPERLINK(""http://x"")"\n';
    writeFileSync(join(folder, 'claims.csv'), claims);
    await run('review', 'import', 'sample', 'claims.csv');
    await run('review', 'export', 'sample', '--to', 'folder', '--out', 'out');
    const table = readFileSync(join(folder, 'out', 'claims.csv'), 'utf8');
    expect(table).toContain('"\'=HYPERLINK(""http://x"")"');
    expect(readFileSync(join(folder, 'out', 'estimates.csv'), 'utf8')).not.toContain("'0.25");
    await run('review', 'create', '--from', 'out', '--name', 'back');
    const file = (await run('review', 'export', 'back', '--to', 'json')).json();
    const claim = file.claims.find(({ claim_id }: { claim_id: string }) => claim_id === 'X900');
    expect(claim.finding).toBe('=HYPERLINK("http://x")');
  });

  it('refuses what it can’t make a review of, and says why', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    writeFileSync(join(folder, 'other.json'), '{"some": "json"}');
    writeFileSync(join(folder, 'broken.json'), '{"format": ');
    writeFileSync(
      join(folder, 'circle.json'),
      JSON.stringify({
        focalFactor: 'a',
        factors: [
          { key: 'a', label: 'A', parent: 'b' },
          { key: 'b', label: 'B', parent: 'a' },
        ],
        outcomes: [{ key: 'o', label: 'O', parent: 'nowhere' }],
      }),
    );
    expect(await run('review', 'create', '--from', 'other.json')).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/not a review/),
    });
    expect(await run('review', 'create', '--from', 'broken.json')).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/not JSON/),
    });
    const circle = await run('review', 'create', '--title', 'T', '--codebook', 'circle.json');
    expect(circle.code).toBe(2);
    expect(circle.notes).toMatch(/run in a circle/);
    expect(circle.notes).toMatch(/"nowhere", which is not in the codebook/);
    expect(await run('review', 'create')).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/needs a title/),
    });
    expect((await run('review', 'list', '--json')).json().reviews).toHaveLength(2);
  });
});

describe('review import', () => {
  it('takes references in once', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    writeFileSync(join(folder, 'new.bib'), library);
    const dry = await run('review', 'import', 'sample', 'new.bib', '--dry-run', '--json');
    expect(dry.json().files).toEqual([
      { file: 'new.bib', found: 1, kept: 1, repaired: 0, lost: 0, new: 1, duplicates: 0, taken: 0 },
    ]);
    expect((await run('review', 'import', 'sample', 'new.bib', '--json')).json().files[0].taken).toBe(1);
    expect((await run('review', 'import', 'sample', 'new.bib', '--json')).json().files[0]).toMatchObject({
      duplicates: 1,
      taken: 0,
    });
    const [review] = (await run('review', 'list', '--json')).json().reviews;
    expect(review).toMatchObject({ review: 'sample', references: 92, studies: 91, claims: 232 });
  });

  it('keeps what can be read, names the line of what can not, and exits with 1', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    writeFileSync(
      join(folder, 'claims.csv'),
      'claim_id,citekey,factor,outcome\nX1,weiss2002making,trust,process\nX2,weiss2002making,trust,\n',
    );
    const { code, notes, json } = await run('review', 'import', 'sample', 'claims.csv', '--json');
    expect(code).toBe(1);
    expect(json().tables.claims).toBe(1);
    expect(notes).toMatch(/claims\.csv:3 Choose the outcome/);
  });

  it('refuses usage that can’t be meant', async () => {
    const run = makeRunner();
    expect(await run('review', 'import', 'sample')).toMatchObject({ code: 2 });
    expect(await run('review', 'import', 'nowhere', 'x.bib')).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/no such file/),
    });
    expect(await run('review', 'weigh', 'nowhere')).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/There are: sample, craft-2003/),
    });
    expect(await run('review', 'weigh', 'sample', '--lens', 'crystal')).toMatchObject({ code: 2 });
    expect(await run('review', 'dance')).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/no command/),
    });
    expect((await run('review', 'weigh', '--help')).out).toMatch(/Usage: counterweight review weigh/);
  });
});

describe('review backup, restore and verify', () => {
  it('puts a copy back, and keeps what was there', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    writeFileSync(join(folder, 'new.bib'), library);
    await run('review', 'backup', 'copy.db');
    // For its owner alone: it holds what the data folder keeps from others.
    expect(statSync(join(folder, 'copy.db')).mode & 0o077).toBe(0);
    await run('review', 'import', 'sample', 'new.bib');
    const again = await run('review', 'backup', 'copy.db');
    expect(again).toMatchObject({ code: 2, notes: expect.stringMatching(/never overwrites/) });
    const restored = await run('review', 'restore', 'copy.db', '--json');
    expect(restored.code).toBe(0);
    const { kept } = restored.json();
    expect((await run('review', 'list', '--json')).json().reviews[0].references).toBe(91);
    expect(existsSync(join(kept, 'counterweight.db'))).toBe(true);
    expect((await run('review', 'verify', '--json')).json()).toEqual({
      sound: true,
      editions: 0,
      problems: [],
    });
  });

  it('refuses a file that is no sound copy, and changes nothing', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    await run('review', 'backup', 'copy.db');
    copyFileSync(join(folder, 'copy.db'), join(folder, 'cut.db'));
    truncateSync(join(folder, 'cut.db'), 40_000);
    writeFileSync(join(folder, 'words.db'), 'These are just words.'.repeat(100));
    const stranger = openDatabase(`file:${join(folder, 'stranger.db')}`);
    await stranger.db.schema.createTable('thing').addColumn('id', 'text').execute();
    await stranger.close();
    for (const file of ['cut.db', 'words.db', 'stranger.db', 'nowhere.db']) {
      const { code, notes } = await run('review', 'restore', file);
      expect(code, file).toBe(2);
      expect(notes, file).toMatch(/\S/);
    }
    expect(readdirSync(join(folder, 'data')).filter((name) => name.startsWith('database'))).toEqual([
      'database',
    ]);
    expect((await run('review', 'list', '--json')).json().reviews).toHaveLength(2);
  });

  it('does not restore under a running program', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    await run('review', 'backup', 'copy.db');
    writeFileSync(
      join(folder, 'data', 'server.lock'),
      JSON.stringify({ pid: process.ppid, address: 'http://127.0.0.1:1' }),
    );
    expect(await run('review', 'restore', 'copy.db')).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/stop it first/),
    });
  });

  it('finds an edition that was altered', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    await run('review', 'publish', 'sample', '--out', 'edition.html');
    expect((await run('review', 'verify')).code).toBe(0);
    const open = openDatabase(`file:${join(folder, 'data', 'database', 'counterweight.db')}`);
    const { sql } = await import('kysely');
    await sql`drop trigger edition_refuses_update`.execute(open.db);
    await sql`update edition set payload = replace(payload, 'Leadership', 'Lieutenancy')`.execute(open.db);
    await open.close();
    const { code, json } = await run('review', 'verify', '--json');
    expect(code).toBe(1);
    expect(json().problems).toEqual(['Edition 1 of sample is not what was published.']);
  });
});

describe('review verify FILE', () => {
  it('finds a changed byte in a published file, without a database', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    const { hash } = (await run('review', 'publish', 'sample', '--out', 'edition.html', '--json')).json();
    const sound = await run('review', 'verify', 'edition.html', '--json');
    expect(sound).toMatchObject({ code: 0 });
    expect(sound.json()).toEqual({ sound: true, editions: 1, problems: [], edition: 1, hash });
    const html = readFileSync(join(folder, 'edition.html'), 'utf8');
    const at = html.lastIndexOf('"direction":"positive"');
    writeFileSync(
      join(folder, 'changed.html'),
      `${html.slice(0, at)}"direction":"negative"${html.slice(at + 22)}`,
    );
    const changed = await run('review', 'verify', 'changed.html', '--json');
    expect(changed.code).toBe(1);
    expect(changed.json().problems[0]).toMatch(
      /^changed\.html is not what was published: .* It was changed\.$/,
    );
    writeFileSync(join(folder, 'other.html'), '<p>No edition</p>');
    expect((await run('review', 'verify', 'other.html', '--json')).json().problems).toEqual([
      'other.html holds no edition that can be read.',
    ]);
    expect((await run('review', 'verify', 'nowhere.html')).code).toBe(2);
  });
});

describe('review publish', () => {
  it('writes one file, numbers editions and never overwrites', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    const first = (await run('review', 'publish', 'sample', '--out', 'one.html', '--json')).json();
    expect(first).toMatchObject({
      review: 'sample',
      edition: 1,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const html = readFileSync(join(folder, 'one.html'), 'utf8');
    expect(html).toContain('49 of 91');
    expect(html).toContain(first.hash);
    expect((await run('review', 'publish', 'sample', '--out', 'one.html')).code).toBe(2);
    const slip = await run('review', 'publish', 'sample', '--out', 'slip.html', '--view', 'setting=bogus');
    expect(slip).toMatchObject({ code: 2, notes: expect.stringContaining('There is no setting "bogus"') });
    expect(existsSync(join(folder, 'slip.html'))).toBe(false);
    expect((await run('review', 'publish', 'sample', '--out', 'two.html', '--json')).json().edition).toBe(2);
  });
});

describe('a licence', () => {
  it('is frozen with the edition and printed on its page; another word is refused', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    const publish = (out: string, ...rest: string[]) =>
      run('review', 'publish', 'sample', '--out', out, '--json', ...rest);
    const refused = await publish('no.html', '--license', 'MIT');
    expect(refused).toMatchObject({ code: 2, notes: expect.stringContaining('CC-BY-NC-4.0') });
    expect(existsSync(join(folder, 'no.html'))).toBe(false);
    const made = await publish('by.html', '--license', 'cc-by-4.0', '--brief', 'by-brief.html');
    expect(made.json()).toMatchObject({ edition: 1, license: 'CC-BY-4.0' });
    const words = 'Licensed under Creative Commons Attribution 4.0 International (CC BY 4.0).';
    for (const file of ['by.html', 'by-brief.html'])
      expect(readFileSync(join(folder, file), 'utf8'), file).toContain(words);
    expect((await publish('none.html')).json()).toMatchObject({ edition: 2, license: null });
    expect(readFileSync(join(folder, 'none.html'), 'utf8')).toContain('No licence was stated.');
    expect(await run('review', 'verify', 'by.html')).toMatchObject({ code: 0 });
  });
});

describe('a data package and a brief', () => {
  it('are written beside the edition, and the package makes the same review again', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    const published = await run(
      ...['review', 'publish', 'sample', '--out', 'one.html', '--json'],
      ...['--package', 'one.zip', '--brief', 'one.docx'],
    );
    expect(published.json()).toMatchObject({ edition: 1, package: join(folder, 'one.zip') });
    expect(readFileSync(join(folder, 'one.docx')).subarray(0, 2).toString()).toBe('PK');
    const dry = await run('review', 'import', 'copy', 'one.zip', '--dry-run', '--json');
    expect(dry.json()).toMatchObject({ review: 'copy', counts: { studies: 91, claims: 232 } });
    expect((await run('review', 'list', '--json')).json().reviews).toHaveLength(2);
    const made = await run('review', 'import', 'copy', 'one.zip', '--json');
    expect(made.json()).toMatchObject({
      review: 'copy',
      counts: { references: 91, studies: 91, claims: 232, estimates: 12, comparisons: 16 },
      issues: [],
    });
    const weighed = (review: string) => run('review', 'weigh', review, '--json').then(({ out }) => out);
    expect(await weighed('copy')).toBe(await weighed('sample'));
    const from = await run(
      'review',
      'create',
      '--from',
      'one.zip',
      '--name',
      'third',
      '--title',
      'T',
      '--json',
    );
    expect(from.json()).toMatchObject({ review: 'third', title: 'T', counts: { claims: 232 } });
  });

  it('are refused where they can’t be meant, and nothing is changed', async () => {
    const folder = makeFolder();
    const run = makeRunner(folder);
    const publish = (...rest: string[]) => run('review', 'publish', 'sample', '--out', 'one.html', ...rest);
    expect(await publish('--brief', 'brief.pdf')).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/ends in \.docx or \.html/),
    });
    expect(await publish('--package', 'one.html')).toMatchObject({ code: 2 });
    expect(await publish('--brief', 'brief.html', '--package', 'one.zip')).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'brief.html'), 'utf8')).toContain('Key messages');
    expect(await run('review', 'import', 'sample', 'one.zip')).toMatchObject({
      code: 2,
      notes: expect.stringMatching(/there already/),
    });
    const zip = readFileSync(join(folder, 'one.zip'));
    zip[zip.length >> 1] ^= 1;
    writeFileSync(join(folder, 'changed.zip'), zip);
    writeFileSync(join(folder, 'cut.zip'), zip.subarray(0, 5000));
    for (const file of ['changed.zip', 'cut.zip']) {
      const refused = await run('review', 'import', 'new', file);
      expect(refused).toMatchObject({
        code: 2,
        out: '',
        notes: expect.stringMatching(/damaged|changed|larger than/),
      });
      expect((await run('review', 'create', '--from', file)).code).toBe(2);
    }
    expect((await run('review', 'list', '--json')).json().reviews).toHaveLength(2);
  });
});

it('lets a second program wait or refuse clearly while the folder is locked by a living one', () => {
  const folder = makeFolder();
  const unlock = lockDataFolder(folder, 'http://127.0.0.1:1');
  // The same process may ask again; a dead one leaves nothing in the way.
  unlock();
  writeFileSync(join(folder, 'server.lock'), JSON.stringify({ pid: 2 ** 22 + 1, address: 'gone' }));
  expect(() => lockDataFolder(folder, 'http://127.0.0.1:1')()).not.toThrow();
  writeFileSync(
    join(folder, 'server.lock'),
    JSON.stringify({ pid: process.ppid, address: 'http://127.0.0.1:1' }),
  );
  expect(() => lockDataFolder(folder, 'http://127.0.0.1:2')).toThrow(/running already/);
});
