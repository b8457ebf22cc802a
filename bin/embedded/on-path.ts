import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../config.ts';

export const findOnPath = ({ path }: Machine, program: string): string | undefined =>
  path.map((folder) => join(folder, program)).find((file) => existsSync(file));
