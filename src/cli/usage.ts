import type { Command } from 'commander';

/** Makes a wrong call end with exit status 2, so that 1 means problems in the content (design, contract 4). */
export function exitOnUsage(command: Command): Command {
  return command
    .showHelpAfterError('(Run it with --help for the options.)')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}
