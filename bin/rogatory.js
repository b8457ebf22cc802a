#!/usr/bin/env node
// Plain JavaScript with nothing but Node's own modules: it runs before anything is installed.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Rogatory needs Node.js 20.19 or later: this is ${process.versions.node}`);
  process.exitCode = 1;
} else {
  // Loaded late, so that an old Node.js comes as far as the sentence above.
  void import('./launcher/launch.js').then(({ launch }) => launch(process.argv.slice(2)));
}
