import { expect, test } from './program.ts';

const settings = '/reviews/sample/settings/weighing';

test('rungs are left out, reordered and added, the answer is said at once, and all can be taken back', async ({
  inside: page,
}) => {
  await page.goto(settings);
  const answer = page.locator('section.answer');
  await expect(answer).toContainText('Leadership: 30 % of what is supported');
  await expect(answer).toContainText('8 studies are left and none names it');
  await page.getByRole('button', { name: 'Leave out rung 6' }).click();
  await expect(answer).toContainText(
    '15 studies are left and it has 7 % of what is said (no study as it is saved)',
  );
  await page.getByRole('button', { name: 'Down rung 2' }).click();
  await page.getByRole('button', { name: 'Add a rung' }).click();
  await expect(answer).toContainText('Rung 6 has no label.');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Label' }).nth(5).fill('Strictest designs');

  // What is not saved survives a reload.
  await page.waitForTimeout(400);
  await page.reload();
  await expect(page.getByText('Brought back what you had changed')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The rules of weighing were saved.')).toBeVisible();

  await page.goto('/reviews/sample/weigh');
  const ladder = page.getByRole('figure').first();
  await ladder.getByRole('button', { name: 'Table' }).click();
  await expect(ladder.getByRole('cell', { name: 'Strictest designs' }).first()).toBeVisible();
  await expect(ladder.getByRole('cell', { name: /Separate sources/ })).toHaveCount(0);

  await page.goto('/reviews/sample/settings');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.goto(settings);
  await expect(answer).toContainText('8 studies are left and none names it');
});

test('a strength is changed by keyboard, and a stale save is refused', async ({ inside: page, context }) => {
  await page.goto(settings);
  const other = await context.newPage();
  await other.goto(settings);
  const field = page.getByRole('spinbutton').first();
  await field.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('0.2');
  await expect(page.locator('section.answer')).toContainText('as it is saved');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The rules of weighing were saved.')).toBeVisible();

  await other.getByLabel('How the parts are combined').selectOption('product');
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(other.getByRole('alert')).toContainText('Somebody changed these settings meanwhile');
  await expect(other.getByLabel('How the parts are combined')).toHaveValue('product');
  await other.close();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The rules of weighing were saved.')).toHaveCount(0);
});

test('a sentence that a change has overtaken says so until what the change does is worked out', async ({
  inside: page,
}) => {
  // A slow worker.
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await page.route(/weigh-worker.*\.js$/, async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(settings);
  const answer = page.locator('section.answer');
  await expect(answer).toHaveAttribute('aria-busy', 'false');
  await page.getByRole('button', { name: 'Leave out rung 6' }).click();
  await expect(answer).toHaveAttribute('aria-busy', 'true');
  await expect(answer).toContainText('8 studies are left and none names it');
  await expect(answer).toContainText('This was before your last change; what that does is being worked out.');
  release();
  await expect(answer).toContainText('15 studies are left');
  await expect(answer).toContainText('Not saved yet.');
  await expect(answer).not.toContainText('This was before');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(answer).toContainText('8 studies are left and none names it');
  await expect(answer).not.toContainText('Not saved yet.');
});
