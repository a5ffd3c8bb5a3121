import { readFileSync } from 'node:fs';
import { expect, startProgram, test } from './program.ts';

const weigh = '/reviews/sample/weigh';

test('a first visit sees the sample review’s answer', async ({ page }) => {
  // A program of its own: other tests make reviews in the shared one, and a first visit has the sample alone.
  const program = await startProgram();
  await page.goto(program.entrance);
  await expect(page).toHaveURL(/\/reviews\/sample$/);
  await expect(
    page.getByText('Leadership is the factor named most often: 34 % of what is said, in 49 of 91 studies'),
  ).toBeVisible();
  await expect(
    page.getByText('it can no longer be told from its equals: 7 % of what is said, in 3 of 15 studies'),
  ).toBeVisible();
  await expect(page.getByText('not a systematic review')).toBeVisible();
  await program.stop();
});

test('the Ladder states its finding with its caveat, k of S, failed and not stated', async ({ inside }) => {
  await inside.goto(weigh);
  const title = inside.getByRole('heading', { level: 1 });
  await expect(title).toHaveText(
    /Leadership is named most; the stronger the design.*few studies are left to tell/,
  );
  for (const text of ['49 of 91', '33 of 65', '22 of 46', '17 of 40', '3 of 15', '77 claims fail']) {
    await expect(inside.getByText(text, { exact: true }).first()).toBeAttached();
  }
  // Broken into two lines where rungs stand close.
  await expect(inside.getByText(/^25 claims do/).first()).toBeAttached();
  await expect(inside.getByText('Leadership: no study here')).toBeAttached();
  await expect(inside.getByText('by chance: 0')).toBeAttached();
});

test('switches and filters redraw, and stand in the address', async ({ inside, context }) => {
  await inside.goto(weigh);
  await inside.getByRole('button', { name: 'All 8 kept' }).click();
  const insideOne = inside.getByRole('radiogroup', { name: 'Inside one organisation' });
  await insideOne.getByRole('radio', { name: 'Drop' }).check({ force: true });
  await expect(inside).toHaveURL(/inside_one_organisation=drop/);
  await expect(inside.getByRole('status')).toHaveText(
    /^Without 16 claims from inside one organisation, leadership .* of what is said, in \d+ of \d+ studies/,
  );
  await expect(inside.getByText('49 of 91', { exact: true })).toHaveCount(0);
  await inside.getByRole('button', { name: /All outcomes/ }).click();
  await inside.getByRole('checkbox', { name: /Services/ }).check();
  await expect(inside).toHaveURL(/outcome=service/);
  await inside.keyboard.press('Escape');
  const shown = await inside.locator('svg.scene').first().getAttribute('aria-label');
  const other = await context.newPage();
  await other.goto(inside.url());
  await expect(other.locator('svg.scene').first()).toHaveAttribute('aria-label', shown!);
  await inside.getByRole('button', { name: 'Show everything' }).click();
  await expect(inside).toHaveURL(new RegExp(`${weigh}\\??$`));
  await expect(inside.getByText('49 of 91', { exact: true })).toBeAttached();
});

test('a redraw after a switch takes less than a tenth of a second of the page’s time', async ({ inside }) => {
  await inside.goto(weigh);
  await inside.getByRole('button', { name: 'All 8 kept' }).click();
  await inside.waitForTimeout(500);
  const longest = await inside.evaluate(async () => {
    let most = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) most = Math.max(most, entry.duration);
    }).observe({ type: 'longtask', buffered: false });
    const positions = document.querySelectorAll<HTMLInputElement>('[aria-label="Retrospective"] input');
    for (let i = 0; i < 6; i++) {
      positions[(i + 1) % 3].click();
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return most;
  });
  // The stated limit is 100 ms; machines that run tests are slow and shared, so only a gross miss fails here.
  expect(longest).toBeLessThan(400);
});

