/** The studio under its content-security policy: no part of it is stopped by it, and what is not a part of it is. */
import { idxPair } from '../fixtures/idx-bytes';
import { expect, test } from '../fixtures/studio';

declare global {
  var violations: string[];
}
const violation = /Content.Security.Policy|Content Security/i;

test('nothing that the studio does breaks its policy', async ({ studio, page, context }) => {
  test.setTimeout(240_000);
  const told: string[] = [];
  context.on('console', (message) => {
    if (violation.test(message.text())) told.push(message.text());
  });
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
  });
  const answer = await page.goto('/');
  const policy = answer!.headers()['content-security-policy'] ?? '';
  for (const part of ["frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'none'", "script-src 'self' 'wasm-unsafe-eval' 'nonce-"]) expect(policy).toContain(part);
  expect(policy.match(/script-src [^;]*/)![0]).not.toContain("'unsafe-");
  await studio.ready();
  await studio.openTemplate('autoencoder');
  const { training, code, canvas, drawer } = studio;
  await training.train();
  await training.past(3);
  await drawer.show('Reconstructions');
  await training.pause();
  await code.open();
  expect(await code.text()).toContain('tf');
  expect((await code.download()).name).toBe('autoencoder.zip');
  await studio.saveAsFile();
  const { images, labels } = idxPair(40);
  await studio.drop([{ name: 'images', bytes: images }, { name: 'labels', bytes: labels }], canvas.dataset);
  await expect(canvas.dataset).toContainText('40 items');
  // From where data sets come, an answer is let through; from elsewhere it is not.
  await page.route(/^https:/, (route) => route.fulfill({ headers: { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }, body: 'x' }));
  expect(await page.evaluate(async () => (await fetch('https://storage.googleapis.com/cvdf-datasets/mnist/x')).text())).toBe('x');
  expect([told, await page.evaluate(() => globalThis.violations)]).toEqual([[], []]);
});

test('what is not a part of the studio is stopped: other hosts, inline scripts, text as code, frames', async ({ studio, page, pageErrors, baseURL }) => {
  await studio.open();
  const stopped = await page.evaluate(async () => {
    const reports: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => reports.push(event.effectiveDirective));
    await fetch('https://example.org/').catch(() => undefined);
    const script = document.createElement('script');
    script.textContent = 'document.title = "owned"';
    document.body.append(script);
    document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="document.title = \'owned\'">');
    document.body.append(Object.assign(document.createElement('object'), { data: '/icon.svg' }));
    await new Promise((done) => setTimeout(done, 500));
    return { reports, title: document.title };
  });
  expect(stopped.reports).toEqual(expect.arrayContaining(['connect-src', 'script-src-elem', 'script-src-attr', 'object-src']));
  expect(stopped.title).toMatch(/Hourglass/);
  await page.setContent(`<iframe src="${baseURL}/" title="framed"></iframe>`);
  await expect(page.frameLocator('iframe').getByTestId('save-state')).toHaveCount(0);
  pageErrors.length = 0;
});
