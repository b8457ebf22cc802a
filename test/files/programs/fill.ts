// Stores more than the disk has room for, then a little, and says what became of it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createFolderStore } from '../../../files/store.ts';

const [folder = '', size = '0'] = process.argv.slice(2);
const store = createFolderStore(folder);

async function* zeros(count: number): AsyncGenerator<Buffer> {
  for (let left = count; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536));
}

const large = await store.put(zeros(Number(size)), Number(size)).then(
  () => 'stored',
  (error: Error) => `${error.name}: ${error.message}`,
);
const left = readdirSync(join(folder, 'incoming')).length;
const small = await store.putBytes(Buffer.from('small'));
console.log(JSON.stringify({ large, left, small: await store.has(small.hash) }));
