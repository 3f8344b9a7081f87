import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether this user may run at real-time priority, which keeps other processes out of the flushes. */
function mayRunRealTime() {
  try {
    execFileSync('chrt', ['-r', '1', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The system's Chromium, in a script that raises its priority before anything is forked. */
function executable(folder, realTime) {
  const path = process.env.CHROMIUM ?? '/usr/bin/chromium';
  if (!realTime) return path;
  const script = join(folder, 'chromium-real-time');
  writeFileSync(script, `#!/bin/sh\nexec chrt -r 1 '${path}' "$@"\n`);
  chmodSync(script, 0o755);
  return script;
}

/** A persistent profile in `folder`: a private one keeps files in memory and flushes for nothing. */
export async function launch(folder) {
  const realTime = mayRunRealTime();
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: executable(folder, realTime),
    headless: true,
    args: FLAGS,
  });
  context.setDefaultTimeout(300_000);
  return { context, realTime };
}