test('the focal factor can be meant more widely, or be another', async ({ inside }) => {
  await inside.goto(weigh);
  await inside.getByLabel('Its meaning').selectOption('1');
  await expect(inside).toHaveURL(/wide=1/);
  await expect(inside.getByRole('heading', { level: 1 })).toHaveText(
    /^Leadership \+ management are named most/,
  );
  await expect(inside.getByRole('status')).toHaveText(
    /^In this wider meaning, leadership \+ management go from 34/,
  );
  await inside.getByLabel('Factor in focus').selectOption('trust');
  await expect(inside).toHaveURL(/focal=trust$/);
  await expect(inside.getByRole('heading', { level: 1 })).toHaveText(/^Trust and relationships /);
  await inside.getByLabel('Factor in focus').selectOption('leadership.boundary_spanner');
  await expect(inside.getByText('Other leadership').first()).toBeAttached();
});

test('every mark opens the claims behind it, with finding, strength and citation', async ({ inside }) => {
  await inside.goto(weigh);
  await inside
    .getByRole('button', { name: /^Leadership, order in time, or outcome rated by others: 7/ })
    .click();
  const drawer = inside.getByRole('complementary', {
    name: 'Leadership, at “order in time, or outcome rated by others”',
  });
  await expect(drawer).toBeFocused();
  await expect(drawer.getByText('3 studies, 3 claims')).toBeVisible();
  await drawer
    .getByText(/^Evidence strength/)
    .first()
    .click();
  await expect(drawer.getByText('geometric mean of the parts').first()).toBeVisible();
  await expect(drawer.getByRole('link', { name: /^https:\/\/doi\.org/ }).first()).toBeVisible();
  await expect(inside).toHaveURL(/open=leadership%40order_or_independence/);
  await inside.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
});

test('marks are reached and opened by keyboard, and the focus comes back', async ({ inside }) => {
  await inside.goto(weigh);
  const first = inside.getByRole('button', { name: /^Leadership, all claims: 34/ });
  await first.focus();
  await inside.keyboard.press('ArrowRight');
  const second = inside.getByRole('button', { name: /^Leadership, primary studies: 33/ });
  await expect(second).toBeFocused();
  await inside.keyboard.press('Enter');
  await expect(inside.getByRole('complementary')).toBeVisible();
  await inside.keyboard.press('Escape');
  await expect(second).toBeFocused();
});

test('the picture has a table twin and goes out as CSV, PNG and SVG', async ({ inside }) => {
  await inside.goto(weigh);
  const figure = inside.getByRole('figure').first();
  await figure.getByRole('button', { name: 'Table' }).click();
  await expect(figure.getByRole('cell', { name: 'Leadership', exact: true }).first()).toBeVisible();
  const [csv] = await Promise.all([
    inside.waitForEvent('download'),
    figure.getByRole('button', { name: 'CSV' }).click(),
  ]);
  const lines = readFileSync(await csv.path(), 'utf8').split('\n');
  expect(lines[0]).toMatch(/^Rung,Studies,Claims/);
  expect(lines).toHaveLength(1 + 6 * 23 + 1);
  await figure.getByRole('button', { name: 'Table' }).click();
  const [png] = await Promise.all([
    inside.waitForEvent('download'),
    figure.getByRole('button', { name: 'PNG' }).click(),
  ]);
  const picture = readFileSync(await png.path());
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
  const drawn = (await figure.locator('svg.scene').boundingBox())!.width;
  expect(picture.readUInt32BE(16)).toBeGreaterThan(2 * drawn);
  const [svg] = await Promise.all([
    inside.waitForEvent('download'),
    figure.getByRole('button', { name: 'SVG' }).click(),
  ]);
  const drawing = readFileSync(await svg.path(), 'utf8');
  expect(drawing).toContain('49 of 91');
  expect(drawing).toContain('Leadership is named most');
  expect(drawing).toContain('@font-face');
  expect(drawing).not.toContain('class="target"');
  await inside.goto('about:blank');
  await inside.setContent(drawing);
  await expect(inside.locator('svg').first()).toBeVisible();
});

