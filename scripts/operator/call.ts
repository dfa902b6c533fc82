/** How a command is called: by npm in a clone, by node where it was bundled (scripts/build/entry.mjs). */
export function call(command: string, args = ''): string {
  if (process.argv[1]?.endsWith('.mjs')) return `node .next/${command.replace(':', '-')}.mjs ${args}`.trim()
  return args === '' ? `npm run ${command}` : `npm run ${command} -- ${args}`
}
