import path from 'node:path'

/** The clone's own folder, wherever a script was started from. */
export const root = path.resolve(import.meta.dirname, '../..')
