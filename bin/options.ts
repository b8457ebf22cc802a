import { resolve } from 'node:path';
import { readSettings, type Settings } from './config.ts';
import { isPracticeFolder } from './folder-use.ts';

/** Options that several commands share, as commander takes them. */
export const DATA = ['--data <folder>', 'folder that keeps everything (or ROGATORY_DATA; default: .data)'] as const;
export const JSON_OUTPUT = ['--json', 'answer in JSON, for a program to read'] as const;

/** The settings of the environment, with the folder that the command line names. */
export function settingsFor({ data }: { data?: string }): Settings {
  const settings = readSettings();
  const named = data === undefined ? settings : { ...settings, dataFolder: resolve(data) };
  return isPracticeFolder(named.dataFolder) ? withOwnParts(named) : named;
}

/** The database and the mail server of what is played or practised are always its own, whatever the environment names. */
export const withOwnParts = (settings: Settings): Settings => ({
  ...settings,
  database: {},
  smtp: { from: settings.smtp.from },
});
