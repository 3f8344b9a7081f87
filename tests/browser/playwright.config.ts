import { defineConfig } from '@playwright/test';

// Each test has a hub of its own, with its own folder, and real browser profiles on the disk: a private context keeps
// its storage in memory, so nothing that was said about durability would be tested. `npm test` tells two stories at a time,
// since they wait more than they work; kills and updates have the machine to themselves.
export default defineConfig<{ secure: boolean }>({
  testDir: '.',
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 1,
  reporter: 'list',
  projects: [
    {
      name: 'tablet',
      use: { viewport: { width: 1280, height: 800 } },
      testMatch: /story\/.*\.spec\.ts/,
    },
    {
      name: 'phone',
      use: { viewport: { width: 390, height: 844 } },
      testMatch:
        /story\/(cashier|accessibility|scanning|counter|catalog|inbox|reports|activity|choices|customers|tables|tickets|floor_more|printers|scale_codes|codes|print_queue|stock)\.spec\.ts/,
    },
    {
      // The same stories once more over TLS, on devices that were told to trust the hub's own authority.
      name: 'tls',
      use: { viewport: { width: 1280, height: 800 }, secure: true },
      testMatch: /(story\/two_devices|tls\/.*)\.spec\.ts/,
    },
    { name: 'kill', testMatch: /kill\/.*\.spec\.ts/ },
    {
      name: 'update',
      use: { viewport: { width: 1280, height: 800 } },
      testMatch: /update\/.*\.spec\.ts/,
    },
  ],
});
