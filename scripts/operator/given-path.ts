import path from 'node:path'

/** npm changes to the project's folder; files are meant from where it was called. */
export const givenPath = (file: string): string => path.resolve(process.env.INIT_CWD ?? '.', file)
