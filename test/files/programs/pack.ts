// Builds one package from fixed parts in the time zone that it was started in, and says its hash.
import { buildPackage } from '../../../files/package.ts';
import { createFolderStore } from '../../../files/store.ts';

const [folder = ''] = process.argv.slice(2);
const store = createFolderStore(folder);
const { hash } = await store.putBytes(Buffer.from('a letter'));
const entries = [{ name: 'letter.docx', hash }];
const extra = [{ name: 'request.json', bytes: Buffer.from('{}') }];
const built = await buildPackage({ store, entries, extra });
console.log(JSON.stringify({ hash: built.hash, zone: Intl.DateTimeFormat().resolvedOptions().timeZone }));
