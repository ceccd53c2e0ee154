/** The tools of a wire: beside every port, gone with the wire, and leaving its ends to the hand. */
import { expect, test } from '../fixtures/studio';
import { boxOf, centreOf, type Box } from '../pages/canvas-part';

const apart = (a: Box, b: Box): boolean => a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height;

test('tools cover no port, leave with their wire, and main wires can be plugged elsewhere at the first zoom', async ({ studio, page }) => {
  const { canvas } = studio;
  await studio.open();
  await studio.openTemplate('adversarial-ae');
  await canvas.still();
  const pill = canvas.root.getByTestId(/^pill-/);
  const wires = [['Digits', 'Encoder'], ['Encoder', 'Code'], ['Code', 'Decoder'], ['Decoder', 'Reconstruction'], ['Code', 'Discriminator'], ['Prior', 'Discriminator']] as const;
  const ports = await Promise.all((await canvas.root.locator('.react-flow__handle').all()).map(boxOf));
  expect(ports.length).toBeGreaterThan(10);

  await test.step('pointed at, each shows its tools beside the ports', async () => {
    for (const [from, to] of wires) {
      const middle = await canvas.middleOf(from, to);
      await page.mouse.move(middle.x, middle.y);
      await expect(pill.getByRole('button', { name: 'Delete this wire' })).toBeVisible();
      const box = await boxOf(pill);
      for (const port of ports) expect(apart(box, port), `${from} → ${to}: ${JSON.stringify({ box, port })}`).toBe(true);
      await page.mouse.move(5, 300);
      await expect(pill).toHaveCount(0);
    }
  });

  await test.step('deleted by its button and brought back, the wire stands alone', async () => {
    const middle = await canvas.middleOf('Encoder', 'Code');
    await page.mouse.move(middle.x, middle.y);
    await pill.getByRole('button', { name: 'Delete this wire' }).click();
    await expect(canvas.wire('Encoder', 'Code')).toHaveCount(0);
    await page.mouse.move(5, 300);
    await studio.undo();
    await expect(canvas.wire('Encoder', 'Code')).toHaveCount(1);
    await expect(pill).toHaveCount(0);
  });

  await test.step('the end of a main wire is taken to another port', async () => {
    const start = await boxOf(canvas.input('Decoder', 'Code'));
    const grip = { x: start.x - 6, y: start.y + start.height / 2 };
    await canvas.drag(grip, await centreOf(canvas.input('Discriminator', 'Real')));
    await expect(canvas.wire('Code', 'Decoder')).toHaveCount(0);
    await studio.undo();
    await expect(canvas.wire('Code', 'Decoder')).toHaveCount(1);
  });
});
