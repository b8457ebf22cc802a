import type { Command } from 'commander';
import { z } from 'zod';
import { Problem } from './problem.ts';

const MISUSED = 2;

/** A command that other programs rely on: whatever is wrong with its call is one sentence and exit code 2. */
export const strictly = (command: Command): Command =>
  command
    .showHelpAfterError(false)
    .configureOutput({
      outputError: (text, write) =>
        write(
          `${text
            .replace(/^error: /, 'Cannot run this command: ')
            .trim()
            .replaceAll('\n', ' ')}\n`,
        ),
    })
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : MISUSED));

/** The options as their shape has them. Throws a Problem that names the first option that is wrong, and why. */
export function parseOptions<S extends z.ZodRawShape>(
  shape: S,
  options: Record<string, unknown>,
): z.output<z.ZodObject<S>> {
  const parsed = z.object(shape).safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Problem(`Cannot run this command: --${dashed(String(issue?.path[0]))} ${issue?.message}`, {
    exitCode: MISUSED,
  });
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
