/** Imported first by every root program: says in one sentence that this Node is too old, before newer syntax is read. */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    'Cherry Bridge needs Node 20.19 or later, and this is ' +
      process.versions.node +
      ': install a newer Node and try again.',
  );
  process.exit(2);
}
