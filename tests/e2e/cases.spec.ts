import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './program.ts';

const room = '/reviews/sample/weigh/cases';
const pasted = `Place\tLeadership\tTrust\tResult
Northside\t900\t1\t1
Southside\t120\t0.2\t0
Harbour\t640\t0,8\t0.9
Hill\t300\tNA\t0.1
`;

test('cases are pasted, mapped, calibrated, saved, changed by keyboard and taken back', async ({
  inside: page,
}) => {
  await page.goto(room);
  await page.getByRole('link', { name: 'New case table' }).click();
  await page.getByLabel('Title').fill('Partnerships <script>alert(1)</script>');
  await page.getByLabel('Paste a table, or drop a CSV file here').fill(pasted);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByLabel('What Place holds')).toHaveValue('case');
  await expect(page.getByLabel('What Leadership holds')).toHaveValue('condition:leadership');
  await expect(page.getByText('Say which column is the outcome.')).toBeVisible();
  await page.getByLabel('What Result holds').selectOption({ label: 'Process and synergy' });
  await page.getByRole('button', { name: 'Use these 4 cases' }).click();
  await expect(page.getByLabel('Harbour: Leadership')).toHaveValue('640');

  await page.getByRole('button', { name: 'Save case table' }).click();
  await expect(page.getByText(/900 in leadership is no membership from 0 to 1/)).toBeVisible();
  const leadership = page.getByRole('group', { name: 'Leadership', exact: true });
  await leadership.getByLabel('Its values are').selectOption({ label: 'raw values' });
  await leadership.getByLabel('Fully out').fill('100');
  await leadership.getByLabel('Cross-over').fill('400');
  await leadership.getByLabel('Fully in').fill('800');
  await expect(leadership).toContainText('2 of 4 cases are more in than out');

  // A row more, by keyboard alone.
  await page.getByLabel('Hill: Process and synergy').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name of case 5')).toBeFocused();
  await page.keyboard.type('Old town');
  for (const [times, value] of [
    [2, '1'],
    [1, '720'],
    [1, '1'],
  ] as const) {
    for (let at = 0; at < times; at++) await page.keyboard.press('Tab');
    await page.keyboard.type(value);
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('The table was saved.')).toBeVisible();
  const link = page.getByRole('link', { name: 'Partnerships <script>alert(1)</script>' });
  await expect(page.getByText('4 cases and 1 with a value not stated')).toBeVisible();

  await link.click();
  await expect(page.getByLabel('Old town: Leadership')).toHaveValue('720');
  await expect(leadership.getByLabel('Cross-over')).toHaveValue('400');
  await page.getByRole('button', { name: 'Remove this table' }).click();
  await expect(page.getByText('None yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(link).toBeVisible();
});

test('what somebody saved meanwhile is shown, and nothing is overwritten', async ({ inside: page }) => {
  await page.goto(`${room}?table=new`);
  await page.getByLabel('Title').fill('Twice');
  await page
    .getByLabel('Paste a table, or drop a CSV file here')
    .fill('case,Leadership,Process and synergy\nA,1,1\nB,0,0\n');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('button', { name: 'Use these 2 cases' }).click();
  await page.getByRole('button', { name: 'Save case table' }).click();
  await page.getByRole('link', { name: 'Twice' }).click();
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByLabel('Title').fill('Theirs');
  await other.getByRole('button', { name: 'Save case table' }).click();
  await expect(other.getByRole('link', { name: 'Theirs' })).toBeVisible();
  await page.getByLabel('A: Leadership').fill('0.9');
  await page.getByRole('button', { name: 'Save case table' }).click();
  const notice = page.getByRole('alert').filter({ hasText: 'Somebody saved this meanwhile' });
  await expect(notice.getByRole('row', { name: 'Title Twice Theirs' })).toBeVisible();
  await page.getByRole('button', { name: 'Take the saved one' }).click();
  await expect(page.getByLabel('Title')).toHaveValue('Theirs');
  await expect(page.getByLabel('A: Leadership')).toHaveValue('1');
});

test('cases and anchors that were typed survive a reload, until one starts over', async ({
  inside: page,
}) => {
  await page.goto(`${room}?table=new`);
  await page.getByLabel('Title').fill('Kept');
  await page
    .getByLabel('Paste a table, or drop a CSV file here')
    .fill('case,Leadership,Trust,Process and synergy\nA,1,1,1\nB,0,0,0\n');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('button', { name: 'Use these 2 cases' }).click();
  await page.getByLabel('B: Leadership').fill('0.3');
  // What a condition held comes back with it.
  await page.getByRole('button', { name: 'Take out Trust' }).click();
  await expect(page.getByLabel('A: Trust')).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Add a condition' }).fill('Trust');
  await page
    .getByRole('option', { name: /^Trust/ })
    .first()
    .click();
  await expect(page.getByLabel('A: Trust')).toHaveValue('1');
  const leadership = page.getByRole('group', { name: 'Leadership', exact: true });
  await leadership.getByLabel('Expected to help by being').selectOption({ label: 'present' });
  await page.waitForTimeout(400);
  await page.reload();
  await expect(page.getByText('Brought back what you had typed')).toBeVisible();
  await expect(page.getByLabel('B: Leadership')).toHaveValue('0.3');
  await expect(leadership.getByLabel('Expected to help by being')).toHaveValue('present');
  await page.getByRole('button', { name: 'Start over' }).click();
  await expect(page.getByLabel('Title')).toHaveValue('');
  await expect(page.getByLabel('B: Leadership')).toHaveCount(0);
});