test('a figure gives away what is needed to compute it again in R', async ({ inside }) => {
  await inside.goto(weigh);
  const figure = inside.getByRole('figure').first();
  await figure.getByRole('button', { name: 'R', exact: true }).click();
  const save = async (name: string) => {
    const [file] = await Promise.all([
      inside.waitForEvent('download'),
      figure.getByRole('button', { name, exact: true }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(name);
    return readFileSync(await file.path(), 'utf8');
  };
  const script = await save('shares.R');
  expect(script).toContain('seed <- 1\n');
  expect(script).not.toMatch(/leadership/i);
  expect((await save('claims.csv')).trim().split('\n')).toHaveLength(1 + 232);
  expect(await save('factors.csv')).toContain('1,leadership,Leadership');
});

test('a filter that nothing passes shows a useful page', async ({ inside }) => {
  await inside.goto(`${weigh}?stage=ending&tier=A`);
  await expect(inside.getByRole('heading', { level: 1 })).toHaveText('No claim passes these filters');
  await expect(inside.getByText('No lens has anything to show')).toBeVisible();
  expect(await inside.locator('main').innerText()).not.toMatch(/NaN|undefined|Infinity/);
});

test('the map shows studies, gaps and disagreement, and opens cells', async ({ inside }) => {
  await inside.goto('/reviews/sample/map');
  await expect(inside.getByText('gap', { exact: true }).first()).toBeAttached();
  await inside.getByRole('button', { name: /^Leadership → Services: 5 studies/ }).click();
  const drawer = inside.getByRole('complementary', { name: 'Leadership → Services' });
  await expect(drawer.getByText('5 studies, 5 claims')).toBeVisible();
  await expect(drawer.getByText(/Cramm, J\. M\./)).toBeVisible();
  await expect(inside.getByRole('button', { name: /contested/ }).first()).toBeAttached();
});

test('two states of the evidence stand beside each other on one scale', async ({ inside }) => {
  await inside.goto(`${weigh}?setting=inter_organisational`);
  await inside.getByRole('link', { name: 'Compare', exact: true }).click();
  await expect(inside.getByRole('heading', { level: 1 })).toContainText('in the first state');
  const right = inside.getByRole('region', { name: 'Second' });
  await expect(right).toContainText('Setting: between organisations');
  await right.getByRole('button', { name: /Show everything/ }).click();
  await expect(inside.getByText('To the nearest point, nothing changes.')).toBeVisible();
  await inside.reload();
  await expect(inside.getByText('To the nearest point, nothing changes.')).toBeVisible();
  const said = inside.getByRole('row', { name: /^Said/ }).getByRole('cell');
  await expect(said.first()).toHaveText(/^\d+\s% \(\d+.–.\d+\s%\)$/);
  await expect(said.nth(1)).toHaveText((await said.first().textContent())!);
});

test('marks of both states open what is behind them there, one at a time', async ({ inside }) => {
  await inside.goto(`${weigh}/compare`);
  const drawer = inside.getByRole('complementary');
  const mark = (side: string) =>
    inside.getByRole('region', { name: side }).getByRole('button', { name: /^Leadership, all claims: / });
  await mark('First').click();
  await expect(drawer.getByText(/^49 studies/)).toBeVisible();
  // What is open stands over the second state; the keyboard reaches it.
  await mark('Second').press('Enter');
  await expect(drawer).toHaveCount(1);
  await expect(drawer.getByText(/^Without claims that/)).toBeVisible();
  await expect(drawer.getByText(/^44 studies,/)).toBeVisible();
  await inside.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
});

test('what a reader chose goes along through the rooms of Weigh, on one load of the data', async ({
  inside,
}) => {
  await inside.goto(`${weigh}?setting=inter_organisational&outcome_known=drop`);
  const loads: string[] = [];
  inside.on('request', (request) => {
    if (request.url().includes('__data.json')) loads.push(request.url());
  });
  const rooms = inside.getByRole('navigation', { name: 'Ways of weighing' });
  for (const [name, question] of [
    ['Size', 'How large is the link, where somebody measured it?'],
    ['Rivals', 'What part is its own, next to its rivals?'],
    ['Circumstances', 'When, where and in which partnerships?'],
    ['Firmness', 'How easily would the answer change?'],
  ] as const) {
    await rooms.getByRole('link', { name, exact: true }).click();
    await expect(inside.getByRole('heading', { level: 1 })).toHaveText(question);
    await expect(
      inside.getByRole('button', { name: /Settings: Between organisations|1 setting/ }),
    ).toBeVisible();
    await expect(inside).toHaveURL(/setting=inter_organisational&outcome_known=drop$/);
    await expect(rooms.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'page');
  }
  await rooms.getByRole('link', { name: 'Answer' }).click();
  await expect(inside.getByRole('heading', { level: 1 })).toContainText('Leadership');
  expect(loads).toEqual([]);
});

test('what is chosen about the unique part under Rivals holds in the table of all lenses', async ({
  inside: page,
}) => {
  const craft = '/reviews/craft-2003/weigh';
  await page.goto(`${craft}/rivals`);
  await page.getByRole('button', { name: 'Correlations may differ between studies' }).click();
  await expect(page).toHaveURL(/unique=fixed$/);
  await page.goto(`${craft}?unique=fixed&without=cognitive_anxiety`);
  await expect(
    page.getByText(/Unique part: .* As chosen, without cognitive anxiety\. As chosen, the same/),
  ).toBeVisible();
  await expect(page.getByText('left out', { exact: true })).toBeVisible();
  await page.goto(craft);
  await expect(page.getByText(/Unique part: .* by chance\.$/)).toBeVisible();
  await expect(page.getByText('left out', { exact: true })).toHaveCount(0);
});

test('what is chosen on single figures stands in the address, and goes along', async ({
  inside,
  context,
}) => {
  const rooms = inside.getByRole('navigation', { name: 'Ways of weighing' });
  await inside.goto(`${weigh}/direction?same_source=drop`);
  await inside.getByLabel('Factor', { exact: true }).selectOption({ label: 'Trust and relationships' });
  await expect(inside).toHaveURL(/same_source=drop&harvest=trust$/);
  await rooms.getByRole('link', { name: 'Answer', exact: true }).click();
  await inside.getByLabel(/rder the factors by$/).selectOption({ label: 'Supported' });
  await expect(inside).toHaveURL(/order=supported&harvest=trust|harvest=trust&order=supported/);
  await rooms.getByRole('link', { name: 'Firmness', exact: true }).click();
  await inside.getByRole('button', { name: 'Share of what the evidence supports' }).click();
  await inside.getByRole('button', { name: 'Count in every way' }).click();
  const title = inside.getByRole('heading', { name: /of the ways of counting that were tried/ });
  await expect(title).toBeVisible({ timeout: 20_000 });
  await inside.getByRole('radio', { name: 'By the rank' }).check({ force: true });
  await expect(inside).toHaveURL(/ways=supported&counted=yes&judged=rank$/);
  const told = (await title.textContent())!;

  const other = await context.newPage();
  await other.goto(inside.url());
  await expect(other.getByRole('heading', { name: told })).toBeVisible({ timeout: 20_000 });
  await expect(other.getByRole('radio', { name: 'By the rank' })).toBeChecked();
  await other
    .getByRole('navigation', { name: 'Ways of weighing' })
    .getByRole('link', { name: 'Direction', exact: true })
    .click();
  await expect(other.getByLabel('Factor', { exact: true })).toHaveValue('trust');
  await other.goBack();
  await expect(other.getByRole('heading', { name: told })).toBeVisible({ timeout: 20_000 });
});
