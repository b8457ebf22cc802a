// The upload door in a process of its own: says its port, then takes files; GET says how much memory it took at most.
import { createServer } from 'node:http';
import { handleUpload } from '../../../api/doors/uploads.ts';
import { createFolderStore } from '../../../files/store.ts';

const [folder = '', expectedHash] = process.argv.slice(2);
const store = createFolderStore(folder);
const server = createServer((req, res) => {
  if (req.method === 'GET') return void res.end(String(process.resourceUsage().maxRSS));
  return void handleUpload(req, res, {
    store,
    takeUpload: async () => ({ id: 'u1', name: 'disk.dd', purpose: 'evidence', limit: 10 * 1024 ** 3, expectedHash }),
    finishUpload: async () => {},
    onFault: console.error,
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' && address ? address.port : '');
});
